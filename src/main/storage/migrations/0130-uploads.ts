import type Sqlite from 'better-sqlite3'

/** The transfer to the department or a provider: which form of a record was sent, who has it, and the car's link. */
export function uploads(db: Sqlite.Database): void {
  db.exec(`
    -- revision: rises with every change of the record. sha256: of the body that this revision was first sent with; the
    -- same revision is never sent with another. held_by: who gave a receipt for this revision (1 the department, 2 the
    -- provider). wanted_by: who must have it beside the one who gets all of its kind. refused: why it was not taken.
    -- The state 'active' is not used: what is on its way when the program ends simply still waits.
    ALTER TABLE outbox ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE outbox ADD COLUMN sha256 TEXT;
    ALTER TABLE outbox ADD COLUMN held_by INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN wanted_by INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN refused TEXT;
    UPDATE outbox SET state = 'waiting' WHERE state = 'active';
    CREATE INDEX outbox_waiting ON outbox (kind, recorded_at, record) WHERE state <> 'transferred';
    CREATE INDEX outbox_wanted ON outbox (kind, recorded_at, record) WHERE state <> 'transferred' AND wanted_by <> 0;
    CREATE INDEX outbox_refused ON outbox (kind, refused) WHERE refused IS NOT NULL;

    -- What waits, by kind too: the transfer's state is asked for every second.
    DROP TRIGGER outbox_inserted;
    DROP TRIGGER outbox_updated;
    DROP TRIGGER outbox_deleted;
    INSERT INTO counters (name, value)
      SELECT 'waiting-' || value, (SELECT count(*) FROM outbox WHERE kind = value AND state <> 'transferred')
      FROM json_each('["read","hit","media","entered","canvass","audit"]');
    CREATE TRIGGER outbox_inserted AFTER INSERT ON outbox WHEN NEW.state <> 'transferred' BEGIN
      UPDATE counters SET value = value + 1 WHERE name IN ('not-transferred', 'waiting-' || NEW.kind);
    END;
    CREATE TRIGGER outbox_updated AFTER UPDATE OF state ON outbox
      WHEN (NEW.state = 'transferred') <> (OLD.state = 'transferred') BEGIN
      UPDATE counters SET value = value + iif(NEW.state = 'transferred', -1, 1)
        WHERE name IN ('not-transferred', 'waiting-' || NEW.kind);
    END;
    CREATE TRIGGER outbox_deleted AFTER DELETE ON outbox WHEN OLD.state <> 'transferred' BEGIN
      UPDATE counters SET value = value - 1 WHERE name IN ('not-transferred', 'waiting-' || OLD.kind);
    END;

    -- Signed files of two more kinds. Each hot list has serials of its own: 'hot-list:' and its name.
    DROP TRIGGER department_bundles_rise;
    DROP TRIGGER department_bundles_are_kept;
    ALTER TABLE department_bundles RENAME TO department_bundles_before;
    CREATE TABLE department_bundles (
      kind TEXT NOT NULL PRIMARY KEY
        CHECK (kind IN ('roster', 'training', 'release', 'policy', 'order') OR kind LIKE 'hot-list:_%'),
      serial INTEGER NOT NULL,
      issued_at INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      taken_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO department_bundles SELECT * FROM department_bundles_before;
    DROP TABLE department_bundles_before;
    CREATE TRIGGER department_bundles_rise BEFORE UPDATE ON department_bundles
      WHEN NEW.serial <= OLD.serial OR NEW.kind <> OLD.kind BEGIN
      SELECT RAISE(ABORT, 'the serial of a bundle only rises');
    END;
    CREATE TRIGGER department_bundles_are_kept BEFORE DELETE ON department_bundles BEGIN
      SELECT RAISE(ABORT, 'the serial of a bundle is never forgotten');
    END;

    -- The department's server, by the one code that this car was joined with. certificate, authority, sealing_key:
    -- PEM. private_key: of the certificate, sealed by a key that is made of the device's seed.
    CREATE TABLE department_link (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      car TEXT NOT NULL,
      name TEXT NOT NULL,
      host TEXT NOT NULL,
      port INTEGER NOT NULL,
      certificate TEXT NOT NULL,
      private_key BLOB NOT NULL,
      authority TEXT NOT NULL,
      sealing_key TEXT NOT NULL,
      enrolled_at INTEGER NOT NULL,
      badge TEXT NOT NULL,
      officer TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER department_link_stays BEFORE UPDATE OF car, authority, sealing_key, enrolled_at ON department_link BEGIN
      SELECT RAISE(ABORT, 'a car belongs to one department server');
    END;
    CREATE TRIGGER department_link_is_kept BEFORE DELETE ON department_link BEGIN
      SELECT RAISE(ABORT, 'a car belongs to one department server');
    END;

    -- Single instants and numbers: the last contact, the last complete transfer, the last day that was warned of.
    CREATE TABLE transfer_marks (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    -- Orders of the records supervisor.
    CREATE TABLE transfer_orders (
      id TEXT NOT NULL PRIMARY KEY,
      issued_at INTEGER NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      taken_at INTEGER NOT NULL,
      done_at INTEGER
    ) STRICT, WITHOUT ROWID;

    -- Image uploads that have begun: where to go on (tus).
    CREATE TABLE begun_uploads (
      hash TEXT NOT NULL PRIMARY KEY,
      destination TEXT NOT NULL,
      upload TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The file that each list of the department was last made from, which the next change is made to.
    CREATE TABLE department_lists (
      name TEXT NOT NULL PRIMARY KEY,
      template TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      serial INTEGER NOT NULL,
      taken_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `)
}
