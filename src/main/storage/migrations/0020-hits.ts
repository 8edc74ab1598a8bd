import type Sqlite from 'better-sqlite3'

/** Hits, each with the hot list entry as it stood when the hit was raised. */
export function hits(db: Sqlite.Database): void {
  db.exec(`
    CREATE TABLE hits (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      read_sequence INTEGER NOT NULL REFERENCES reads (sequence),
      entry TEXT NOT NULL,
      match_kind TEXT NOT NULL,
      matched_plate TEXT NOT NULL,
      plate_probability REAL NOT NULL,
      state_agreement TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('open', 'deferred', 'accepted', 'rejected')),
      raised_at INTEGER NOT NULL,
      shown_at INTEGER,
      answered_at INTEGER
    ) STRICT;
    CREATE INDEX hits_by_read ON hits (read_sequence);
    CREATE INDEX hits_waiting ON hits (status DESC, sequence) WHERE status IN ('open', 'deferred');

    -- Numbers the status line asks for every second, without walking the tables.
    CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO counters (name, value) VALUES ('hits', 0);
    CREATE TRIGGER hits_inserted AFTER INSERT ON hits BEGIN
      UPDATE counters SET value = value + 1 WHERE name = 'hits';
    END;
    CREATE TRIGGER hits_deleted AFTER DELETE ON hits BEGIN
      UPDATE counters SET value = value - 1 WHERE name = 'hits';
    END;
  `)
}
