import type Sqlite from 'better-sqlite3'

/** Who was trained in what, and what made a training due again. Rows are added, never changed or removed. */
export function training(db: Sqlite.Database): void {
  db.exec(`
    -- account_id names no account by a key of SQLite: proof of a training outlives the account.
    -- score_right, score_of: of exercises that the product scored itself.
    CREATE TABLE training_records (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      completed_at INTEGER NOT NULL,
      expires_at INTEGER,
      certificate TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      score_right INTEGER,
      score_of INTEGER,
      -- The department sends its records again with every roster.
      UNIQUE (account_id, kind, completed_at, certificate)
    ) STRICT;
    CREATE TRIGGER training_records_stay BEFORE UPDATE ON training_records BEGIN
      SELECT RAISE(ABORT, 'a training record is never changed');
    END;
    CREATE TRIGGER training_records_are_kept BEFORE DELETE ON training_records BEGIN
      SELECT RAISE(ABORT, 'a training record is never removed');
    END;

    CREATE TABLE training_changes (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      words TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (kind, at, words)
    ) STRICT;
    CREATE TRIGGER training_changes_stay BEFORE UPDATE ON training_changes BEGIN
      SELECT RAISE(ABORT, 'a change of the training is never changed');
    END;
    CREATE TRIGGER training_changes_are_kept BEFORE DELETE ON training_changes BEGIN
      SELECT RAISE(ABORT, 'a change of the training is never removed');
    END;
  `)
}
