// Sends what waits to one destination: hits with their reads and crops before anything else, then reads, what officers
// entered, the audit, crops, and context images last. In small steps, since the car reads plates meanwhile.
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Media } from '#main/media/index.ts'
import type { RecordBodies } from '#main/storage/record-bodies.ts'
import {
  FROM_THE_OLDEST,
  type UploadsRepository,
  type WaitingCursor,
  type WaitingImageRow,
  type WalkOptions,
} from '#main/storage/uploads-repository.ts'
import { MOST_BATCH_BYTES, RecordBatch, type BatchAnswer, type RecordKind } from '#shared/transfer/wire.ts'
import type { ActedOn } from './acted-on.ts'
import { ImageRefused } from './destination.ts'
import { DAY_MS, type Envelopes, type Ready } from './envelopes.ts'
import type { Limiter } from './limiter.ts'
import type { Receipts, Taken } from './receipts.ts'
import type { Route } from './routing.ts'

type Options = {
  readonly repository: UploadsRepository
  readonly bodies: RecordBodies
  readonly actedOn: ActedOn
  readonly envelopes: Envelopes
  readonly receipts: Receipts
  readonly media: Pick<Media, 'get'>
  readonly limiter: Limiter
  readonly now: () => number
  /** So many records or images have their receipt. */
  readonly onSent: (taken: Taken) => void
}

export type Sender = ReturnType<typeof createSender>

/** A fifth of what a server takes: writing a whole batch as JSON would hold the car up for 10 ms. */
const BATCH_RECORDS = 100
/** Bodies made in one go: 10 reads take about 3 ms. */
const ROWS_AT_ONCE = 10
const HITS_AT_ONCE = 20
const IMAGES_AT_ONCE = 32
/** Uploads beside each other: one waits for the line while another waits for the server's disk. */
const UPLOADS_BESIDE = 4
const AFTER_HITS = ['read', 'entered', 'canvass'] as const

export function createSender(options: Options) {
  const { repository, bodies, actedOn, envelopes, receipts, media, limiter, now, onSent } = options

  /** One destination during one transfer. */
  async function send(route: Route, isOnlyHits: boolean, signal: AbortSignal): Promise<void> {
    const { destination, kinds, isWantingHits } = route
    const { kind: holder, receiptKey, car } = destination
    const signer = { holder, receiptKey, car }
    const cursors = new Map<string, WaitingCursor>()

    const optionsOf = (isOnlyWanted: boolean, limit: number): WalkOptions => ({
      holder,
      isOnlyWanted,
      now: now(),
      limit,
    })
    /** The next rows of a walk that nothing is sent of twice in one transfer, whatever became of it. */
    function walk<T extends WaitingCursor>(name: string, next: (after: WaitingCursor) => T[]): T[] {
      const rows = next(cursors.get(name) ?? FROM_THE_OLDEST)
      const last = rows.at(-1)
      if (last !== undefined) cursors.set(name, last)
      return rows
    }
    const rowsOf = (kind: RecordKind, isOnlyWanted: boolean, limit: number) =>
      walk(`${kind} ${isOnlyWanted}`, (after) =>
        repository.waiting(kind, optionsOf(isOnlyWanted, limit), after),
      )

    async function sendBatch(batch: readonly Ready[]): Promise<BatchAnswer | undefined> {
      if (batch.length === 0) return undefined
      const records = batch.map(({ envelope }) => envelope)
      await limiter.take(sum(batch), signal)
      const answer = await destination.sendRecords(
        RecordBatch.parse({ batch: randomUUID(), records }),
        signal,
      )
      await take(answer)
      return answer
    }

    async function take({ receipt, refused }: BatchAnswer): Promise<void> {
      const taken = await receipts.take(receipt, signer)
      onSent(taken)
      repository.inTransaction(() => {
        for (const item of refused) repository.refuse(item, now() + DAY_MS)
      })
      await nextTurn()
    }

    async function sendImages(images: readonly WaitingImageRow[]): Promise<void> {
      const waiting = [...images]
      const sent: WaitingImageRow['hash'][] = []
      async function uploadNext(): Promise<void> {
        for (let image = waiting.shift(); image !== undefined; image = waiting.shift()) {
          if (await sendOne(image)) sent.push(image.hash)
        }
      }
      await allOrFirstFault(Array.from({ length: UPLOADS_BESIDE }, uploadNext))
      if (sent.length > 0) await take(await destination.imageReceipts(sent, signal))
    }

    async function sendOne(image: WaitingImageRow): Promise<boolean> {
      const { hash, mime, kind, recordedAt } = image
      signal.throwIfAborted()
      const content = await media.get(hash).catch(() => undefined)
      if (content === undefined) {
        repository.refuseRow('media', image, 'its file is not in this car, or is damaged', now() + DAY_MS)
        return false
      }
      await limiter.take(content.bytes.length, signal)
      try {
        await destination.sendImage({ hash, mime, kind, recordedAt, bytes: content.bytes }, signal)
        repository.endUpload(hash)
        return true
      } catch (error) {
        if (!(error instanceof ImageRefused)) throw error
        repository.refuseRow('media', image, error.message.slice(0, 300), now() + DAY_MS)
        return false
      }
    }

    /** Hits with their reads, and then the crops of these. False when none wait. */
    async function sendHits(isOnlyWanted: boolean): Promise<boolean> {
      const rows = rowsOf('hit', isOnlyWanted, HITS_AT_ONCE)
      if (rows.length === 0) return false
      const batch: Ready[] = []
      const crops = new Map<number, WaitingImageRow>()
      for (const row of rows) {
        const read = bodies.readOfHit(row.record)?.read
        batch.push(...envelopes.ready('hit', [row]))
        const isReadDue = read !== undefined && (isOnlyWanted || kinds.includes('read'))
        const ready = isReadDue ? envelopes.one('read', read, holder) : undefined
        if (ready !== undefined && !batch.some(({ envelope }) => envelope.id === ready.envelope.id))
          batch.push(ready)
        const crop = isReadDue ? repository.cropOfRead(read) : undefined
        if (crop !== undefined) crops.set(crop.record, crop)
        await nextTurn()
      }
      for (const part of parts(batch)) await sendBatch(part)
      await sendImages([...crops.values()])
      return true
    }

    /** The newest hits go before the next step of anything else. */
    async function hitsFirst(): Promise<void> {
      if (isWantingHits) await actedOn.mark(holder)
      if (kinds.includes('hit')) while (await sendHits(false)) signal.throwIfAborted()
      if (isWantingHits) while (await sendHits(true)) signal.throwIfAborted()
    }

    async function sendKind(kind: RecordKind, isOnlyWanted: boolean): Promise<void> {
      for (;;) {
        await hitsFirst()
        const batch: Ready[] = []
        let isOver = false
        while (!isOver && batch.length < BATCH_RECORDS && sum(batch) < MOST_BATCH_BYTES / 2) {
          signal.throwIfAborted()
          const rows = rowsOf(kind, isOnlyWanted, ROWS_AT_ONCE)
          batch.push(...envelopes.ready(kind, rows))
          isOver = rows.length < ROWS_AT_ONCE
          await nextTurn()
        }
        let isRefused = false
        for (const part of parts(batch)) {
          const answer = await sendBatch(part)
          isRefused ||= (answer?.refused.length ?? 0) > 0
        }
        // An entry of the audit is taken only after the one before it.
        if (isOver || (kind === 'audit' && isRefused)) return
      }
    }

    async function sendAudit(): Promise<void> {
      const first = repository.oldestAt(['audit'])
      const [due] = repository.waiting('audit', optionsOf(false, 1), FROM_THE_OLDEST)
      // The oldest was refused and waits for its day: those after it would be, too.
      if (first !== undefined && due?.recordedAt === first) await sendKind('audit', false)
    }

    async function sendAllImages(image: 'crop' | 'context', isOnlyWanted: boolean): Promise<void> {
      for (;;) {
        await hitsFirst()
        const rows = walk(`${image} ${isOnlyWanted}`, (after) =>
          repository.waitingImages(image, optionsOf(isOnlyWanted, IMAGES_AT_ONCE), after),
        )
        await sendImages(rows)
        if (rows.length < IMAGES_AT_ONCE) return
      }
    }

    await hitsFirst()
    if (isOnlyHits) return
    for (const kind of AFTER_HITS) if (kinds.includes(kind)) await sendKind(kind, false)
    if (isWantingHits) await sendKind('read', true)
    if (kinds.includes('audit')) await sendAudit()
    for (const image of ['crop', 'context'] as const) {
      if (kinds.includes('media')) await sendAllImages(image, false)
      if (isWantingHits) await sendAllImages(image, true)
    }
  }

  return { send }
}

const sum = (batch: readonly Ready[]): number => batch.reduce((all, { bytes }) => all + bytes, 0)

/** Batches as large as a server takes. */
function parts(batch: readonly Ready[]): Ready[][] {
  const all: Ready[][] = []
  let part: Ready[] = []
  for (const one of batch) {
    const isFull = part.length === BATCH_RECORDS || sum(part) + one.bytes > MOST_BATCH_BYTES
    if (isFull) {
      all.push(part)
      part = []
    }
    part.push(one)
  }
  return part.length === 0 ? all : [...all, part]
}

/** Waits for all, so that nothing goes on behind the caller's back; then throws what went wrong first. */
async function allOrFirstFault(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}
