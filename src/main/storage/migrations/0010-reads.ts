import type Sqlite from 'better-sqlite3'

/** Images, reads, and the count of reads. */
export function reads(db: Sqlite.Database): void {
  db.exec(`
    -- refs: how many reads name the image; kept by the triggers below.
    CREATE TABLE media (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL UNIQUE,
      bytes INTEGER NOT NULL,
      mime TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('crop', 'context')),
      created_at INTEGER NOT NULL,
      refs INTEGER NOT NULL DEFAULT 0 CHECK (refs >= 0)
    ) STRICT;
    CREATE INDEX media_unreferenced ON media (id) WHERE refs = 0;

    -- detail: the rest of the read, as JSON. AUTOINCREMENT: a purged read's sequence is never given again.
    -- Images are named by number, not by hash: an encrypted page costs about 0.1 ms to write, and numbers
    -- made together lie on one page. context_id: NULL when there was none, 0 when it is past its clock.
    CREATE TABLE reads (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      recorded_at INTEGER NOT NULL,
      captured_at INTEGER NOT NULL,
      camera_id TEXT NOT NULL,
      plate TEXT NOT NULL,
      crop_id INTEGER NOT NULL,
      context_id INTEGER,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reads_with_context ON reads (recorded_at, sequence) WHERE context_id > 0;

    -- Reads per 256 sequences: a page far down a million reads, and their number, without walking them.
    CREATE TABLE read_blocks (block INTEGER PRIMARY KEY, reads INTEGER NOT NULL) STRICT;

    CREATE TRIGGER reads_inserted AFTER INSERT ON reads BEGIN
      UPDATE media SET refs = refs + 1 WHERE id IN (NEW.crop_id, NEW.context_id);
      INSERT INTO read_blocks (block, reads) VALUES (NEW.sequence >> 8, 1)
        ON CONFLICT (block) DO UPDATE SET reads = reads + 1;
    END;
    CREATE TRIGGER reads_updated AFTER UPDATE OF crop_id, context_id ON reads BEGIN
      UPDATE media SET refs = refs + 1 WHERE id IN (NEW.crop_id, NEW.context_id);
      UPDATE media SET refs = refs - 1 WHERE id IN (OLD.crop_id, OLD.context_id);
    END;
    CREATE TRIGGER reads_deleted AFTER DELETE ON reads BEGIN
      UPDATE media SET refs = refs - 1 WHERE id IN (OLD.crop_id, OLD.context_id);
      UPDATE read_blocks SET reads = reads - 1 WHERE block = OLD.sequence >> 8;
      DELETE FROM read_blocks WHERE block = OLD.sequence >> 8 AND reads = 0;
    END;
  `)
}
