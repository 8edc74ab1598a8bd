import type Sqlite from 'better-sqlite3'

/** Installed hot lists, what officers enter themselves, and canvasses. */
export function lists(db: Sqlite.Database): void {
  db.exec(`
    -- settings, refused: JSON. What is loaded is told by the list's own files; refused is the report of the
    -- newest file where that was not taken.
    CREATE TABLE hot_lists (
      name TEXT NOT NULL PRIMARY KEY,
      source TEXT NOT NULL,
      settings TEXT NOT NULL,
      refused_at INTEGER,
      refused TEXT
    ) STRICT, WITHOUT ROWID;

    -- Categories turned on or off against the profile; the newest word on each counts.
    CREATE TABLE category_switches (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      category TEXT NOT NULL,
      is_allowed INTEGER NOT NULL,
      reason TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    -- Every version of every local entry and partial plate; a version is never changed.
    CREATE TABLE entered_plates (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('local', 'partial')),
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('added', 'edited', 'removed')),
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      words TEXT NOT NULL,
      input TEXT NOT NULL,
      UNIQUE (id, version)
    ) STRICT;
    CREATE TRIGGER entered_plates_stay BEFORE UPDATE ON entered_plates BEGIN
      SELECT RAISE(ABORT, 'a version of an entered plate is never changed');
    END;

    CREATE TABLE canvasses (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      input TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      is_kept INTEGER,
      decision TEXT
    ) STRICT;
    CREATE TABLE canvass_track (
      canvass INTEGER NOT NULL REFERENCES canvasses (sequence),
      at INTEGER NOT NULL,
      latitude REAL NOT NULL,
      longitude REAL NOT NULL,
      PRIMARY KEY (canvass, at)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE reads ADD COLUMN canvass INTEGER REFERENCES canvasses (sequence);
    CREATE INDEX reads_of_canvass ON reads (canvass) WHERE canvass IS NOT NULL;

    -- The outbox also takes what officers enter, and the audit.
    DROP TRIGGER outbox_inserted;
    DROP TRIGGER outbox_updated;
    DROP TRIGGER outbox_deleted;
    DROP INDEX outbox_by_age;
    DROP INDEX outbox_transferred;
    ALTER TABLE outbox RENAME TO outbox_before;
    CREATE TABLE outbox (
      kind TEXT NOT NULL CHECK (kind IN ('read', 'hit', 'media', 'entered', 'canvass', 'audit')),
      record INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'active', 'transferred')),
      attempts INTEGER NOT NULL DEFAULT 0,
      retry_after INTEGER NOT NULL DEFAULT 0,
      recorded_at INTEGER NOT NULL,
      PRIMARY KEY (kind, record)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO outbox SELECT * FROM outbox_before;
    DROP TABLE outbox_before;
    CREATE INDEX outbox_by_age ON outbox (kind, recorded_at, record);
    CREATE INDEX outbox_transferred ON outbox (kind, recorded_at, record) WHERE state = 'transferred';
    CREATE TRIGGER outbox_inserted AFTER INSERT ON outbox WHEN NEW.state <> 'transferred' BEGIN
      UPDATE counters SET value = value + 1 WHERE name = 'not-transferred';
    END;
    CREATE TRIGGER outbox_updated AFTER UPDATE OF state ON outbox
      WHEN (NEW.state = 'transferred') <> (OLD.state = 'transferred') BEGIN
      UPDATE counters SET value = value + iif(NEW.state = 'transferred', -1, 1) WHERE name = 'not-transferred';
    END;
    CREATE TRIGGER outbox_deleted AFTER DELETE ON outbox WHEN OLD.state <> 'transferred' BEGIN
      UPDATE counters SET value = value - 1 WHERE name = 'not-transferred';
    END;
  `)
}
