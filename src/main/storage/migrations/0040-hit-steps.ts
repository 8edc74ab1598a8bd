import type Sqlite from 'better-sqlite3'

/** Hits of one vehicle with all entries it may be, their steps, and later sightings of the same vehicle. */
export function hitSteps(db: Sqlite.Database): void {
  db.exec(`
    ALTER TABLE hits RENAME TO hits_before;
    DROP TRIGGER hits_inserted;
    DROP TRIGGER hits_deleted;
    DROP INDEX hits_by_read;
    DROP INDEX hits_waiting;

    -- matches, presentation, exoneration: JSON. visibility: silent and covert hits come before no officer.
    -- status, is_deferred, closed_at: what the steps amount to, for the queue's index.
    CREATE TABLE hits (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      read_sequence INTEGER NOT NULL REFERENCES reads (sequence),
      matches TEXT NOT NULL,
      presentation TEXT NOT NULL,
      severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 4),
      is_doubtful INTEGER NOT NULL,
      visibility TEXT NOT NULL CHECK (visibility IN ('alert', 'silent', 'covert')),
      status TEXT NOT NULL
        CHECK (status IN ('raised', 'acknowledged', 'compared', 'verified', 'decided', 'closed')),
      is_deferred INTEGER NOT NULL,
      exoneration TEXT,
      raised_at INTEGER NOT NULL,
      shown_at INTEGER,
      closed_at INTEGER
    ) STRICT;
    CREATE INDEX hits_by_read ON hits (read_sequence);
    CREATE INDEX hits_open ON hits (severity, sequence) WHERE status <> 'closed' AND visibility = 'alert';
    CREATE INDEX hits_by_raising ON hits (raised_at, sequence);
    CREATE INDEX hits_covert ON hits (sequence) WHERE visibility = 'covert';

    CREATE TRIGGER hits_inserted AFTER INSERT ON hits BEGIN
      UPDATE counters SET value = value + 1 WHERE name = 'hits';
    END;
    CREATE TRIGGER hits_deleted AFTER DELETE ON hits BEGIN
      UPDATE counters SET value = value - 1 WHERE name = 'hits';
    END;

    -- The entries of a hit: a later read of one of them nearby is the same vehicle.
    CREATE TABLE hit_entries (
      entry_key TEXT NOT NULL,
      hit_sequence INTEGER NOT NULL REFERENCES hits (sequence) ON DELETE CASCADE,
      PRIMARY KEY (entry_key, hit_sequence)
    ) STRICT, WITHOUT ROWID;

    -- What was done with a hit: never changed, and gone only with its hit.
    CREATE TABLE hit_steps (
      hit_sequence INTEGER NOT NULL REFERENCES hits (sequence) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      after_ms INTEGER NOT NULL,
      badge TEXT NOT NULL,
      name TEXT NOT NULL,
      input TEXT NOT NULL,
      PRIMARY KEY (hit_sequence, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER hit_steps_stay BEFORE UPDATE ON hit_steps BEGIN
      SELECT RAISE(ABORT, 'a step of a hit is never changed');
    END;

    CREATE TABLE hit_sightings (
      hit_sequence INTEGER NOT NULL REFERENCES hits (sequence) ON DELETE CASCADE,
      read_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      camera_name TEXT NOT NULL,
      location TEXT NOT NULL,
      PRIMARY KEY (hit_sequence, read_id)
    ) STRICT, WITHOUT ROWID;
  `)
  copyHits(db)
  db.exec('DROP TABLE hits_before')
}

const STATUS: Readonly<Record<string, string>> = {
  open: 'raised',
  deferred: 'raised',
  accepted: 'closed',
  rejected: 'closed',
}

/** Hits of the first form: one entry of a plain list, answered or not; their answers named no officer. */
function copyHits(db: Sqlite.Database): void {
  const insert = db.prepare(
    `INSERT INTO hits (sequence, id, read_sequence, matches, presentation, severity, is_doubtful, visibility,
       status, is_deferred, raised_at, shown_at, closed_at)
     VALUES (@sequence, @id, @read_sequence, @matches, @presentation, 2, 0, 'alert', @status, @isDeferred,
       @raised_at, @shown_at, @answered_at)`,
  )
  db.prepare(`UPDATE counters SET value = 0 WHERE name = 'hits'`).run()
  const rows = db
    .prepare<[], Record<string, string | number | null>>('SELECT * FROM hits_before ORDER BY sequence')
    .all()
  for (const row of rows) {
    const old: Record<string, string | number | undefined> = JSON.parse(String(row['entry']))
    const plateProbability = row['plate_probability']
    const match = {
      entry: {
        key: `${old['plate']}|${old['state'] ?? ''}||${old['listName']}|${old['line']}`,
        list: old['listName'],
        kind: 'list',
        source: old['listName'],
        line: old['line'],
        raw: '',
        plate: old['plate'],
        state: old['state'],
        category: 'unsorted',
        categoryWords: old['category'],
        vehicle: {},
        cautions: [],
        notes: old['description'],
        trust: 'normal',
        mended: [],
      },
      kind: row['match_kind'],
      matchedPlate: row['matched_plate'],
      plateProbability,
      replaced: [],
      stateAgreement: row['state_agreement'],
      odds: { characters: plateProbability, both: plateProbability },
      crowding: { listed: 0, looked: 0 },
    }
    const presentation = {
      severity: 'medium',
      sound: 'medium',
      spoken: '',
      mayMute: false,
      isCovert: false,
    }
    const { sequence, id, read_sequence, raised_at, shown_at, answered_at, status } = row
    insert.run({
      sequence,
      id,
      read_sequence,
      raised_at,
      shown_at,
      answered_at,
      matches: JSON.stringify([match]),
      presentation: JSON.stringify(presentation),
      status: STATUS[String(status)] ?? 'raised',
      isDeferred: status === 'deferred' ? 1 : 0,
    })
  }
}
