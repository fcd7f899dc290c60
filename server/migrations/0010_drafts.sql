-- What a member has typed into a conversation and not sent yet.
CREATE TABLE drafts (
  member_id  BLOB NOT NULL REFERENCES members(id) ON DELETE CASCADE,
  thread_id  BLOB NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
  body       TEXT NOT NULL,
  internal   INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_of_member ON drafts (member_id, updated_at DESC);
CREATE INDEX drafts_of_thread ON drafts (thread_id);
