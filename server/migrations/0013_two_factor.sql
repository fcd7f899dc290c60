-- Two-factor sign-in by an authenticator app (RFC 6238).
CREATE TABLE two_factor (
  member_id  BLOB PRIMARY KEY REFERENCES members(id),
  sealed     BLOB NOT NULL,                    -- the secret, encrypted with the data directory's key
  enabled_at INTEGER,                          -- null: begun, not yet confirmed by a code
  last_step  INTEGER NOT NULL DEFAULT 0,       -- the time step of the newest code used: each counts once
  failures   INTEGER NOT NULL DEFAULT 0,       -- wrong codes since the last good one
  failed_at  INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
  member_id BLOB NOT NULL REFERENCES members(id),
  code_hash BLOB NOT NULL,                     -- SHA-256; a code has 80 random bits
  PRIMARY KEY (member_id, code_hash)
) STRICT, WITHOUT ROWID;
