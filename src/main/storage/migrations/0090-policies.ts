import type Sqlite from 'better-sqlite3'

/** Policies that were proposed, approved and in force, with the texts as they were read. */
export function policies(db: Sqlite.Database): void {
  db.exec(`
    -- proposal, texts: JSON. base: hash of the policy that was in force when this one was proposed.
    CREATE TABLE policies (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'in-force', 'withdrawn', 'replaced')),
      proposal TEXT NOT NULL,
      texts TEXT NOT NULL,
      base TEXT NOT NULL,
      decided_badge TEXT,
      decided_name TEXT,
      decided_at INTEGER,
      in_force_at INTEGER
    ) STRICT;
    -- One policy is in force, and at most one waits for the next start or end of a shift.
    CREATE UNIQUE INDEX policies_single ON policies (state) WHERE state IN ('approved', 'in-force');
    CREATE TRIGGER policies_texts_stay BEFORE UPDATE OF id, proposal, texts, base ON policies BEGIN
      SELECT RAISE(ABORT, 'the texts of a policy are never changed');
    END;
    CREATE TRIGGER policies_stay BEFORE DELETE ON policies BEGIN
      SELECT RAISE(ABORT, 'a policy that was proposed is never removed');
    END;
  `)
}
