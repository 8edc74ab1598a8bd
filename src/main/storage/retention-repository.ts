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

type AgeParameters = AgeCursor & { readonly cutoffAt: number; readonly limit: number }
/** `key` is the sequence of the read or hit. */
type Candidate = AgeCursor & { readonly isFree: 0 | 1 }

export function retentionRepository(db: Database) {
  const always = candidates(db, false)
  const transferred = candidates(db, true)
  const dropContext = db.prepare<[number]>('UPDATE reads SET context_id = 0 WHERE sequence = ?')
  const deleteHit = db.prepare<[number]>('DELETE FROM hits WHERE sequence = ?')
  const deleteRead = db.prepare<[number]>('DELETE FROM reads WHERE sequence = ?')
  const deleteImage = db.prepare<[number]>('DELETE FROM media WHERE id = ?')
  // Expired or removed for as long as hits are kept: all versions go together, and the word of their transfer.
  const overEntered = `SELECT sequence FROM entered_plates WHERE id IN (
      SELECT id FROM entered_plates AS newest
      WHERE version = (SELECT max(version) FROM entered_plates WHERE id = newest.id)
        AND (input ->> 'expiresAt' <= @cutoffAt OR (action = 'removed' AND at <= @cutoffAt)))`
  const isUnsent = `EXISTS (SELECT 1 FROM outbox WHERE kind = 'entered' AND record = sequence AND state <> 'transferred')`
  const deleteEntered = db.prepare<[{ cutoffAt: number; isTransferRequired: 0 | 1 }]>(
    `DELETE FROM entered_plates WHERE sequence IN (${overEntered}) AND NOT (@isTransferRequired AND ${isUnsent})`,
  )
  const deleteEnteredSent = db.prepare(
    `DELETE FROM outbox WHERE kind = 'entered' AND record NOT IN (SELECT sequence FROM entered_plates)`,
  )
  const deleteSuppressions = db.prepare<[number]>(
    `DELETE FROM suppressions WHERE shift_id IN (SELECT id FROM shifts WHERE ended_at <= ?)`,
  )
  const deleteExonerations = db.prepare<[number]>('DELETE FROM exonerations WHERE expires_at <= ?')
  const deleteSent = db.prepare<[string, number]>('DELETE FROM outbox WHERE kind = ? AND record = ?')

  type Walk = 'contexts' | 'hits' | 'reads'
  const step = db.transaction(
    (walk: Walk, window: PurgeWindow, cursor: AgeCursor, remove: (sequence: number) => void): PurgeStep => {
      const { cutoffAt, limit } = window
      const found = (window.isTransferRequired ? transferred : always)[walk].all({
        cutoffAt,
        limit,
        ...cursor,
      })
      const free = found.filter(({ isFree }) => isFree === 1)
      for (const { key } of free) remove(key)
      return { removed: free.length, next: found.length < limit ? undefined : found.at(-1) }
    },
  )

  return {
    /** Takes the context image from reads; one whose read has a hit is kept as long as the hit. */
    expireContexts: (window: PurgeWindow, cursor: AgeCursor): PurgeStep =>
      step('contexts', window, cursor, (sequence) => dropContext.run(sequence)),

    /** Deletes answered hits; one that still waits for its answer is never deleted. */
    purgeHits: (window: PurgeWindow, cursor: AgeCursor): PurgeStep =>
      step('hits', window, cursor, (sequence) => {
        deleteHit.run(sequence)
        deleteSent.run('hit', sequence)
      }),

    /** Deletes reads without a hit: one with a hit is kept until its hits are gone. */
    purgeReads: (window: PurgeWindow, cursor: AgeCursor): PurgeStep =>
      step('reads', window, cursor, (sequence) => {
        deleteRead.run(sequence)
        deleteSent.run('read', sequence)
      }),

    /** Deletes what officers entered themselves and what is over: plates, suppressions, exonerations. */
    purgeEntered: db.transaction((cutoffAt: number, isTransferRequired: boolean): number => {
      const { changes } = deleteEntered.run({ cutoffAt, isTransferRequired: isTransferRequired ? 1 : 0 })
      if (changes > 0) deleteEnteredSent.run()
      return changes + deleteSuppressions.run(cutoffAt).changes + deleteExonerations.run(cutoffAt).changes
    }),

    /** Forgets images that no read names any more and returns them, for their files to be removed. */
    forgetImages: db.transaction((limit: number, isTransferRequired: boolean): MediaHash[] => {
      const images = (isTransferRequired ? transferred : always).images.all(limit)
      for (const { id } of images) {
        deleteImage.run(id)
        deleteSent.run('media', id)
      }
      return images.map(({ hash }) => hash)
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
  const isTransferred = isTransferRequired ? `state = 'transferred'` : 'TRUE'
  const byAge = (kind: string, table: string, isFree: string) =>
    db.prepare<[AgeParameters], Candidate>(
      `SELECT outbox.recorded_at AS at, outbox.record AS key, ${isFree} AS isFree
       FROM outbox CROSS JOIN ${table} AS kept ON kept.sequence = outbox.record
       WHERE kind = '${kind}' AND ${isTransferred}
         AND outbox.recorded_at <= @cutoffAt AND (outbox.recorded_at, outbox.record) > (@at, @key)
       ORDER BY outbox.recorded_at, outbox.record LIMIT @limit`,
    )
  // A read that lost its context image before it was sent would not name it at the department.
  const isReadFree = `NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'read' AND record = sequence AND NOT ${isTransferred})`
  // An image without an outbox row was replaced by a better one before anything waited for it.
  const isImageFree = (id: string) =>
    `NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'media' AND record = ${id} AND NOT ${isTransferred})`
  const hasNoHit = 'NOT EXISTS (SELECT 1 FROM hits WHERE read_sequence = kept.sequence)'
  // Reads of a canvass stay until it is decided, and those that are to be kept stay after that.
  const isNoCanvass = `NOT EXISTS (SELECT 1 FROM canvasses
    WHERE canvasses.sequence = kept.canvass AND coalesce(is_kept, 1) = 1)`
  return {
    hits: byAge('hit', 'hits', `(kept.status = 'closed' OR kept.visibility <> 'alert')`),
    reads: byAge('read', 'reads', `${hasNoHit} AND ${isNoCanvass}`),
    contexts: db.prepare<[AgeParameters], Candidate>(
      `SELECT recorded_at AS at, sequence AS key, ${hasNoHit} AND ${isNoCanvass} AND ${isReadFree} AND ${isImageFree('context_id')} AS isFree
       FROM reads AS kept
       WHERE context_id > 0
         AND recorded_at <= @cutoffAt AND (recorded_at, sequence) > (@at, @key)
       ORDER BY recorded_at, sequence LIMIT @limit`,
    ),
    images: db.prepare<[number], { id: number; hash: MediaHash }>(
      `SELECT id, hash FROM media WHERE refs = 0 AND ${isImageFree('id')} LIMIT ?`,
    ),
  }
}
