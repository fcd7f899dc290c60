-- An export takes a user's files in order, a page at a time.
CREATE INDEX attachments_of_user_in_order ON attachments (user_key, id);

-- How far a thread that is being erased has been taken out of the search index, which takes nothing of it in again.
CREATE TABLE search_forgotten (
  thread_id BLOB PRIMARY KEY REFERENCES threads(id) ON DELETE CASCADE,
  seq       INTEGER NOT NULL,
  note      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tags that are called otherwise now, and up to which of their threads the index has looked.
CREATE TABLE search_renamed_tags (
  tag_id    BLOB PRIMARY KEY,
  thread_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- In which threads a member has something unread that the user said since the member joined: an unread list is a look-up, however
-- few there are and however old. In place of its complement. Kept by triggers, so that no mark can be forgotten.
DROP TRIGGER caught_up_first_mark;
DROP TRIGGER caught_up_next_mark;
DROP TRIGGER caught_up_no_more;
DROP TRIGGER caught_up_taken_back;
DROP TRIGGER caught_up_gone;
DROP TABLE caught_up;

CREATE TABLE unread_threads (
  member_id  BLOB NOT NULL,
  project_id BLOB NOT NULL,
  thread_id  BLOB NOT NULL,
  PRIMARY KEY (member_id, project_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unread_threads_by_thread ON unread_threads (thread_id, member_id);

INSERT INTO unread_threads (member_id, project_id, thread_id)
  SELECT m.id, t.project_id, t.id FROM members m
    JOIN threads t ON t.last_user_seq > 0 AND t.last_user_at >= m.joined_at
    LEFT JOIN member_reads r ON r.member_id = m.id AND r.thread_id = t.id
    WHERE m.removed_at IS NULL AND t.last_user_seq > coalesce(r.seq, 0);

CREATE TRIGGER unread_begun AFTER INSERT ON threads WHEN NEW.last_user_seq > 0 BEGIN
  INSERT INTO unread_threads (member_id, project_id, thread_id)
    SELECT m.id, NEW.project_id, NEW.id FROM members m WHERE m.removed_at IS NULL AND NEW.last_user_at >= m.joined_at;
END;

CREATE TRIGGER unread_more AFTER UPDATE OF last_user_seq ON threads WHEN NEW.last_user_seq > OLD.last_user_seq BEGIN
  INSERT OR IGNORE INTO unread_threads (member_id, project_id, thread_id)
    SELECT m.id, NEW.project_id, NEW.id FROM members m
      LEFT JOIN member_reads r ON r.member_id = m.id AND r.thread_id = NEW.id
      WHERE m.removed_at IS NULL AND NEW.last_user_at >= m.joined_at AND NEW.last_user_seq > coalesce(r.seq, 0);
END;

CREATE TRIGGER unread_taken_back AFTER UPDATE OF last_user_seq ON threads WHEN NEW.last_user_seq < OLD.last_user_seq BEGIN
  DELETE FROM unread_threads WHERE thread_id = NEW.id AND member_id IN (
    SELECT m.id FROM members m LEFT JOIN member_reads r ON r.member_id = m.id AND r.thread_id = NEW.id
      WHERE NEW.last_user_seq <= coalesce(r.seq, 0) OR NEW.last_user_at < m.joined_at);
END;

CREATE TRIGGER unread_gone AFTER DELETE ON threads BEGIN
  DELETE FROM unread_threads WHERE thread_id = OLD.id;
END;

CREATE TRIGGER unread_first_mark AFTER INSERT ON member_reads BEGIN
  DELETE FROM unread_threads WHERE thread_id = NEW.thread_id AND member_id = NEW.member_id;
  INSERT INTO unread_threads (member_id, project_id, thread_id)
    SELECT NEW.member_id, t.project_id, t.id FROM threads t JOIN members m ON m.id = NEW.member_id
      WHERE t.id = NEW.thread_id AND m.removed_at IS NULL AND t.last_user_seq > NEW.seq AND t.last_user_at >= m.joined_at;
END;

CREATE TRIGGER unread_next_mark AFTER UPDATE OF seq ON member_reads BEGIN
  DELETE FROM unread_threads WHERE thread_id = NEW.thread_id AND member_id = NEW.member_id;
  INSERT INTO unread_threads (member_id, project_id, thread_id)
    SELECT NEW.member_id, t.project_id, t.id FROM threads t JOIN members m ON m.id = NEW.member_id
      WHERE t.id = NEW.thread_id AND m.removed_at IS NULL AND t.last_user_seq > NEW.seq AND t.last_user_at >= m.joined_at;
END;

-- Nothing that was said before is unread by who joins, or joins again.
CREATE TRIGGER unread_by_nobody_who_left AFTER UPDATE OF joined_at, removed_at ON members BEGIN
  DELETE FROM unread_threads WHERE member_id = NEW.id;
END;
