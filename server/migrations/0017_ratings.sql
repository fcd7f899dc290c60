-- What people say by a number: thumbs, stars, 0 to 10. And what the team knows about a piece of feedback beyond its text.

CREATE TABLE ratings (
  id           BLOB PRIMARY KEY,
  project_id   BLOB NOT NULL REFERENCES projects(id),
  kind         TEXT NOT NULL CHECK (kind IN ('helpful', 'star', 'nps')),
  value        INTEGER NOT NULL,                 -- helpful: 0 or 1; star: 1 … max_stars; nps: 0 … 10
  max_stars    INTEGER,                          -- for stars only
  path         TEXT,
  version      TEXT,
  submitted_by TEXT,
  comment      TEXT,
  locale       TEXT,
  metadata     TEXT,                             -- JSON object, as the page gave it
  archived_at  INTEGER,
  created_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX ratings_newest ON ratings (project_id, created_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE INDEX ratings_by_kind ON ratings (project_id, kind, created_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE INDEX ratings_by_value ON ratings (project_id, kind, value, max_stars) WHERE archived_at IS NULL;
-- One answer a person, kind and page; an archived one no longer counts. Nobody's answers are never the same.
CREATE UNIQUE INDEX ratings_once ON ratings (project_id, kind, submitted_by, coalesce(path, ''))
  WHERE submitted_by IS NOT NULL AND archived_at IS NULL;

ALTER TABLE feedback ADD COLUMN channel TEXT NOT NULL DEFAULT 'feedback';  -- feedback, contact, nps, review
ALTER TABLE feedback ADD COLUMN name TEXT;                                 -- of who wrote by the contact form
ALTER TABLE feedback ADD COLUMN subject TEXT;
ALTER TABLE feedback ADD COLUMN assignee_id BLOB REFERENCES members(id);
ALTER TABLE feedback ADD COLUMN rating_id BLOB REFERENCES ratings(id);     -- whose comment this is
CREATE INDEX feedback_by_channel ON feedback (project_id, channel, created_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE INDEX feedback_archived ON feedback (project_id, created_at DESC, id DESC) WHERE archived_at IS NOT NULL;
