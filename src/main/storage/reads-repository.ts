// The reads table. Reads are written through records-repository.ts, together with what belongs to them.
import type { MediaHash, ReadId } from '#shared/domain/ids.ts'
import type { Read } from '#shared/domain/read.ts'
import type { Database } from './open.ts'
import { readDetail, type ReadColumns } from './read-detail.ts'

export type ReadsPage = { readonly anchor: number; readonly total: number; readonly rows: Read[] }

/** Sequences per row of read_blocks, as migration 0010 cuts them. */
const BLOCK = 256

const COLUMNS = `sequence, id, captured_at AS capturedAt, camera_id AS cameraId, plate, detail,
  (SELECT hash FROM media WHERE media.id = crop_id) AS cropHash,
  (SELECT hash FROM media WHERE media.id = context_id) AS contextHash,
  (SELECT canvasses.id FROM canvasses WHERE canvasses.sequence = canvass) AS canvassId`

type ReadRow = Omit<ReadColumns, 'cropHash' | 'contextHash' | 'canvassId'> & {
  readonly cropHash: MediaHash | null
  readonly contextHash: MediaHash | null
  readonly canvassId: string | null
  readonly detail: string
}

export function readsRepository(db: Database) {
  const byId = db.prepare<[string], ReadRow>(`SELECT ${COLUMNS} FROM reads WHERE id = ?`)
  const bySequence = db.prepare<[number], ReadRow>(`SELECT ${COLUMNS} FROM reads WHERE sequence = ?`)
  const newest = db.prepare<[], number>('SELECT coalesce(max(sequence), 0) FROM reads').pluck()
  const countBlocksBelow = db
    .prepare<[number], number>('SELECT coalesce(sum(reads), 0) FROM read_blocks WHERE block < ?')
    .pluck()
  const countBetween = db
    .prepare<[number, number], number>('SELECT count(*) FROM reads WHERE sequence BETWEEN ? AND ?')
    .pluck()
  const blocksBelow = db.prepare<[number], { block: number; reads: number }>(
    'SELECT block, reads FROM read_blocks WHERE block < ? ORDER BY block DESC',
  )
  const following = db.prepare<[number, number], ReadRow>(
    `SELECT ${COLUMNS} FROM reads WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  )
  const preceding = db.prepare<[number, number], ReadRow>(
    `SELECT ${COLUMNS} FROM reads WHERE sequence < ? ORDER BY sequence DESC LIMIT ?`,
  )
  const window = db.prepare<[number, number, number], ReadRow>(
    `SELECT ${COLUMNS} FROM reads WHERE sequence <= ? ORDER BY sequence DESC LIMIT ? OFFSET ?`,
  )

  /**
   * The sequence from which a window begins that passes over `offset` reads at or below `anchor`, and how
   * many are still to be passed over from there: fewer than a block, however deep the window lies.
   */
  function locate(anchor: number, offset: number, inAnchorBlock: number): { from: number; skip: number } {
    if (offset < inAnchorBlock) return { from: anchor, skip: offset }
    let skip = offset - inAnchorBlock
    for (const { block, reads } of blocksBelow.iterate(Math.floor(anchor / BLOCK))) {
      if (skip < reads) return { from: (block + 1) * BLOCK - 1, skip }
      skip -= reads
    }
    return { from: 0, skip: 0 }
  }

  function countUpTo(sequence: number): number {
    const block = Math.floor(sequence / BLOCK)
    return (countBlocksBelow.get(block) ?? 0) + (countBetween.get(block * BLOCK, sequence) ?? 0)
  }

  return {
    get(id: ReadId): Read | undefined {
      const row = byId.get(id)
      return row && toRead(row)
    },

    getBySequence(sequence: number): Read | undefined {
      const row = bySequence.get(sequence)
      return row && toRead(row)
    },

    /** The highest sequence that is kept, 0 when there is none. */
    newestSequence: (): number => newest.get() ?? 0,

    /** Reads in the order in which they were made, from the oldest after `sequence`; at most `limit`. */
    after: (sequence: number, limit: number): Read[] => following.all(sequence, limit).map(toRead),

    /** Reads from the newest below `sequence` backwards; at most `limit`. */
    before: (sequence: number, limit: number): Read[] => preceding.all(sequence, limit).map(toRead),

    count: (): number => countBlocksBelow.get(Number.MAX_SAFE_INTEGER) ?? 0,

    /**
     * A window of the reel, newest first: `limit` reads after the first `offset` of those at or below
     * `anchor`, so that new reads do not move it. Without an anchor the newest read is the anchor. Reads at or
     * below `floor` are none of it.
     */
    page(window_: { anchor?: number | undefined; offset: number; limit: number }, floor = 0): ReadsPage {
      const anchor = Math.max(floor, window_.anchor ?? newest.get() ?? 0)
      const anchorBlock = Math.floor(anchor / BLOCK)
      const inAnchorBlock = countBetween.get(anchorBlock * BLOCK, anchor) ?? 0
      const all = inAnchorBlock + (countBlocksBelow.get(anchorBlock) ?? 0)
      const total = all - countUpTo(floor)
      const limit = Math.max(0, Math.min(window_.limit, total - window_.offset))
      const { from, skip } = locate(anchor, window_.offset, inAnchorBlock)
      return { anchor, total, rows: limit === 0 ? [] : window.all(from, limit, skip).map(toRead) }
    },
  }
}

function toRead({ cropHash, contextHash, canvassId, detail, ...columns }: ReadRow): Read {
  return readDetail(detail, {
    ...columns,
    ...(cropHash === null ? {} : { cropHash }),
    ...(contextHash === null ? {} : { contextHash }),
    ...(canvassId === null ? {} : { canvassId }),
  })
}
