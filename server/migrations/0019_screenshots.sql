-- The picture of a page that came with a piece of feedback. Its bytes stand in DIR/files, like those of attachments.
CREATE TABLE screenshots (
  id           BLOB PRIMARY KEY,
  project_id   BLOB NOT NULL REFERENCES projects(id),
  feedback_id  BLOB NOT NULL UNIQUE REFERENCES feedback(id),
  submitted_by TEXT,                              -- as the feedback says
  hash         BLOB NOT NULL,
  type         TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
  size         INTEGER NOT NULL,
  width        INTEGER NOT NULL,
  height       INTEGER NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX screenshots_of_project ON screenshots (project_id, size);
CREATE INDEX screenshots_of_person ON screenshots (project_id, submitted_by) WHERE submitted_by IS NOT NULL;
CREATE INDEX screenshots_by_hash ON screenshots (hash);
