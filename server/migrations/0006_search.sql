-- The search index over messages and notes: one row a message, keyed like it. `words` holds each word once, folded, behind one
-- character that stands for its project, so that the words of two projects never meet in one list of the index.
CREATE VIRTUAL TABLE search_index USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0, prefix = '2 3 4 5 6');

CREATE TABLE search_projects (
  project_id BLOB PRIMARY KEY REFERENCES projects(id),
  number     INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- One row: how far the index follows the journal, and what else is to be done.
CREATE TABLE search_state (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  cursor   INTEGER NOT NULL,              -- the last journal entry it holds
  fill     INTEGER,                       -- messages with smaller keys are still to be read in; null: all are
  compact  INTEGER NOT NULL DEFAULT 0     -- 1: something was erased, and the index must be written anew without it
) STRICT;
INSERT INTO search_state (id, cursor, fill)
  SELECT 1, coalesce((SELECT max(no) FROM journal), 0), (SELECT max(key) + 1 FROM messages);

-- What the index holds of the person a thread belongs to, and threads whose messages must be read in again since it changed.
CREATE TABLE search_people (
  thread_id BLOB PRIMARY KEY,
  words     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE search_again (
  thread_id BLOB PRIMARY KEY,
  seq       INTEGER NOT NULL DEFAULT -1,  -- done up to this message
  note      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
