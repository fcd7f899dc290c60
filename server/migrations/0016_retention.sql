-- After how many days without a message a resolved conversation is deleted. No row: never.
CREATE TABLE project_retention (
  project_id BLOB PRIMARY KEY REFERENCES projects(id),
  days       INTEGER NOT NULL CHECK (days > 0)
) STRICT, WITHOUT ROWID;
