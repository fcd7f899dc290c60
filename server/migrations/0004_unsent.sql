-- Of an unsent message the text is gone. What stays tells a repeat of its client_id from another message: a keyed hash.
ALTER TABLE messages ADD COLUMN unsent_mark BLOB;
