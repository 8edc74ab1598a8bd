import type Sqlite from 'better-sqlite3'

/** Whose signatures this car trusts, and how far it has got with what was signed. */
export function department(db: Sqlite.Database): void {
  db.exec(`
    -- One department for the life of the installation. public_key: PEM, Ed25519.
    CREATE TABLE department (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      public_key TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      enrolled_at INTEGER NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER department_stays BEFORE UPDATE ON department BEGIN
      SELECT RAISE(ABORT, 'the department is never changed');
    END;
    CREATE TRIGGER department_is_kept BEFORE DELETE ON department BEGIN
      SELECT RAISE(ABORT, 'the department is never forgotten');
    END;

    -- The newest bundle of each kind that was taken. sha256: of its file.
    CREATE TABLE department_bundles (
      kind TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('roster', 'training', 'release', 'policy')),
      serial INTEGER NOT NULL,
      issued_at INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      taken_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER department_bundles_rise BEFORE UPDATE ON department_bundles
      WHEN NEW.serial <= OLD.serial OR NEW.kind <> OLD.kind BEGIN
      SELECT RAISE(ABORT, 'the serial of a bundle only rises');
    END;
    CREATE TRIGGER department_bundles_are_kept BEFORE DELETE ON department_bundles BEGIN
      SELECT RAISE(ABORT, 'the serial of a bundle is never forgotten');
    END;
  `)
}
