-- In which threads a member has read everything that the user said since the member joined: what is unread is counted as all threads
-- less these, without looking at each. Kept by triggers, so that no mark can be forgotten.
CREATE TABLE caught_up (
  member_id  BLOB NOT NULL,
  project_id BLOB NOT NULL,
  thread_id  BLOB NOT NULL,
  PRIMARY KEY (member_id, project_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX caught_up_by_thread ON caught_up (thread_id, member_id);

INSERT INTO caught_up (member_id, project_id, thread_id)
  SELECT r.member_id, t.project_id, t.id FROM member_reads r
    JOIN threads t ON t.id = r.thread_id JOIN members m ON m.id = r.member_id
    WHERE r.seq >= t.last_user_seq AND t.last_user_at >= m.joined_at;

CREATE TRIGGER caught_up_first_mark AFTER INSERT ON member_reads BEGIN
  INSERT OR IGNORE INTO caught_up (member_id, project_id, thread_id)
    SELECT NEW.member_id, t.project_id, t.id FROM threads t JOIN members m ON m.id = NEW.member_id
      WHERE t.id = NEW.thread_id AND NEW.seq >= t.last_user_seq AND t.last_user_at >= m.joined_at;
END;

CREATE TRIGGER caught_up_next_mark AFTER UPDATE OF seq ON member_reads BEGIN
  DELETE FROM caught_up WHERE thread_id = NEW.thread_id AND member_id = NEW.member_id;
  INSERT INTO caught_up (member_id, project_id, thread_id)
    SELECT NEW.member_id, t.project_id, t.id FROM threads t JOIN members m ON m.id = NEW.member_id
      WHERE t.id = NEW.thread_id AND NEW.seq >= t.last_user_seq AND t.last_user_at >= m.joined_at;
END;

CREATE TRIGGER caught_up_no_more AFTER UPDATE OF last_user_seq ON threads WHEN NEW.last_user_seq > OLD.last_user_seq BEGIN
  DELETE FROM caught_up WHERE thread_id = NEW.id;
END;

CREATE TRIGGER caught_up_taken_back AFTER UPDATE OF last_user_seq ON threads WHEN NEW.last_user_seq < OLD.last_user_seq BEGIN
  INSERT OR IGNORE INTO caught_up (member_id, project_id, thread_id)
    SELECT m.id, NEW.project_id, NEW.id FROM members m JOIN member_reads r ON r.member_id = m.id AND r.thread_id = NEW.id
      WHERE r.seq >= NEW.last_user_seq AND NEW.last_user_at >= m.joined_at;
END;

CREATE TRIGGER caught_up_gone AFTER DELETE ON threads BEGIN
  DELETE FROM caught_up WHERE thread_id = OLD.id;
END;
