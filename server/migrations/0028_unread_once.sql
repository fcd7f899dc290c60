-- Conflicts are seen to here, or left to the statement that fires a trigger, never undone by half: a statement that SQLite need not
-- be able to undo by itself keeps no copies of the pages it writes. A write job is undone as a whole.
DROP TRIGGER unread_more;
CREATE TRIGGER unread_more AFTER UPDATE OF last_user_seq ON threads WHEN NEW.last_user_seq > OLD.last_user_seq BEGIN
  INSERT INTO unread_threads (member_id, project_id, thread_id)
    SELECT m.id, NEW.project_id, NEW.id FROM members m
      LEFT JOIN member_reads r ON r.member_id = m.id AND r.thread_id = NEW.id
      WHERE m.removed_at IS NULL AND NEW.last_user_at >= m.joined_at AND NEW.last_user_seq > coalesce(r.seq, 0)
        AND NOT EXISTS (SELECT 1 FROM unread_threads
          WHERE member_id = m.id AND project_id = NEW.project_id AND thread_id = NEW.id);
END;

DROP TRIGGER counted_read;
CREATE TRIGGER counted_read AFTER DELETE ON unread_threads BEGIN
  UPDATE OR FAIL unread_counts SET threads = threads - 1 WHERE member_id = OLD.member_id AND project_id = OLD.project_id;
END;
