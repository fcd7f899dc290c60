-- Users who wait for the team: when to mail about them, and up to which message that has been done.
CREATE TABLE team_mail_due (
  thread_id  BLOB PRIMARY KEY REFERENCES threads(id) ON DELETE CASCADE,
  due_at     INTEGER,                             -- null: nothing waits
  mailed_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX team_mail_due_next ON team_mail_due (due_at) WHERE due_at IS NOT NULL;

-- When each member was mailed last, so that the next mail goes to somebody else.
CREATE TABLE team_mail_turns (
  member_id BLOB PRIMARY KEY REFERENCES members(id) ON DELETE CASCADE,
  last_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The outbox takes a further kind of mail.
CREATE TABLE mails_with_team (
  id          BLOB PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('reply', 'invitation', 'reset', 'team')),
  thread_id   BLOB REFERENCES threads(id),
  project_id  BLOB REFERENCES projects(id),
  from_seq    INTEGER,
  to_seq      INTEGER,
  recipient   TEXT NOT NULL,
  verified    INTEGER NOT NULL DEFAULT 1,
  message_id  TEXT NOT NULL UNIQUE,
  payload     TEXT NOT NULL DEFAULT '{}',
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_at     INTEGER NOT NULL,
  last_error  TEXT,
  created_at  INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
INSERT INTO mails_with_team
  SELECT id, kind, thread_id, project_id, from_seq, to_seq, recipient, verified, message_id, payload, state, attempts, next_at,
         last_error, created_at, finished_at FROM mails;
DROP TABLE mails;
ALTER TABLE mails_with_team RENAME TO mails;
CREATE INDEX mails_waiting ON mails (next_at) WHERE state = 'waiting';
CREATE INDEX mails_by_thread ON mails (thread_id, to_seq) WHERE thread_id IS NOT NULL;
CREATE INDEX mails_by_recipient ON mails (recipient, created_at);
