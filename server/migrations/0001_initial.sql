-- Ids are 16-byte UUIDs, times are milliseconds since 1970 UTC, JSON members are text.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;  -- epoch (random, new after a restore), cursor_key, secret_key fingerprint

CREATE TABLE organisation (
  id         BLOB PRIMARY KEY,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  id             BLOB PRIMARY KEY,
  email          TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name           TEXT NOT NULL,
  role           TEXT NOT NULL CHECK (role IN ('Owner', 'Admin', 'Member')),
  password_hash  TEXT NOT NULL,
  locale         TEXT,
  all_projects   INTEGER NOT NULL DEFAULT 1,   -- 0: only those in member_projects (role Member)
  joined_at      INTEGER NOT NULL,
  last_seen_at   INTEGER,
  removed_at     INTEGER                       -- kept as the author of their messages
) STRICT, WITHOUT ROWID;

CREATE TABLE member_projects (
  member_id  BLOB NOT NULL REFERENCES members(id),
  project_id BLOB NOT NULL REFERENCES projects(id),
  PRIMARY KEY (member_id, project_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
  id         BLOB PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  email      TEXT NOT NULL COLLATE NOCASE UNIQUE,
  role       TEXT NOT NULL CHECK (role IN ('Admin', 'Member')),
  projects   TEXT,                             -- JSON list of project ids, null: all
  invited_by BLOB NOT NULL REFERENCES members(id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id           BLOB PRIMARY KEY,
  token_hash   BLOB NOT NULL UNIQUE,
  csrf_token   TEXT NOT NULL,
  member_id    BLOB NOT NULL REFERENCES members(id),
  created_at   INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  address      TEXT NOT NULL,
  user_agent   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_member ON sessions (member_id);
CREATE INDEX sessions_by_age ON sessions (last_seen_at);

CREATE TABLE password_resets (
  token_hash BLOB PRIMARY KEY,
  member_id  BLOB NOT NULL REFERENCES members(id),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX password_resets_by_member ON password_resets (member_id);

CREATE TABLE api_keys (
  id           BLOB PRIMARY KEY,
  key_hash     BLOB NOT NULL UNIQUE,
  prefix       TEXT NOT NULL,                  -- oat_ and the first characters, for recognising it
  label        TEXT NOT NULL,
  member_id    BLOB NOT NULL REFERENCES members(id),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_keys_by_member ON api_keys (member_id);

CREATE TABLE projects (
  id              BLOB PRIMARY KEY,
  key             BLOB NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  description     TEXT NOT NULL DEFAULT '',
  allowed_origins TEXT NOT NULL DEFAULT '[]',  -- JSON list, normalised: scheme://host[:port], or "*"
  site_url        TEXT,
  widget          TEXT NOT NULL DEFAULT '{}',  -- JSON: modules, appearance, texts
  installed_at    INTEGER,                     -- first time a page asked for its configuration
  created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signing_secrets (
  id           BLOB PRIMARY KEY,
  project_id   BLOB NOT NULL REFERENCES projects(id),
  sealed       BLOB NOT NULL,                  -- encrypted with the data directory's key
  hint         TEXT NOT NULL,                  -- the last four characters
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX signing_secrets_by_project ON signing_secrets (project_id);

-- A user of a site, known by the site's own id for them.
CREATE TABLE end_users (
  key             INTEGER PRIMARY KEY,
  project_id      BLOB NOT NULL REFERENCES projects(id),
  sub             TEXT NOT NULL,
  name            TEXT,
  email           TEXT,                        -- the token's, verified; else the one the page gave
  email_verified  INTEGER NOT NULL DEFAULT 0,
  attributes      TEXT NOT NULL DEFAULT '{}',  -- JSON: given by the page, unverified
  claims          TEXT NOT NULL DEFAULT '{}',  -- JSON: attributes of the token, verified
  subscription_id TEXT,
  locale          TEXT,
  timezone        TEXT,
  user_agent      TEXT,
  blocked         INTEGER NOT NULL DEFAULT 0,
  tokens_from     INTEGER,                     -- tokens issued before this moment are revoked
  mail_off        INTEGER NOT NULL DEFAULT 0,  -- unsubscribed from reply mails
  created_at      INTEGER NOT NULL,
  UNIQUE (project_id, sub)
) STRICT;
CREATE INDEX end_users_kept_out ON end_users (project_id, sub) WHERE blocked = 1 OR tokens_from IS NOT NULL;

CREATE TABLE threads (
  id                 BLOB PRIMARY KEY,
  project_id         BLOB NOT NULL REFERENCES projects(id),
  user_key           INTEGER NOT NULL UNIQUE REFERENCES end_users(key),
  status             TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'snoozed', 'resolved')),
  snoozed_until      INTEGER,
  assignee_id        BLOB REFERENCES members(id),
  last_seq           INTEGER NOT NULL DEFAULT 0,
  last_note          INTEGER NOT NULL DEFAULT 0,  -- highest note number after last_seq
  user_read_seq      INTEGER NOT NULL DEFAULT 0,
  team_read_seq      INTEGER NOT NULL DEFAULT 0,
  user_delivered_seq INTEGER NOT NULL DEFAULT 0,  -- highest member message that was written to the user
  last_user_seq      INTEGER NOT NULL DEFAULT 0,
  last_user_at       INTEGER NOT NULL DEFAULT 0,
  user_no            INTEGER NOT NULL DEFAULT 0,  -- last number in the user's own view of the journal
  page_url           TEXT,
  page_title         TEXT,
  page_origin        TEXT,                        -- Origin of the request that told the page
  created_at         INTEGER NOT NULL,
  active_at          INTEGER NOT NULL,            -- newest message that is not a note
  updated_at         INTEGER NOT NULL
) STRICT;
CREATE INDEX threads_by_status ON threads (project_id, status, active_at DESC, id DESC);
CREATE INDEX threads_by_assignee ON threads (project_id, assignee_id, status, active_at DESC, id DESC);
CREATE INDEX threads_by_user_activity ON threads (project_id, last_user_at DESC, id DESC);
CREATE INDEX threads_by_snooze ON threads (snoozed_until) WHERE snoozed_until IS NOT NULL;

CREATE TABLE messages (
  key        INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE,
  thread_id  BLOB NOT NULL REFERENCES threads(id),
  seq        INTEGER NOT NULL,
  note       INTEGER NOT NULL DEFAULT 0,          -- 0: a message; 1, 2, 3 …: notes after seq, for the team only
  author     BLOB NOT NULL,                       -- a member's id, empty for the user
  client_id  BLOB NOT NULL,
  body       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at  INTEGER,
  deleted_at INTEGER,
  UNIQUE (thread_id, seq, note),
  UNIQUE (thread_id, author, client_id)
) STRICT;

CREATE TABLE member_reads (
  member_id    BLOB NOT NULL REFERENCES members(id),
  thread_id    BLOB NOT NULL REFERENCES threads(id),
  seq          INTEGER NOT NULL,                  -- the member's own read mark; may go back
  dismissed    INTEGER NOT NULL DEFAULT 0,        -- bell: seq up to which the notification was marked read
  read_at      INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  no         INTEGER PRIMARY KEY,                 -- dense, in commit order
  check_bits INTEGER NOT NULL,                    -- random bits of the commit
  project_id BLOB NOT NULL,
  thread_id  BLOB,
  kind       INTEGER NOT NULL,
  ref        BLOB,                                -- the message, notification or member it is about
  seq        INTEGER,                             -- for read marks
  extra      INTEGER,
  user_no    INTEGER,                             -- dense in the thread, null when the user may not see it
  at         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal_by_thread ON journal (thread_id, user_no) WHERE user_no IS NOT NULL;

-- Notifications that belong to one member or to a project. Those about new messages are derived from read marks.
CREATE TABLE notifications (
  id          BLOB PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('mention', 'assigned', 'feedback', 'mail_failed')),
  project_id  BLOB NOT NULL REFERENCES projects(id),
  member_id   BLOB REFERENCES members(id),        -- null: everybody who may see the project
  thread_id   BLOB REFERENCES threads(id),
  feedback_id BLOB,
  message_id  BLOB,
  title       TEXT NOT NULL,
  preview     TEXT NOT NULL,
  created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX notifications_of_member ON notifications (member_id, created_at DESC, id DESC);
CREATE INDEX notifications_of_project ON notifications (project_id, created_at DESC, id DESC) WHERE member_id IS NULL;
CREATE INDEX notifications_by_thread ON notifications (thread_id) WHERE thread_id IS NOT NULL;

CREATE TABLE notification_reads (
  member_id       BLOB NOT NULL REFERENCES members(id),
  notification_id BLOB NOT NULL REFERENCES notifications(id),
  read_at         INTEGER NOT NULL,
  PRIMARY KEY (member_id, notification_id)
) STRICT, WITHOUT ROWID;

-- "Mark all as read": everything up to this moment.
CREATE TABLE bell_marks (
  member_id  BLOB PRIMARY KEY REFERENCES members(id),
  read_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The mail to a user who has left: at most one row a thread waits, written with the reply.
CREATE TABLE mail_due (
  thread_id BLOB PRIMARY KEY REFERENCES threads(id),
  oldest_at INTEGER NOT NULL,                     -- oldest unread, unmailed reply
  newest_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Mails being sent or sent. Replies (thread_id set) and account mails (invitation, reset).
CREATE TABLE mails (
  id          BLOB PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('reply', 'invitation', 'reset')),
  thread_id   BLOB REFERENCES threads(id),
  project_id  BLOB REFERENCES projects(id),
  from_seq    INTEGER,
  to_seq      INTEGER,
  recipient   TEXT NOT NULL,
  verified    INTEGER NOT NULL DEFAULT 1,
  message_id  TEXT NOT NULL UNIQUE,               -- RFC 5322 Message-ID, fixed before the first attempt
  payload     TEXT NOT NULL DEFAULT '{}',         -- JSON: what the text needs, for account mails
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_at     INTEGER NOT NULL,
  last_error  TEXT,
  created_at  INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX mails_waiting ON mails (next_at) WHERE state = 'waiting';
CREATE INDEX mails_by_thread ON mails (thread_id, to_seq) WHERE thread_id IS NOT NULL;
CREATE INDEX mails_by_recipient ON mails (recipient, created_at);

CREATE TABLE feedback (
  id              BLOB PRIMARY KEY,
  project_id      BLOB NOT NULL REFERENCES projects(id),
  message         TEXT NOT NULL,
  type            TEXT NOT NULL,
  status          TEXT NOT NULL DEFAULT 'New',
  source          TEXT NOT NULL,
  path            TEXT,
  version         TEXT,
  submitted_by    TEXT,
  email           TEXT,
  resolution_note TEXT,
  archived_at     INTEGER,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX feedback_newest ON feedback (project_id, created_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE INDEX feedback_by_status ON feedback (project_id, status, created_at DESC) WHERE archived_at IS NULL;
CREATE INDEX feedback_by_type ON feedback (project_id, type, created_at DESC) WHERE archived_at IS NULL;
CREATE INDEX feedback_by_change ON feedback (project_id, updated_at DESC) WHERE archived_at IS NULL;
