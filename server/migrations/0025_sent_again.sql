-- What pages have sent under a name of their own within the last day: sent again, it is stored once. A mark is a hash of the name and
-- of all that was sent; it tells neither.
CREATE TABLE sent_marks (
  mark      BLOB PRIMARY KEY,
  rating_id BLOB,               -- what it became, where the answer shows it
  at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sent_marks_by_time ON sent_marks (at);
