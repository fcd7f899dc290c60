-- Filters of the inbox that a member has given a name.
CREATE TABLE saved_views (
  id         BLOB PRIMARY KEY,
  member_id  BLOB NOT NULL REFERENCES members(id),
  name       TEXT NOT NULL,
  filter     TEXT NOT NULL,                      -- JSON, checked when it was saved
  shared     INTEGER NOT NULL DEFAULT 0,         -- 1: the whole team sees it
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_views_of_member ON saved_views (member_id, created_at, id);
CREATE INDEX saved_views_shared ON saved_views (created_at, id) WHERE shared = 1;

-- The conversations in which a member was mentioned.
CREATE INDEX notifications_mentions ON notifications (member_id, thread_id) WHERE kind = 'mention';
