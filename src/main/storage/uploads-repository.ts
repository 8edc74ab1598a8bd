// The outbox as the transfer works with it: what waits, in which form it was sent, and who has it.
import type { MediaHash } from '#shared/domain/ids.ts'
import type { ReceiptItem, RecordKind } from '#shared/transfer/wire.ts'
import type { Database } from './open.ts'
import type { OutboxKind } from './outbox-repository.ts'

/** Who gives receipts, as a bit of held_by and wanted_by. */
export const HOLDERS = { department: 1, provider: 2 } as const
export type Holder = keyof typeof HOLDERS

/** Where a walk over what waits, oldest first, stands. */
export type WaitingCursor = { readonly recordedAt: number; readonly record: number }
export const FROM_THE_OLDEST: WaitingCursor = { recordedAt: -1, record: 0 }

export type WaitingRow = WaitingCursor & {
  readonly revision: number
  /** Of the body that this revision was sent with before. */
  readonly sha256: string | null
}

export type WaitingImageRow = WaitingCursor & {
  readonly hash: MediaHash
  readonly mime: 'image/png' | 'image/jpeg'
  readonly kind: 'crop' | 'context'
  readonly bytes: number
}

export type WalkOptions = {
  /** Rows that this one has no receipt for. */
  readonly holder: Holder
  /** Only rows that it must have though it does not get all of the kind. */
  readonly isOnlyWanted: boolean
  /** Rows that were refused come again after their time. */
  readonly now: number
  readonly limit: number
}

export type RefusedCount = { readonly kind: string; readonly why: string; readonly count: number }

export type TransferOrderRow = {
  readonly id: string
  readonly issuedAt: number
  readonly badge: string
  readonly name: string
  readonly takenAt: number
  readonly doneAt: number | null
}

export type UploadsRepository = ReturnType<typeof uploadsRepository>

type Walk = WaitingCursor & { bit: number; wanted: number; now: number; limit: number }
type Confirmed = { kind: string; record: number; revision: number; sha256: string; bit: number; all: number }

export function uploadsRepository(db: Database) {
  const isDue = `state <> 'transferred' AND held_by & @bit = 0 AND retry_after <= @now
    AND (outbox.recorded_at, record) > (@recordedAt, @record)`
  const rows = (only: string) =>
    db.prepare<[Walk & { kind: RecordKind }], WaitingRow>(
      `SELECT recorded_at AS recordedAt, record, revision, sha256 FROM outbox
       WHERE kind = @kind AND ${isDue} ${only} ORDER BY recorded_at, record LIMIT @limit`,
    )
  const images = (only: string) =>
    db.prepare<[Walk & { image: string }], WaitingImageRow>(
      `SELECT outbox.recorded_at AS recordedAt, record, media.hash, media.mime, media.kind, media.bytes
       FROM outbox CROSS JOIN media ON media.id = outbox.record
       WHERE outbox.kind = 'media' AND media.kind = @image AND ${isDue} ${only}
       ORDER BY outbox.recorded_at, record LIMIT @limit`,
    )
  // As SQLite finds the smaller index by the very words of its condition.
  const ONLY_WANTED = 'AND wanted_by <> 0 AND wanted_by & @wanted <> 0'
  const walks = {
    all: { rows: rows(''), images: images('') },
    wanted: { rows: rows(ONLY_WANTED), images: images(ONLY_WANTED) },
  }
  const cropOfRead = db.prepare<[number], WaitingImageRow>(
    `SELECT outbox.recorded_at AS recordedAt, record, media.hash, media.mime, media.kind, media.bytes
     FROM reads JOIN media ON media.id = reads.crop_id
     JOIN outbox ON outbox.kind = 'media' AND outbox.record = media.id AND state <> 'transferred'
     WHERE reads.sequence = ?`,
  )
  const oneWaiting = db.prepare<[{ kind: string; record: number; bit: number }], WaitingRow>(
    `SELECT recorded_at AS recordedAt, record, revision, sha256 FROM outbox
     WHERE kind = @kind AND record = @record AND state <> 'transferred' AND held_by & @bit = 0`,
  )
  const setBody = db.prepare<
    [{ kind: string; record: number; before: number; revision: number; sha256: string }]
  >(
    `UPDATE outbox SET sha256 = @sha256, revision = @revision, held_by = iif(revision = @revision, held_by, 0)
     WHERE kind = @kind AND record = @record AND revision = @before`,
  )
  const confirm = db.prepare<[Confirmed]>(
    `UPDATE outbox SET held_by = held_by | @bit, refused = NULL, attempts = 0, retry_after = 0,
       state = iif((held_by | @bit) & (@all | wanted_by) = (@all | wanted_by), 'transferred', state)
     WHERE kind = @kind AND record = @record AND revision = @revision AND held_by & @bit = 0
       AND (sha256 = @sha256 OR kind = 'media')`,
  )
  const setRefused = db.prepare<
    [{ kind: string; record: number; revision: number; why: string; retryAt: number }]
  >(
    `UPDATE outbox SET refused = @why, attempts = attempts + 1, retry_after = @retryAt
     WHERE kind = @kind AND record = @record AND revision = @revision AND state <> 'transferred'`,
  )
  const refused = db.prepare<[], RefusedCount>(
    `SELECT kind, refused AS why, count(*) AS count FROM outbox
     WHERE refused IS NOT NULL AND state <> 'transferred' GROUP BY kind, refused ORDER BY count DESC LIMIT 20`,
  )
  const retryRefused = db.prepare(`UPDATE outbox SET retry_after = 0 WHERE refused IS NOT NULL`)
  const want = db.prepare<[{ kind: string; record: number; bit: number }]>(
    `UPDATE outbox SET wanted_by = wanted_by | @bit, state = iif(held_by & @bit = 0, 'waiting', state)
     WHERE kind = @kind AND record = @record AND wanted_by & @bit = 0`,
  )
  const counts = db.prepare<[], { name: string; value: number }>(
    `SELECT substr(name, 9) AS name, value FROM counters WHERE name LIKE 'waiting-%'`,
  )
  const oldest = db
    .prepare<[string], number | null>(
      `SELECT recorded_at FROM outbox WHERE kind = ? AND state <> 'transferred' ORDER BY recorded_at, record LIMIT 1`,
    )
    .pluck()
  const imageBytes = db
    .prepare<[], number | null>(
      `SELECT sum(bytes) FROM outbox JOIN media ON media.id = record
       WHERE outbox.kind = 'media' AND state <> 'transferred'`,
    )
    .pluck()
  const numbers = {
    read: db.prepare<[string], number>('SELECT sequence FROM reads WHERE id = ?').pluck(),
    hit: db.prepare<[string], number>('SELECT sequence FROM hits WHERE id = ?').pluck(),
    canvass: db.prepare<[string], number>('SELECT sequence FROM canvasses WHERE id = ?').pluck(),
    media: db.prepare<[string], number>('SELECT id FROM media WHERE hash = ?').pluck(),
  }
  const entered = db
    .prepare<[string, string], number>('SELECT sequence FROM entered_plates WHERE id = ? AND version = ?')
    .pluck()
  const mark = db.prepare<[string], number>('SELECT value FROM transfer_marks WHERE name = ?').pluck()
  const putMark = db.prepare<[string, number]>(
    `INSERT INTO transfer_marks (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  )
  const ORDER = 'id, issued_at AS issuedAt, badge, name, taken_at AS takenAt, done_at AS doneAt'
  const addOrder = db.prepare<[Omit<TransferOrderRow, 'doneAt'>]>(
    `INSERT INTO transfer_orders (id, issued_at, badge, name, taken_at)
     VALUES (@id, @issuedAt, @badge, @name, @takenAt) ON CONFLICT DO NOTHING`,
  )
  const orders = db.prepare<[number], TransferOrderRow>(
    `SELECT ${ORDER} FROM transfer_orders ORDER BY taken_at DESC, issued_at DESC LIMIT ?`,
  )
  const openOrders = db
    .prepare<[], number>('SELECT count(*) FROM transfer_orders WHERE done_at IS NULL')
    .pluck()
  const closeOrders = db.prepare<[number, number]>(
    'UPDATE transfer_orders SET done_at = ? WHERE done_at IS NULL AND taken_at <= ?',
  )
  const begun = db
    .prepare<[string, string], string>('SELECT upload FROM begun_uploads WHERE hash = ? AND destination = ?')
    .pluck()
  const putBegun = db.prepare<[string, string, string]>(
    `INSERT INTO begun_uploads (hash, destination, upload) VALUES (?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET destination = excluded.destination, upload = excluded.upload`,
  )
  const dropBegun = db.prepare<[string]>('DELETE FROM begun_uploads WHERE hash = ?')

  /** The number in the outbox of what a receipt names. */
  function numberOf(kind: OutboxKind, id: string): number | undefined {
    if (kind === 'audit') return /^\d{1,15}$/.test(id) ? Number(id) : undefined
    // Each version is a record of its own (enteredRecordId).
    if (kind === 'entered') return entered.get(id.slice(0, 36), id.slice(37))
    return numbers[kind].get(id)
  }
  return {
    /** All that the work writes stands afterwards, or nothing of it. */
    inTransaction: <T>(work: () => T): T => db.transaction(work)(),

    /** Records of a kind that wait, oldest first. */
    waiting: (kind: RecordKind, options: WalkOptions, after: WaitingCursor): WaitingRow[] =>
      walks[options.isOnlyWanted ? 'wanted' : 'all'].rows.all({ ...walkOf(options, after), kind }),

    waitingImages: (
      image: 'crop' | 'context',
      options: WalkOptions,
      after: WaitingCursor,
    ): WaitingImageRow[] =>
      walks[options.isOnlyWanted ? 'wanted' : 'all'].images.all({ ...walkOf(options, after), image }),

    /** The row of one record where the holder has no receipt for it yet, whether it was refused or not. */
    oneWaiting: (kind: OutboxKind, record: number, holder: Holder): WaitingRow | undefined =>
      oneWaiting.get({ kind, record, bit: HOLDERS[holder] }),

    /** The crop of a read, where it waits. */
    cropOfRead: (sequence: number): WaitingImageRow | undefined => cropOfRead.get(sequence),

    /**
     * The body with which a row is sent now. One that differs from what the same revision was sent with is a
     * revision of its own. Returns the revision that goes with it; undefined when the row has changed meanwhile.
     */
    noteBody(kind: RecordKind, row: WaitingRow, sha256: string): number | undefined {
      if (row.sha256 === sha256) return row.revision
      const revision = row.sha256 === null ? row.revision : row.revision + 1
      const { changes } = setBody.run({ kind, record: row.record, before: row.revision, revision, sha256 })
      return changes === 0 ? undefined : revision
    },

    /**
     * A verified receipt of one record or image. `all`: who gets all records of the kind, so whose receipt it takes to
     * let it go, beside those who want this one. False when it is for nothing that waits for it.
     */
    confirm({ kind, id, revision, sha256 }: ReceiptItem, holder: Holder, all: Holder): boolean {
      const record = numberOf(kind, id)
      if (record === undefined || (kind === 'media' && (sha256 !== id || revision !== 1))) return false
      // An image's row counts no revisions: its content is its name.
      const { changes } = confirm.run({
        kind,
        record,
        revision,
        sha256,
        bit: HOLDERS[holder],
        all: HOLDERS[all],
      })
      return changes > 0
    },

    /** Why a record was not taken; it waits on and comes again at `retryAt`. */
    refuse(item: { kind: OutboxKind; id: string; revision: number; why: string }, retryAt: number): void {
      const record = numberOf(item.kind, item.id)
      if (record !== undefined) setRefused.run({ ...item, record, retryAt })
    },
    refuseRow(
      kind: OutboxKind,
      row: WaitingCursor & { revision?: number },
      why: string,
      retryAt: number,
    ): void {
      setRefused.run({ kind, record: row.record, revision: row.revision ?? 1, why, retryAt })
    },
    refused: (): RefusedCount[] => refused.all(),
    /** Refused records come again with the next transfer. */
    retryRefused(): void {
      retryRefused.run()
    },

    /** This holder must have the record too, whoever has it already. */
    want(kind: OutboxKind, record: number, holder: Holder): void {
      want.run({ kind, record, bit: HOLDERS[holder] })
    },

    /** How many wait, by kind. */
    counts: (): ReadonlyMap<string, number> => new Map(counts.all().map(({ name, value }) => [name, value])),
    /** When the oldest was recorded that waits. */
    oldestAt(kinds: readonly OutboxKind[]): number | undefined {
      const all = kinds.map((kind) => oldest.get(kind)).filter((at) => at !== undefined && at !== null)
      return all.length === 0 ? undefined : Math.min(...all)
    },
    /** Bytes of the images that wait; walks over all of them. */
    imageBytes: (): number => imageBytes.get() ?? 0,

    mark: (name: string): number | undefined => mark.get(name),
    setMark(name: string, value: number): void {
      putMark.run(name, value)
    },

    addOrder(order: Omit<TransferOrderRow, 'doneAt'>): void {
      addOrder.run(order)
    },
    /** Newest first. */
    orders: (limit: number): TransferOrderRow[] => orders.all(limit),
    hasOpenOrder: (): boolean => (openOrders.get() ?? 0) > 0,
    /** Orders that were taken before a transfer began are done with its end. */
    closeOrders(at: number, takenBefore: number): void {
      closeOrders.run(at, takenBefore)
    },

    /** Where the upload of an image goes on. */
    begunUpload: (hash: string, destination: string): string | undefined => begun.get(hash, destination),
    beginUpload(hash: string, destination: string, upload: string): void {
      putBegun.run(hash, destination, upload)
    },
    endUpload(hash: string): void {
      dropBegun.run(hash)
    },
  }
}

const walkOf = ({ holder, now, limit }: WalkOptions, after: WaitingCursor): Walk => ({
  ...after,
  bit: HOLDERS[holder],
  wanted: HOLDERS[holder],
  now,
  limit,
})
