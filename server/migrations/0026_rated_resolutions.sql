-- A rating belongs to the resolution that its user saw, also when a member takes that back and somebody else resolves again.
ALTER TABLE episodes ADD COLUMN rated_seq INTEGER;                       -- the thread's last message when it was rated
ALTER TABLE episodes ADD COLUMN rated_for BLOB REFERENCES members(id);   -- who had resolved it
UPDATE episodes SET rated_seq = resolved_seq, rated_for = resolved_by WHERE rated_at IS NOT NULL;
DROP INDEX episodes_rated;
CREATE INDEX episodes_rated ON episodes (project_id, rated_at, rated_for, score) WHERE rated_at IS NOT NULL;
