import type Sqlite from 'better-sqlite3'

/** What waits for a transfer to the department server; one row per read, hit and image, as long as it is kept. */
export function outbox(db: Sqlite.Database): void {
  db.exec(`
    -- record: sequence of the read or hit, number of the image. recorded_at: what its retention counts from.
    CREATE TABLE outbox (
      kind TEXT NOT NULL CHECK (kind IN ('read', 'hit', 'media')),
      record INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'active', 'transferred')),
      attempts INTEGER NOT NULL DEFAULT 0,
      retry_after INTEGER NOT NULL DEFAULT 0,
      recorded_at INTEGER NOT NULL,
      PRIMARY KEY (kind, record)
    ) STRICT, WITHOUT ROWID;
    -- Retention walks one of these, the second where only what is transferred may be deleted: a month
    -- without a server is then not walked over again every minute.
    CREATE INDEX outbox_by_age ON outbox (kind, recorded_at, record);
    CREATE INDEX outbox_transferred ON outbox (kind, recorded_at, record) WHERE state = 'transferred';

    INSERT INTO counters (name, value) VALUES ('not-transferred', 0);
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
