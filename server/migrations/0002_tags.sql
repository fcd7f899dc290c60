-- A project's tags. `folded` is the name without case, so that "VIP" and "vip" are one tag.
CREATE TABLE tags (
  id         BLOB PRIMARY KEY,
  project_id BLOB NOT NULL REFERENCES projects(id),
  name       TEXT NOT NULL,
  folded     TEXT NOT NULL,
  color      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER                            -- gone for everybody; its rows in thread_tags leave in slices
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tags_by_name ON tags (project_id, folded) WHERE removed_at IS NULL;
CREATE INDEX tags_removed ON tags (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE thread_tags (
  thread_id BLOB NOT NULL REFERENCES threads(id),
  tag_id    BLOB NOT NULL REFERENCES tags(id),
  PRIMARY KEY (thread_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_tags_by_tag ON thread_tags (tag_id, thread_id);
