// Deletes what is past its clock, a bounded number of rows at a time. When to do so and with which clocks
// is the media topic's retention; here is only which rows may go.
import type { MediaHash } from '#shared/domain/ids.ts'
import type { Database } from './open.ts'

/** Where a walk over records, oldest first, stands. */
export type AgeCursor = { readonly at: number; readonly key: number }

export type PurgeWindow = {
  /** Records made at or before this instant are past their clock. */
  readonly cutoffAt: number
  /** Rows to look at, whether they may go or not. */
  readonly limit: number
  /** True when only what the department server has a receipt for may go. */
  readonly isTransferRequired: boolean
}

/** What one step removed, and where the next one begins; without `next` the walk is over. */
export type PurgeStep = { readonly removed: number; readonly next: AgeCursor | undefined }

export type RetentionRepository = ReturnType<typeof retentionRepository>

type AgeParameters = AgeCursor & { readonly cutoffAt: number; readonly limit: number }
type Candidate = AgeCursor & { readonly sequence: number; readonly isFree: 0 | 1 }

export function retentionRepository(db: Database) {
  const always = candidates(db, false)
  const transferred = candidates(db, true)
  const dropContext = db.prepare<[number]>('UPDATE reads SET context_hash = NULL WHERE sequence = ?')
  const deleteHit = db.prepare<[number]>('DELETE FROM hits WHERE sequence = ?')
  const deleteRead = db.prepare<[number]>('DELETE FROM reads WHERE sequence = ?')
  const deleteImage = db.prepare<[string]>('DELETE FROM media WHERE hash = ?')
  const deleteSent = db.prepare<[number]>('DELETE FROM outbox WHERE id = ?')
  const deleteImageSent = db.prepare<[string]>(`DELETE FROM outbox WHERE kind = 'media' AND record_id = ?`)

  type Walk = 'contexts' | 'hits' | 'reads'
  const step = db.transaction(
    (
      walk: Walk,
      window: PurgeWindow,
      cursor: AgeCursor,
      remove: (candidate: Candidate) => void,
    ): PurgeStep => {
      const { cutoffAt, limit } = window
      const found = (window.isTransferRequired ? transferred : always)[walk].all({
        cutoffAt,
        limit,
        ...cursor,
      })
      const free = found.filter(({ isFree }) => isFree === 1)
      for (const candidate of free) remove(candidate)
      return { removed: free.length, next: found.length < limit ? undefined : found.at(-1) }
    },
  )

  return {
    /** Takes the context image from reads; one whose read has a hit is kept as long as the hit. */
    expireContexts: (window: PurgeWindow, cursor: AgeCursor): PurgeStep =>
      step('contexts', window, cursor, ({ sequence }) => dropContext.run(sequence)),

    /** Deletes answered hits; one that still waits for its answer is never deleted. */
    purgeHits: (window: PurgeWindow, cursor: AgeCursor): PurgeStep =>
      step('hits', window, cursor, ({ sequence, key }) => {
        deleteHit.run(sequence)
        deleteSent.run(key)
      }),

    /** Deletes reads without a hit: one with a hit is kept until its hits are gone. */
    purgeReads: (window: PurgeWindow, cursor: AgeCursor): PurgeStep =>
      step('reads', window, cursor, ({ sequence, key }) => {
        deleteRead.run(sequence)
        deleteSent.run(key)
      }),

    /** Forgets images that no read names any more and returns them, for their files to be removed. */
    forgetImages: db.transaction((limit: number, isTransferRequired: boolean): MediaHash[] => {
      const hashes = (isTransferRequired ? transferred : always).images.all(limit)
      for (const hash of hashes) {
        deleteImage.run(hash)
        deleteImageSent.run(hash)
      }
      return hashes
    }),

    /** Gives at most `pages` unused pages back to the file system; false when there were none. */
    shrink(pages: number): boolean {
      if (Number(db.pragma('freelist_count', { simple: true })) === 0) return false
      db.pragma(`incremental_vacuum(${pages})`)
      return true
    },

    /** Empties the write-ahead log, which still holds what was deleted. */
    emptyLog(): void {
      db.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}

/**
 * Hits and reads are found by their outbox rows, since an index over the transferred ones alone passes
 * over a month without a server at no cost. CROSS JOIN keeps SQLite to that order.
 */
function candidates(db: Database, isTransferRequired: boolean) {
  const onlyTransferred = isTransferRequired ? `AND o.state = 'transferred'` : ''
  const byAge = (kind: string, table: string, isFree: string) =>
    db.prepare<[AgeParameters], Candidate>(
      `SELECT o.recorded_at AS at, o.id AS key, record.sequence, ${isFree} AS isFree
       FROM outbox AS o CROSS JOIN ${table} AS record ON record.id = o.record_id
       WHERE o.kind = '${kind}' ${onlyTransferred}
         AND o.recorded_at <= @cutoffAt AND (o.recorded_at, o.id) > (@at, @key)
       ORDER BY o.recorded_at, o.id LIMIT @limit`,
    )
  const isTransferred = (hash: string) =>
    isTransferRequired
      ? `NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'media' AND record_id = ${hash} AND state <> 'transferred')`
      : 'TRUE'
  const hasNoHit = 'NOT EXISTS (SELECT 1 FROM hits WHERE read_sequence = record.sequence)'
  return {
    hits: byAge('hit', 'hits', `record.status IN ('accepted', 'rejected')`),
    reads: byAge('read', 'reads', hasNoHit),
    contexts: db.prepare<[AgeParameters], Candidate>(
      `SELECT recorded_at AS at, sequence AS key, sequence,
         ${hasNoHit} AND ${isTransferred('context_hash')} AS isFree
       FROM reads AS record
       WHERE context_hash IS NOT NULL
         AND recorded_at <= @cutoffAt AND (recorded_at, sequence) > (@at, @key)
       ORDER BY recorded_at, sequence LIMIT @limit`,
    ),
    images: db
      .prepare<[number], MediaHash>(
        `SELECT hash FROM media WHERE refs = 0 AND ${isTransferred('hash')} LIMIT ?`,
      )
      .pluck(),
  }
}
