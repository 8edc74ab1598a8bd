// Entries that are quiet for a shift, and plates that were shown not to be the wanted ones.
import { Exoneration } from '#shared/domain/hit.ts'
import type { Suppression } from '#shared/domain/local-list.ts'
import type { Database } from './open.ts'

type SuppressionRow = Omit<Suppression, 'by'> & { readonly badge: string; readonly name: string }

export type QuietingRepository = ReturnType<typeof quietingRepository>

export function quietingRepository(db: Database) {
  const COLUMNS = `id, shift_id AS shiftId, entry_key AS entryKey, plate, list, list_version AS listVersion,
    reason, badge, name, at, quieted`
  const insert = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO suppressions (id, shift_id, entry_key, plate, list, list_version, reason, badge, name, at)
     VALUES (@id, @shiftId, @entryKey, @plate, @list, @listVersion, @reason, @badge, @name, @at)`,
  )
  const ofShift = db.prepare<[string], SuppressionRow>(
    `SELECT ${COLUMNS} FROM suppressions WHERE shift_id = ? AND lifted_at IS NULL ORDER BY at`,
  )
  const lift = db.prepare<[number, string]>(
    'UPDATE suppressions SET lifted_at = ? WHERE id = ? AND lifted_at IS NULL',
  )
  const count = db.prepare<[string]>('UPDATE suppressions SET quieted = quieted + 1 WHERE id = ?')
  const insertExoneration = db.prepare<[string, string, number, string]>(
    'INSERT INTO exonerations (id, entry_key, expires_at, exoneration) VALUES (?, ?, ?, ?)',
  )
  const updateExoneration = db.prepare<[string, string]>(
    'UPDATE exonerations SET exoneration = ? WHERE id = ?',
  )
  const current = db
    .prepare<[number], string>(
      'SELECT exoneration FROM exonerations WHERE expires_at > ? ORDER BY expires_at DESC',
    )
    .pluck()
  const byEntry = db
    .prepare<[string, number], string>(
      'SELECT exoneration FROM exonerations WHERE entry_key = ? AND expires_at > ? ORDER BY expires_at DESC',
    )
    .pluck()

  return {
    suppress(suppression: Omit<Suppression, 'quieted'>): void {
      const { by, ...columns } = suppression
      insert.run({ ...columns, ...by })
    },
    /** What is quiet in a shift and was not lifted. */
    suppressions: (shiftId: string): Suppression[] =>
      ofShift.all(shiftId).map(({ badge, name, ...row }) => Object.assign(row, { by: { badge, name } })),
    /** False when it was lifted before, or never was. */
    lift: (id: string, at: number): boolean => lift.run(at, id).changes > 0,
    countQuieted(id: string): void {
      count.run(id)
    },

    exonerate(exoneration: Exoneration): void {
      const { id, entryKey, expiresAt } = exoneration
      insertExoneration.run(id, entryKey, expiresAt, JSON.stringify(exoneration))
    },
    review(exoneration: Exoneration): void {
      updateExoneration.run(JSON.stringify(exoneration), exoneration.id)
    },
    /** All that have not expired. */
    exonerations: (now: number): Exoneration[] => current.all(now).map(toExoneration),
    /** The one that counts for an entry: the longest, unless a supervisor has set it aside. */
    exonerationOf: (entryKey: string, now: number): Exoneration | undefined =>
      byEntry
        .all(entryKey, now)
        .map(toExoneration)
        .find(({ review }) => review?.isUpheld !== false),
  }
}

const toExoneration = (text: string): Exoneration => Exoneration.parse(JSON.parse(text))
