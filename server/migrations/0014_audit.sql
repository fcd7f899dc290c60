-- What members did, kept apart from the conversations. About users it holds ids only, so that an erased person is not named here.
CREATE TABLE audit (
  no         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  member_id  BLOB,                             -- null: nobody was signed in
  by_key     INTEGER NOT NULL DEFAULT 0,       -- 1: an API key of that member
  address    TEXT NOT NULL,                    -- where from; empty: the command line or the server itself
  area       TEXT NOT NULL,                    -- the part of the act before the dot
  act        TEXT NOT NULL,                    -- sign_in.failed, member.removed …
  project_id BLOB,
  thread_id  BLOB,
  subject    TEXT NOT NULL,                    -- what it was done to: an address, a label, a name
  details    TEXT NOT NULL                     -- JSON object
) STRICT;
CREATE INDEX audit_by_member ON audit (member_id, no);
CREATE INDEX audit_by_area ON audit (area, no);
