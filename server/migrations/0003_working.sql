ALTER TABLE threads ADD COLUMN returned_at INTEGER;      -- when a snooze ended by itself; until somebody acts

ALTER TABLE end_users ADD COLUMN blocked_at INTEGER;
ALTER TABLE end_users ADD COLUMN blocked_by BLOB REFERENCES members(id);

-- Why the bell says it, where the kind alone does not tell: 'returned', 'in_turn'.
ALTER TABLE notifications ADD COLUMN reason TEXT;

-- New conversations go in turn to the members who are online.
ALTER TABLE projects ADD COLUMN assign_in_turn INTEGER NOT NULL DEFAULT 0;

CREATE TABLE assignment_turns (
  project_id BLOB NOT NULL REFERENCES projects(id),
  member_id  BLOB NOT NULL REFERENCES members(id),
  turn       INTEGER NOT NULL,                  -- grows; the member with the lowest is next
  PRIMARY KEY (project_id, member_id)
) STRICT, WITHOUT ROWID;
