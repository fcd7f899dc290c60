-- How many conversations a project has of each kind, and how many of them a member has not read: a count is a look-up, however
-- many there are. Kept by triggers, so that no change can be forgotten. No `OR IGNORE` in them: the statement that fires a trigger
-- has its own way with conflicts, and that one holds.
CREATE TABLE thread_counts (
  project_id  BLOB NOT NULL,
  status      TEXT NOT NULL,
  assignee_id BLOB NOT NULL,                     -- x'' for nobody
  threads     INTEGER NOT NULL,
  PRIMARY KEY (project_id, status, assignee_id)
) STRICT, WITHOUT ROWID;

INSERT INTO thread_counts (project_id, status, assignee_id, threads)
  SELECT project_id, status, coalesce(assignee_id, x''), count(*) FROM threads GROUP BY 1, 2, 3;

CREATE TRIGGER counted_begun AFTER INSERT ON threads BEGIN
  INSERT INTO thread_counts (project_id, status, assignee_id, threads)
    SELECT NEW.project_id, NEW.status, coalesce(NEW.assignee_id, x''), 0 WHERE NOT EXISTS (SELECT 1 FROM thread_counts
      WHERE project_id = NEW.project_id AND status = NEW.status AND assignee_id = coalesce(NEW.assignee_id, x''));
  UPDATE thread_counts SET threads = threads + 1
    WHERE project_id = NEW.project_id AND status = NEW.status AND assignee_id = coalesce(NEW.assignee_id, x'');
END;

CREATE TRIGGER counted_changed AFTER UPDATE OF status, assignee_id ON threads
  WHEN NEW.status <> OLD.status OR NEW.assignee_id IS NOT OLD.assignee_id BEGIN
  UPDATE thread_counts SET threads = threads - 1
    WHERE project_id = OLD.project_id AND status = OLD.status AND assignee_id = coalesce(OLD.assignee_id, x'');
  INSERT INTO thread_counts (project_id, status, assignee_id, threads)
    SELECT NEW.project_id, NEW.status, coalesce(NEW.assignee_id, x''), 0 WHERE NOT EXISTS (SELECT 1 FROM thread_counts
      WHERE project_id = NEW.project_id AND status = NEW.status AND assignee_id = coalesce(NEW.assignee_id, x''));
  UPDATE thread_counts SET threads = threads + 1
    WHERE project_id = NEW.project_id AND status = NEW.status AND assignee_id = coalesce(NEW.assignee_id, x'');
END;

CREATE TRIGGER counted_gone AFTER DELETE ON threads BEGIN
  UPDATE thread_counts SET threads = threads - 1
    WHERE project_id = OLD.project_id AND status = OLD.status AND assignee_id = coalesce(OLD.assignee_id, x'');
END;

CREATE TABLE unread_counts (
  member_id  BLOB NOT NULL,
  project_id BLOB NOT NULL,
  threads    INTEGER NOT NULL,
  PRIMARY KEY (member_id, project_id)
) STRICT, WITHOUT ROWID;

INSERT INTO unread_counts (member_id, project_id, threads)
  SELECT member_id, project_id, count(*) FROM unread_threads GROUP BY 1, 2;

CREATE TRIGGER counted_unread AFTER INSERT ON unread_threads BEGIN
  INSERT INTO unread_counts (member_id, project_id, threads)
    SELECT NEW.member_id, NEW.project_id, 0
      WHERE NOT EXISTS (SELECT 1 FROM unread_counts WHERE member_id = NEW.member_id AND project_id = NEW.project_id);
  UPDATE unread_counts SET threads = threads + 1 WHERE member_id = NEW.member_id AND project_id = NEW.project_id;
END;

CREATE TRIGGER counted_read AFTER DELETE ON unread_threads BEGIN
  UPDATE unread_counts SET threads = threads - 1 WHERE member_id = OLD.member_id AND project_id = OLD.project_id;
END;
