import type Sqlite from 'better-sqlite3'

/** The audit as a chain (docs/decisions/0013). The plain table of migration 0050 stays as it is; nothing is added to it. */
export function audit(db: Sqlite.Database): void {
  db.exec(`
    -- entry: canonical JSON, the bytes that are hashed and signed. All else is read out of it, so that no column can
    -- say another thing. at: ISO 8601 in UTC, which sorts as it reads.
    CREATE TABLE audit_entries (
      counter INTEGER PRIMARY KEY,
      entry TEXT NOT NULL CHECK (entry ->> 'counter' = counter),
      signature TEXT NOT NULL,
      at TEXT NOT NULL AS (entry ->> 'at') VIRTUAL,
      badge TEXT NOT NULL AS (entry ->> 'badge') VIRTUAL,
      name TEXT NOT NULL AS (entry ->> 'name') VIRTUAL,
      action TEXT NOT NULL AS (entry ->> 'action') VIRTUAL,
      subject TEXT NOT NULL AS (entry ->> 'subject') VIRTUAL,
      outcome TEXT NOT NULL AS (entry ->> 'outcome') VIRTUAL,
      plate TEXT AS (entry ->> 'plate') VIRTUAL,
      reason TEXT AS (entry ->> 'reason') VIRTUAL,
      case_number TEXT AS (entry ->> 'caseNumber') VIRTUAL,
      session TEXT AS (entry ->> 'session') VIRTUAL
    ) STRICT;
    CREATE INDEX audit_by_time ON audit_entries (at, action, outcome, badge);
    CREATE INDEX audit_by_person ON audit_entries (badge, name);
    CREATE INDEX audit_by_plate ON audit_entries (plate) WHERE plate IS NOT NULL;
    CREATE INDEX audit_by_words ON audit_entries (reason, case_number)
      WHERE reason IS NOT NULL OR case_number IS NOT NULL;

    -- INSERT OR REPLACE deletes without the DELETE trigger; the INSERT trigger comes before that.
    CREATE TRIGGER audit_entries_grow BEFORE INSERT ON audit_entries
      WHEN NEW.counter <> (SELECT coalesce(max(counter), 0) + 1 FROM audit_entries) BEGIN
      SELECT RAISE(ABORT, 'the audit only grows, by one entry at a time');
    END;
    CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries BEGIN
      SELECT RAISE(ABORT, 'the audit is never changed');
    END;
    CREATE TRIGGER audit_entries_are_kept BEFORE DELETE ON audit_entries BEGIN
      SELECT RAISE(ABORT, 'the audit is never shortened');
    END;

    -- Heads of the chain that the department has signed.
    CREATE TABLE audit_receipts (
      counter INTEGER PRIMARY KEY,
      hash TEXT NOT NULL,
      at INTEGER NOT NULL,
      signature TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_receipts_stay BEFORE UPDATE ON audit_receipts BEGIN
      SELECT RAISE(ABORT, 'a countersigned head is never changed');
    END;
    CREATE TRIGGER audit_receipts_are_kept BEFORE DELETE ON audit_receipts BEGIN
      SELECT RAISE(ABORT, 'a countersigned head is never taken away');
    END;

    -- From here on 'audit' rows of the outbox name counters of the chain. Rows of the plain table go as one: the
    -- chain's first entry has their number and hash.
    DELETE FROM outbox WHERE kind = 'audit';
  `)
}
