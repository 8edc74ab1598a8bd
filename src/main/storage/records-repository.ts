// Writes a read together with all that belongs to it, in one transaction: the read, its hits, its images
// and their outbox rows. What is not committed did not happen.
import type { z } from 'zod'
import { Hit } from '#shared/domain/hit.ts'
import type { MediaHash } from '#shared/domain/ids.ts'
import { Read } from '#shared/domain/read.ts'
import { mediaRepository, type StoredImage } from './media-repository.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'
import { writeDetail } from './read-detail.ts'

const NewRead = Read.omit({ sequence: true })
export type NewRead = z.infer<typeof NewRead>

const NewHit = Hit.omit({ sequence: true, read: true })
export type NewHit = z.infer<typeof NewHit>

/** What refining a read may change of a hit: how it matches and with what odds. */
export type RematchedHit = Pick<
  NewHit,
  'id' | 'matchKind' | 'matchedPlate' | 'plateProbability' | 'stateAgreement'
>

export type ReadRecord = {
  readonly read: NewRead
  /** Hits to be raised now; for a refined read only the new ones. */
  readonly hits: readonly NewHit[]
  /** What is now known of hits that this read raised before; an answered hit stays as it was answered. */
  readonly rematched?: readonly RematchedHit[]
  /** The images that the read names, unless they are recorded already; they lie in the media folder. */
  readonly images: readonly StoredImage[]
  /** What the retention of the read and its images counts from; a hit's counts from its `raisedAt`. */
  readonly recordedAt: number
}

export type Recorded = { readonly read: Read; readonly hits: Hit[] }

export type RecordsRepository = ReturnType<typeof recordsRepository>

/** The number in a read's row in the place of a context image that retention took; see migration 0010. */
const EXPIRED = 0

type ReadRow = {
  readonly id: string
  readonly capturedAt: number
  readonly cameraId: string
  readonly plate: string
  readonly crop: number
  readonly context: number | null
  readonly detail: string
}

export function recordsRepository(db: Database) {
  const media = mediaRepository(db)
  const outbox = outboxRepository(db)
  const insertRead = db
    .prepare<[ReadRow & { recordedAt: number }], number>(
      `INSERT INTO reads (id, recorded_at, captured_at, camera_id, plate, crop_id, context_id, detail)
       VALUES (@id, @recordedAt, @capturedAt, @cameraId, @plate, @crop, @context, @detail) RETURNING sequence`,
    )
    .pluck()
  const updateRead = db.prepare<[ReadRow]>(
    `UPDATE reads SET captured_at = @capturedAt, camera_id = @cameraId, plate = @plate,
       crop_id = @crop, context_id = @context, detail = @detail WHERE id = @id`,
  )
  const writtenRead = db.prepare<[string], { sequence: number; crop: number; context: number | null }>(
    'SELECT sequence, crop_id AS crop, context_id AS context FROM reads WHERE id = ?',
  )
  const insertHit = db
    .prepare<[Record<string, string | number | null>], number>(
      `INSERT INTO hits (id, read_sequence, entry, match_kind, matched_plate, plate_probability,
         state_agreement, status, raised_at, shown_at, answered_at)
       VALUES (@id, @readSequence, @entry, @matchKind, @matchedPlate, @plateProbability,
         @stateAgreement, @status, @raisedAt, @shownAt, @answeredAt) RETURNING sequence`,
    )
    .pluck()
  const withdrawUnnamed = db.prepare<[number | null]>(
    `DELETE FROM outbox WHERE kind = 'media' AND record = (SELECT id FROM media WHERE id = ? AND refs = 0)`,
  )

  const updateHit = db
    .prepare<[RematchedHit], number>(
      `UPDATE hits SET match_kind = @matchKind, matched_plate = @matchedPlate,
         plate_probability = @plateProbability, state_agreement = @stateAgreement
       WHERE id = @id AND status IN ('open', 'deferred') RETURNING sequence`,
    )
    .pluck()

  function numberOf(hash: MediaHash): number {
    const number = media.numberOf(hash)
    if (number === undefined) throw new Error(`A read names the image ${hash}, which is not recorded.`)
    return number
  }

  function addImages(read: NewRead, { images, recordedAt }: ReadRecord): void {
    for (const image of images) {
      if (image.hash !== read.cropHash && image.hash !== read.contextHash) continue
      media.add(image, recordedAt)
      outbox.enqueue('media', numberOf(image.hash), recordedAt)
    }
  }

  function toRow(read: NewRead): ReadRow {
    const { id, capturedAt, cameraId, plate, cropHash, contextHash, ...rest } = read
    const context = contextHash === undefined ? null : numberOf(contextHash)
    return { id, capturedAt, cameraId, plate, crop: numberOf(cropHash), context, detail: writeDetail(rest) }
  }

  function raise(read: Read, hits: readonly NewHit[]): Hit[] {
    return hits.map((unchecked) => {
      const hit = NewHit.parse(unchecked)
      const sequence = must(
        insertHit.get({
          ...hit,
          readSequence: read.sequence,
          entry: JSON.stringify(hit.entry),
          shownAt: hit.shownAt ?? null,
          answeredAt: hit.answeredAt ?? null,
        }),
      )
      outbox.enqueue('hit', sequence, hit.raisedAt)
      return { ...hit, sequence, read }
    })
  }

  return {
    /** Records a new read. Throws, and keeps nothing of it, when it names an image that is not recorded. */
    record: db.transaction((record: ReadRecord): Recorded => {
      const newRead = NewRead.parse(record.read)
      addImages(newRead, record)
      const sequence = must(insertRead.get({ ...toRow(newRead), recordedAt: record.recordedAt }))
      outbox.enqueue('read', sequence, record.recordedAt)
      const read = { ...newRead, sequence }
      return { read, hits: raise(read, record.hits) }
    }),

    /**
     * Brings a read published early up to what is known now: it keeps its id, sequence and retention.
     * Undefined when there is no such read (purged, or never kept for want of space). A context image
     * that is past its clock stays gone.
     */
    refine: db.transaction((record: ReadRecord): Recorded | undefined => {
      const before = writtenRead.get(record.read.id)
      if (before === undefined) return undefined
      const { contextHash, ...refined } = NewRead.parse(record.read)
      const isExpired = before.context === EXPIRED
      const context = isExpired || contextHash === undefined ? {} : { contextHash }
      const read = { ...refined, ...context, sequence: before.sequence }
      addImages(read, record)
      updateRead.run({ ...toRow(read), ...(isExpired && { context: EXPIRED }) })
      outbox.requeue('read', before.sequence)
      for (const hit of record.rematched ?? []) {
        const sequence = updateHit.get(hit)
        if (sequence !== undefined) outbox.requeue('hit', sequence)
      }
      // An image that a better one replaced is no record any more: nobody waits for its transfer.
      withdrawUnnamed.run(before.crop)
      withdrawUnnamed.run(before.context)
      return { read, hits: raise(read, record.hits) }
    }),
  }
}

function must(sequence: number | undefined): number {
  if (sequence === undefined) throw new Error('SQLite returned no sequence for a row it wrote.')
  return sequence
}
