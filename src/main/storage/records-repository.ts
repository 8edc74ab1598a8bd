// Writes a read together with all that belongs to it, in one transaction: the read, its hits, its images
// and their outbox rows. What is not committed did not happen.
import { z } from 'zod'
import { Hit } from '#shared/domain/hit.ts'
import { Read } from '#shared/domain/read.ts'
import { mediaRepository, type StoredImage } from './media-repository.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'

const NewRead = Read.omit({ sequence: true })
export type NewRead = z.infer<typeof NewRead>

const NewHit = Hit.omit({ sequence: true, read: true })
export type NewHit = z.infer<typeof NewHit>

export type ReadRecord = {
  readonly read: NewRead
  /** Hits to be raised now; for a refined read only the new ones. */
  readonly hits: readonly NewHit[]
  /** The images that the read names; they lie in the media folder already. */
  readonly images: readonly StoredImage[]
  /** What the read's and its images' retention counts from; a hit's counts from its `raisedAt`. */
  readonly recordedAt: number
}

export type Recorded = { readonly read: Read; readonly hits: Hit[] }

export type RecordsRepository = ReturnType<typeof recordsRepository>

type ReadParameters = {
  id: string
  recordedAt: number
  capturedAt: number
  cameraId: string
  plate: string
  cropHash: string
  contextHash: string | null
  detail: string
}

export function recordsRepository(db: Database) {
  const media = mediaRepository(db)
  const outbox = outboxRepository(db)
  const insertRead = db
    .prepare<[ReadParameters], number>(
      `INSERT INTO reads (id, recorded_at, captured_at, camera_id, plate, crop_hash, context_hash, detail)
       VALUES (@id, @recordedAt, @capturedAt, @cameraId, @plate, @cropHash, @contextHash, @detail)
       RETURNING sequence`,
    )
    .pluck()
  const updateRead = db
    .prepare<[Omit<ReadParameters, 'recordedAt'>], number>(
      `UPDATE reads SET captured_at = @capturedAt, camera_id = @cameraId, plate = @plate,
         crop_hash = @cropHash, context_hash = @contextHash, detail = @detail
       WHERE id = @id RETURNING sequence`,
    )
    .pluck()
  const imagesOf = db.prepare<[string], { crop: string; context: string | null }>(
    'SELECT crop_hash AS crop, context_hash AS context FROM reads WHERE id = ?',
  )
  const forgetSuperseded = db.prepare<[string]>(
    `DELETE FROM outbox WHERE kind = 'media' AND record_id = ?1
       AND EXISTS (SELECT 1 FROM media WHERE hash = ?1 AND refs = 0)`,
  )
  const insertHit = db
    .prepare<[Record<string, string | number | null>], number>(
      `INSERT INTO hits (id, read_sequence, entry, match_kind, matched_plate, plate_probability,
         state_agreement, status, raised_at, shown_at, answered_at)
       VALUES (@id, @readSequence, @entry, @matchKind, @matchedPlate, @plateProbability,
         @stateAgreement, @status, @raisedAt, @shownAt, @answeredAt)
       RETURNING sequence`,
    )
    .pluck()

  function addImages(images: readonly StoredImage[], recordedAt: number): void {
    for (const image of images) {
      media.add(image, recordedAt)
      outbox.enqueue('media', image.hash, recordedAt)
    }
  }

  function raise(read: Read, hits: readonly NewHit[]): Hit[] {
    return hits.map((unchecked) => {
      const hit = NewHit.parse(unchecked)
      const sequence = insertHit.get({
        ...hit,
        readSequence: read.sequence,
        entry: JSON.stringify(hit.entry),
        shownAt: hit.shownAt ?? null,
        answeredAt: hit.answeredAt ?? null,
      })
      outbox.enqueue('hit', hit.id, hit.raisedAt)
      return { ...hit, sequence: written(sequence), read }
    })
  }

  return {
    /** Records a new read. Throws, and keeps nothing of it, when an image is not named in `images`. */
    record: db.transaction(({ read: unchecked, hits, images, recordedAt }: ReadRecord): Recorded => {
      const newRead = NewRead.parse(unchecked)
      addImages(images, recordedAt)
      const sequence = written(insertRead.get({ ...parameters(newRead), recordedAt }))
      outbox.enqueue('read', newRead.id, recordedAt)
      const read = { ...newRead, sequence }
      return { read, hits: raise(read, hits) }
    }),

    /**
     * Brings a read published early up to what is known now: it keeps its id, sequence and retention.
     * Undefined when there is no such read (purged, or never kept for want of space). A context image
     * that is past its clock stays gone.
     */
    refine: db.transaction(
      ({ read: unchecked, hits, images, recordedAt }: ReadRecord): Recorded | undefined => {
        const before = imagesOf.get(unchecked.id)
        if (before === undefined) return undefined
        addImages(images, recordedAt)
        const refined = NewRead.parse(unchecked)
        if (refined.contextHash !== undefined && !media.has(refined.contextHash)) delete refined.contextHash
        const sequence = written(updateRead.get(parameters(refined)))
        outbox.requeue('read', refined.id)
        for (const hash of [before.crop, before.context]) if (hash !== null) forgetSuperseded.run(hash)
        const read = { ...refined, sequence }
        return { read, hits: raise(read, hits) }
      },
    ),
  }
}

function parameters(read: NewRead): Omit<ReadParameters, 'recordedAt'> {
  const { id, capturedAt, cameraId, plate, cropHash, contextHash, ...detail } = read
  return {
    id,
    capturedAt,
    cameraId,
    plate,
    cropHash,
    contextHash: contextHash ?? null,
    detail: JSON.stringify(detail),
  }
}

function written(sequence: number | undefined): number {
  if (sequence === undefined) throw new Error('SQLite returned no sequence for a row it wrote.')
  return sequence
}
