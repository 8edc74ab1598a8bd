import type Sqlite from 'better-sqlite3'

/** Personal accounts with their factors, and what a shift was begun for. */
export function accounts(db: Sqlite.Database): void {
  db.exec(`
    -- roles, authorisations, duty_hours, recovery_hashes, own_plates: JSON. Rows are never removed: a badge number
    -- is not given to another person before its year is over (CJIS IA-4 d).
    CREATE TABLE accounts (
      id TEXT NOT NULL PRIMARY KEY,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      position TEXT NOT NULL,
      roles TEXT NOT NULL,
      authorisations TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'locked', 'disabled')),
      why TEXT,
      origin TEXT NOT NULL CHECK (origin IN ('local', 'roster')),
      duty_hours TEXT,
      password_hash TEXT,
      password_set_at INTEGER,
      totp_secret TEXT,
      totp_step INTEGER,
      recovery_hashes TEXT NOT NULL DEFAULT '[]',
      enrolment_hash TEXT,
      enrolment_ends_at INTEGER,
      challenge TEXT,
      own_plates TEXT NOT NULL DEFAULT '[]',
      created_at INTEGER NOT NULL,
      last_sign_in_at INTEGER,
      -- Since when it is locked or disabled.
      closed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX accounts_by_badge ON accounts (badge COLLATE NOCASE);

    CREATE TABLE security_keys (
      id TEXT NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES accounts (id),
      key TEXT NOT NULL,
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Of known and unknown badge numbers alike: an answer must not tell which is which.
    CREATE TABLE sign_in_failures (
      badge TEXT NOT NULL COLLATE NOCASE,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sign_in_failures_by_badge ON sign_in_failures (badge, at);

    ALTER TABLE shifts ADD COLUMN purpose TEXT NOT NULL DEFAULT 'patrol';
    ALTER TABLE shifts ADD COLUMN case_number TEXT NOT NULL DEFAULT '';
    -- The newest read when the shift began: what is older is a stored read.
    ALTER TABLE shifts ADD COLUMN newest_read INTEGER NOT NULL DEFAULT 0;
  `)
}
