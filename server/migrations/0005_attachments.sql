-- Files that people sent or are about to send. Their bytes stand in DIR/files under their SHA-256.
CREATE TABLE attachments (
  id         BLOB PRIMARY KEY,
  project_id BLOB NOT NULL REFERENCES projects(id),
  user_key   INTEGER NOT NULL REFERENCES end_users(key),  -- whose conversation it belongs to
  author     BLOB NOT NULL,                               -- a member's id, empty for the user
  hash       BLOB NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  size       INTEGER NOT NULL,
  width      INTEGER,
  height     INTEGER,
  message_id BLOB REFERENCES messages(id),                -- null: uploaded, not sent yet
  position   INTEGER NOT NULL DEFAULT 0,                  -- among the message's attachments
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_of_message ON attachments (message_id, position) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_unused ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_of_user ON attachments (user_key, size);
CREATE INDEX attachments_by_hash ON attachments (hash);

-- What a project's attachments take, kept with every change of them.
CREATE TABLE project_files (
  project_id BLOB PRIMARY KEY REFERENCES projects(id),
  files      INTEGER NOT NULL,
  bytes      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
