-- Texts that are written once and inserted often.
CREATE TABLE saved_replies (
  id         BLOB PRIMARY KEY,
  member_id  BLOB REFERENCES members(id) ON DELETE CASCADE,    -- null: shared by the team
  project_id BLOB REFERENCES projects(id) ON DELETE CASCADE,   -- null: for every project
  shortcut   TEXT NOT NULL COLLATE NOCASE,
  body       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by BLOB NOT NULL REFERENCES members(id)
) STRICT, WITHOUT ROWID;
-- Also the order of a list; an empty id stands for nobody and for every project.
CREATE UNIQUE INDEX saved_replies_by_shortcut ON saved_replies (coalesce(member_id, x''), shortcut, coalesce(project_id, x''));
