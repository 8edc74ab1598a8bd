// Writes a read together with all that belongs to it, in one transaction: the read, its hits, its images
// and their outbox rows. What is not committed did not happen.
import { z } from 'zod'
import { Hit, type Sighting } from '#shared/domain/hit.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { HitId, MediaHash } from '#shared/domain/ids.ts'
import { Read } from '#shared/domain/read.ts'
import { SEVERITIES } from '#shared/domain/severity.ts'
import { mediaRepository, type StoredImage } from './media-repository.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'
import { writeDetail } from './read-detail.ts'

const NewRead = Read.omit({ sequence: true })
export type NewRead = z.infer<typeof NewRead>

const NewHit = Hit.pick({
  id: true,
  matches: true,
  presentation: true,
  isDoubtful: true,
  raisedAt: true,
  exoneration: true,
}).extend({
  /** silent: below what the profile lets an officer be called for; covert: by the profile's decision. */
  visibility: z.enum(['alert', 'silent', 'covert']),
})
export type NewHit = z.infer<typeof NewHit>

/** What refining a read may change of a hit: what it may be, with what odds, and how it is shown. */
export type RematchedHit = Pick<NewHit, 'id' | 'matches' | 'presentation' | 'isDoubtful' | 'visibility'>

/** A read of a vehicle that has a hit already. */
export type NewSighting = { readonly hit: HitId; readonly sighting: Sighting }

export type ReadRecord = {
  readonly read: NewRead
  /** Hits to be raised now; for a refined read only the new ones. */
  readonly hits: readonly NewHit[]
  /** What is now known of hits that this read raised before; one whose prompt was answered stays as it was. */
  readonly rematched?: readonly RematchedHit[]
  readonly sightings?: readonly NewSighting[]
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
  readonly canvass: string | null
  readonly detail: string
}

export function recordsRepository(db: Database) {
  const media = mediaRepository(db)
  const outbox = outboxRepository(db)
  const insertRead = db
    .prepare<[ReadRow & { recordedAt: number }], number>(
      `INSERT INTO reads (id, recorded_at, captured_at, camera_id, plate, crop_id, context_id, canvass, detail)
       VALUES (@id, @recordedAt, @capturedAt, @cameraId, @plate, @crop, @context,
         (SELECT sequence FROM canvasses WHERE canvasses.id = @canvass), @detail) RETURNING sequence`,
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
      `INSERT INTO hits (id, read_sequence, matches, presentation, severity, is_doubtful, visibility, status,
         is_deferred, exoneration, raised_at)
       VALUES (@id, @readSequence, @matches, @presentation, @severity, @isDoubtful, @visibility, 'raised',
         0, @exoneration, @raisedAt) RETURNING sequence`,
    )
    .pluck()
  const insertEntry = db.prepare<[string, number]>(
    'INSERT INTO hit_entries (entry_key, hit_sequence) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const insertSighting = db.prepare<[Record<string, string | number>], number>(
    `INSERT INTO hit_sightings (hit_sequence, read_id, at, camera_name, location)
     SELECT sequence, @readId, @at, @cameraName, @location FROM hits WHERE id = @hit ON CONFLICT DO NOTHING`,
  )
  const sequenceOf = db.prepare<[string], number>('SELECT sequence FROM hits WHERE id = ?').pluck()
  const withdrawUnnamed = db.prepare<[number | null]>(
    `DELETE FROM outbox WHERE kind = 'media' AND record = (SELECT id FROM media WHERE id = ? AND refs = 0)`,
  )

  // A silent hit whose odds rise becomes an alert; an alert is never silenced again.
  const updateHit = db
    .prepare<[Record<string, string | number>], number>(
      `UPDATE hits SET matches = @matches, presentation = @presentation, severity = @severity,
         is_doubtful = @isDoubtful, visibility = iif(visibility = 'silent', @visibility, visibility)
       WHERE id = @id AND status = 'raised' RETURNING sequence`,
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
    const { id, capturedAt, cameraId, plate, cropHash, contextHash, canvassId, ...rest } = read
    // 0: a plate that was typed has no picture.
    const crop = cropHash === undefined ? 0 : numberOf(cropHash)
    const context = contextHash === undefined ? null : numberOf(contextHash)
    const detail = writeDetail(rest)
    return { id, capturedAt, cameraId, plate, crop, context, canvass: canvassId ?? null, detail }
  }

  function addEntries(sequence: number, matches: readonly HotListMatch[]): void {
    for (const { entry } of matches) insertEntry.run(entry.key, sequence)
  }

  function raise(read: Read, hits: readonly NewHit[]): Hit[] {
    return hits.map((unchecked) => {
      const { visibility, ...hit } = NewHit.parse(unchecked)
      const sequence = must(
        insertHit.get({
          id: hit.id,
          readSequence: read.sequence,
          ...hitColumns({ ...hit, visibility }),
          exoneration: hit.exoneration === undefined ? null : JSON.stringify(hit.exoneration),
          raisedAt: hit.raisedAt,
        }),
      )
      addEntries(sequence, hit.matches)
      outbox.enqueue('hit', sequence, hit.raisedAt)
      return { ...hit, sequence, read, status: 'raised', isDeferred: false, steps: [], sightings: [] }
    })
  }

  function addSightings(sightings: readonly NewSighting[] = []): void {
    for (const { hit, sighting } of sightings) {
      const { readId, at, cameraName } = sighting
      insertSighting.run({ hit, readId, at, cameraName, location: JSON.stringify(sighting.location) })
      outbox.requeue('hit', must(sequenceOf.get(hit)))
    }
  }

  return {
    /** Records a new read. Throws, and keeps nothing of it, when it names an image that is not recorded. */
    record: db.transaction((record: ReadRecord): Recorded => {
      const newRead = NewRead.parse(record.read)
      addImages(newRead, record)
      const sequence = must(insertRead.get({ ...toRow(newRead), recordedAt: record.recordedAt }))
      outbox.enqueue('read', sequence, record.recordedAt)
      const read = { ...newRead, sequence }
      addSightings(record.sightings)
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
        const sequence = updateHit.get({ id: hit.id, ...hitColumns(hit) })
        if (sequence === undefined) continue
        addEntries(sequence, hit.matches)
        outbox.requeue('hit', sequence)
      }
      addSightings(record.sightings)
      // An image that a better one replaced is no record any more: nobody waits for its transfer.
      withdrawUnnamed.run(before.crop)
      withdrawUnnamed.run(before.context)
      return { read, hits: raise(read, record.hits) }
    }),
  }
}

function hitColumns(hit: Omit<RematchedHit, 'id'>) {
  return {
    matches: JSON.stringify(hit.matches),
    presentation: JSON.stringify(hit.presentation),
    severity: SEVERITIES.indexOf(hit.presentation.severity),
    isDoubtful: hit.isDoubtful ? 1 : 0,
    visibility: hit.visibility,
  }
}

function must(sequence: number | undefined): number {
  if (sequence === undefined) throw new Error('SQLite returned no sequence for a row it wrote.')
  return sequence
}
