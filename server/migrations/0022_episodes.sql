-- What the figures are made of. A conversation begins with the user's first message, ends when it is resolved, and begins anew when
-- the user writes after that: an episode each. Written with the message or change that it tells of.
CREATE TABLE episodes (
  key          INTEGER PRIMARY KEY,
  project_id   BLOB NOT NULL REFERENCES projects(id),
  thread_id    BLOB REFERENCES threads(id),      -- null once the conversation was deleted
  no           INTEGER NOT NULL,                 -- 1, 2, 3 … in the thread
  began_at     INTEGER NOT NULL,
  replied_at   INTEGER,                          -- the first reply by a member
  replied_by   BLOB REFERENCES members(id),
  reply_seq    INTEGER,
  resolved_at  INTEGER,                          -- null again when a member takes it back
  resolved_by  BLOB REFERENCES members(id),
  resolved_seq INTEGER,                          -- the thread's last message at that time
  score        INTEGER CHECK (score BETWEEN 1 AND 5),
  comment      TEXT,
  rated_at     INTEGER,
  UNIQUE (thread_id, no)
) STRICT;
CREATE INDEX episodes_begun ON episodes (project_id, began_at);
CREATE INDEX episodes_replied ON episodes (project_id, replied_at, replied_by, began_at) WHERE replied_at IS NOT NULL;
CREATE INDEX episodes_resolved ON episodes (project_id, resolved_at, resolved_by, began_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX episodes_rated ON episodes (project_id, rated_at, resolved_by, score) WHERE rated_at IS NOT NULL;

-- Conversations from before count as one episode each.
INSERT INTO episodes (project_id, thread_id, no, began_at, replied_at, replied_by, reply_seq, resolved_at, resolved_seq)
  SELECT t.project_id, t.id, 1, t.created_at, m.created_at, m.author, m.seq,
         CASE t.status WHEN 'resolved' THEN t.updated_at END, CASE t.status WHEN 'resolved' THEN t.last_seq END
    FROM threads t LEFT JOIN messages m ON m.thread_id = t.id AND m.note = 0
     AND m.seq = (SELECT min(f.seq) FROM messages f
                   WHERE f.thread_id = t.id AND f.note = 0 AND f.author <> x'' AND f.deleted_at IS NULL)
    WHERE t.last_seq > 0;
