import type Sqlite from 'better-sqlite3'

/** Who was at the console, and what was done that an auditor may ask about. */
export function shifts(db: Sqlite.Database): void {
  db.exec(`
    -- officer: as the roster had him at the start, JSON. muted: severities, JSON.
    CREATE TABLE shifts (
      id TEXT NOT NULL PRIMARY KEY,
      officer TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      muted TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX shifts_running ON shifts (ended_at IS NULL) WHERE ended_at IS NULL;

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
      SELECT RAISE(ABORT, 'the audit is never changed');
    END;
    CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN
      SELECT RAISE(ABORT, 'the audit is never shortened');
    END;

    -- An entry that is quiet until its shift ends or its list changes.
    CREATE TABLE suppressions (
      id TEXT NOT NULL PRIMARY KEY,
      shift_id TEXT NOT NULL REFERENCES shifts (id),
      entry_key TEXT NOT NULL,
      plate TEXT NOT NULL,
      list TEXT NOT NULL,
      list_version TEXT NOT NULL,
      reason TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      lifted_at INTEGER,
      quieted INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    -- A plate that was shown not to be the wanted one. exoneration: JSON with its review.
    CREATE TABLE exonerations (
      id TEXT NOT NULL PRIMARY KEY,
      entry_key TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      exoneration TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX exonerations_by_entry ON exonerations (entry_key, expires_at);
  `)
}
