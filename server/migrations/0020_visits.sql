-- The pages a signed-in user has looked at in their newest visit to the site, the last of them only.
CREATE TABLE page_visits (
  user_key INTEGER NOT NULL REFERENCES end_users(key),
  at       INTEGER NOT NULL,
  url      TEXT NOT NULL,
  title    TEXT NOT NULL,
  PRIMARY KEY (user_key, at)
) STRICT, WITHOUT ROWID;

-- Which key sends a message in the dashboard: 'enter' or 'modified' (with Ctrl or Cmd).
ALTER TABLE member_preferences ADD COLUMN send_with TEXT NOT NULL DEFAULT 'enter';
