-- Persons being erased. A row lives from the request until nothing of them is left in the files, so that it survives a restart.
CREATE TABLE erasures (
  id          BLOB PRIMARY KEY,
  project_id  BLOB NOT NULL REFERENCES projects(id),
  sub         TEXT NOT NULL,                     -- emptied once the rows are gone
  user_key    INTEGER NOT NULL,
  thread_id   BLOB,
  begun_at    INTEGER NOT NULL,
  deleted_at  INTEGER                            -- the rows are gone; their traces in the files are not yet
) STRICT, WITHOUT ROWID;

-- What finds the rows of one person, also when a foreign key is checked.
CREATE INDEX journal_for_team ON journal (thread_id) WHERE user_no IS NULL AND thread_id IS NOT NULL;
CREATE INDEX member_reads_by_thread ON member_reads (thread_id);
CREATE INDEX notification_reads_by_notification ON notification_reads (notification_id);
CREATE INDEX notifications_by_feedback ON notifications (feedback_id) WHERE feedback_id IS NOT NULL;
CREATE INDEX feedback_by_submitter ON feedback (project_id, submitted_by, id) WHERE submitted_by IS NOT NULL;
