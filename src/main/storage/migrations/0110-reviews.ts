import type Sqlite from 'better-sqlite3'

/** Weekly log reviews, regular audits with their findings, and what supervisors said of the radar's findings. */
export function reviews(db: Sqlite.Database): void {
  db.exec(`
    -- A span of the audit, by counters: a clock that jumps lets no entry fall between two reviews. by_action: JSON.
    CREATE TABLE log_reviews (
      id TEXT NOT NULL PRIMARY KEY,
      from_counter INTEGER NOT NULL UNIQUE,
      to_counter INTEGER NOT NULL,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL,
      by_action TEXT NOT NULL,
      badge TEXT,
      name TEXT,
      signed_at INTEGER,
      words TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER log_reviews_stay BEFORE UPDATE ON log_reviews WHEN OLD.signed_at IS NOT NULL BEGIN
      SELECT RAISE(ABORT, 'a review that is signed off is never changed');
    END;
    CREATE TRIGGER log_reviews_are_kept BEFORE DELETE ON log_reviews BEGIN
      SELECT RAISE(ABORT, 'a review is never taken away');
    END;

    -- report: the closed audit as it was closed, JSON.
    CREATE TABLE regular_audits (
      id TEXT NOT NULL PRIMARY KEY,
      from_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      closed_at INTEGER,
      report TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX regular_audits_open ON regular_audits (closed_at IS NULL) WHERE closed_at IS NULL;
    CREATE TRIGGER regular_audits_stay BEFORE UPDATE ON regular_audits WHEN OLD.closed_at IS NOT NULL BEGIN
      SELECT RAISE(ABORT, 'an audit that is closed is never changed');
    END;
    CREATE TRIGGER regular_audits_are_kept BEFORE DELETE ON regular_audits BEGIN
      SELECT RAISE(ABORT, 'an audit is never taken away');
    END;

    -- The newest word on each counts.
    CREATE TABLE audit_findings (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      audit TEXT NOT NULL REFERENCES regular_audits (id),
      part TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('in-order', 'deficient')),
      words TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE radar_verdicts (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      finding TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('explained', 'followed-up')),
      words TEXT NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX radar_verdicts_by_finding ON radar_verdicts (finding, sequence);
  `)
}
