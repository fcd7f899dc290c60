-- The search index lies in a file of its own, search.db, which is built from the messages when it is not there.
DROP TABLE search_index;
DROP TABLE search_projects;
DROP TABLE search_state;
DROP TABLE search_people;
DROP TABLE search_again;
DROP TABLE search_forgotten;
DROP TABLE search_renamed_tags;

-- What was deleted and the index may still hold. Kept by triggers, so that nothing can be forgotten; taken away once the index has
-- let go of it.
CREATE TABLE search_erased (
  no          INTEGER PRIMARY KEY,
  message_key INTEGER,  -- one of the two
  thread_id   BLOB
) STRICT;

CREATE TRIGGER search_erased_message AFTER DELETE ON messages BEGIN
  INSERT INTO search_erased (message_key) VALUES (OLD.key);
END;

CREATE TRIGGER search_erased_thread AFTER DELETE ON threads BEGIN
  INSERT INTO search_erased (thread_id) VALUES (OLD.id);
END;
