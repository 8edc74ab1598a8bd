import type Sqlite from 'better-sqlite3'

/** Images, reads, and the count of reads. */
export function reads(db: Sqlite.Database): void {
  db.exec(`
    -- refs: how many reads name the image; kept by the triggers below.
    CREATE TABLE media (
      hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
      bytes INTEGER NOT NULL,
      mime TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('crop', 'context')),
      created_at INTEGER NOT NULL,
      refs INTEGER NOT NULL DEFAULT 0 CHECK (refs >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX media_unreferenced ON media (hash) WHERE refs = 0;

    -- detail: the rest of the read, as JSON. AUTOINCREMENT: a purged read's sequence is never given again.
    CREATE TABLE reads (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      recorded_at INTEGER NOT NULL,
      captured_at INTEGER NOT NULL,
      camera_id TEXT NOT NULL,
      plate TEXT NOT NULL,
      crop_hash TEXT NOT NULL,
      context_hash TEXT,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reads_with_context ON reads (recorded_at, sequence) WHERE context_hash IS NOT NULL;

    -- Reads per 256 sequences: a page far down a million reads, and their number, without walking them.
    CREATE TABLE read_blocks (block INTEGER PRIMARY KEY, reads INTEGER NOT NULL) STRICT;

    CREATE TRIGGER reads_inserted AFTER INSERT ON reads BEGIN
      SELECT RAISE(ABORT, 'the read names an image that is not in media')
        WHERE NOT EXISTS (SELECT 1 FROM media WHERE hash = NEW.crop_hash)
          OR (NEW.context_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM media WHERE hash = NEW.context_hash));
      UPDATE media SET refs = refs + 1 WHERE hash IN (NEW.crop_hash, NEW.context_hash);
      INSERT INTO read_blocks (block, reads) VALUES (NEW.sequence >> 8, 1)
        ON CONFLICT (block) DO UPDATE SET reads = reads + 1;
    END;
    CREATE TRIGGER reads_updated AFTER UPDATE OF crop_hash, context_hash ON reads BEGIN
      SELECT RAISE(ABORT, 'the read names an image that is not in media')
        WHERE NOT EXISTS (SELECT 1 FROM media WHERE hash = NEW.crop_hash)
          OR (NEW.context_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM media WHERE hash = NEW.context_hash));
      UPDATE media SET refs = refs + 1 WHERE hash IN (NEW.crop_hash, NEW.context_hash);
      UPDATE media SET refs = refs - 1 WHERE hash IN (OLD.crop_hash, OLD.context_hash);
    END;
    CREATE TRIGGER reads_deleted AFTER DELETE ON reads BEGIN
      UPDATE media SET refs = refs - 1 WHERE hash IN (OLD.crop_hash, OLD.context_hash);
      UPDATE read_blocks SET reads = reads - 1 WHERE block = OLD.sequence >> 8;
      DELETE FROM read_blocks WHERE block = OLD.sequence >> 8 AND reads = 0;
    END;
  `)
}
