-- How a member wants to be told. Without a row: the defaults.
CREATE TABLE member_preferences (
  member_id            BLOB PRIMARY KEY REFERENCES members(id) ON DELETE CASCADE,
  notifications        TEXT NOT NULL,              -- JSON: event → {toast, sound, browser}
  do_not_disturb_until INTEGER,
  team_mail            INTEGER NOT NULL            -- mail about users who wait while nobody is online
) STRICT, WITHOUT ROWID;
