import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRetention } from '#main/media/index.ts'
import { canvassesRepository } from '#main/storage/canvasses-repository.ts'
import { enteredPlatesRepository } from '#main/storage/entered-plates-repository.ts'
import type { NewHit } from '#main/storage/records-repository.ts'
import type { HitStatus, StepInput } from '#shared/domain/hit-step.ts'
import type { ReadId } from '#shared/domain/ids.ts'
import { RetentionRules } from '#shared/domain/retention.ts'
import { openStorage, type Storage } from '../support/storage/open-storage.ts'
import { imagesOf, makeHit, makeRead, makeRecord, START } from '../support/storage/records.ts'

const MINUTE = 60_000
const YEAR = 366 * 24 * 60 * MINUTE
const RULES = RetentionRules.parse({
  readsMs: 30 * MINUTE,
  hitsMs: 60 * MINUTE,
  contextImagesMs: 10 * MINUTE,
})

let storage: Storage
const lines: string[] = []
let isTransferRequired = false
beforeEach(() => {
  storage = openStorage()
  lines.length = 0
  isTransferRequired = false
})
afterEach(() => {
  storage.close()
})

/** Records a read at the clock's time, its images in the media folder. */
async function record(hits: readonly NewHit[] = [], contextText?: string): Promise<ReadId> {
  const id = makeRead().id
  const crop = Buffer.from(`crop of ${id}`)
  const context = Buffer.from(contextText ?? `context of ${id}`)
  const cropHash = await storage.media.put(crop, { mime: 'image/png' })
  const contextHash = await storage.media.put(context, { mime: 'image/jpeg' })
  const recordedAt = storage.clock.at
  storage.records.record({
    read: makeRead({ id, capturedAt: recordedAt, cropHash, contextHash }),
    hits,
    images: [
      { hash: cropHash, bytes: crop.length, mime: 'image/png', kind: 'crop' },
      { hash: contextHash, bytes: context.length, mime: 'image/jpeg', kind: 'context' },
    ],
    recordedAt,
  })
  return id
}

async function purgeAt(at: number, rules = RULES) {
  storage.clock.at = at
  const retention = startRetention({
    db: storage.db,
    media: storage.media,
    rules,
    isTransferRequired: () => isTransferRequired,
    now: () => storage.clock.at,
    log: (level, line) => lines.push(`${level}: ${line}`),
    everyMs: 3_600_000,
  })
  const counts = await retention.run()
  await retention.stop()
  return counts
}

const imageFiles = () =>
  readdirSync(storage.paths.media, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length
const rowsLeft = () =>
  ['reads', 'hits', 'media', 'outbox'].map((table) =>
    storage.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )
const setTransferred = (kind: string) =>
  storage.db.prepare(`UPDATE outbox SET state = 'transferred' WHERE kind = ?`).run(kind)

test('each clock is kept to the millisecond', async () => {
  const id = await record()
  const nothing = { reads: 0, hits: 0, contexts: 0, images: 0, entered: 0 }
  expect(await purgeAt(START + 10 * MINUTE - 1)).toEqual(nothing)
  expect(await purgeAt(START + 10 * MINUTE)).toEqual({ ...nothing, contexts: 1, images: 1 })
  expect(storage.reads.get(id)?.contextHash).toBeUndefined()
  expect(await purgeAt(START + 30 * MINUTE - 1)).toEqual(nothing)
  expect(await purgeAt(START + 30 * MINUTE)).toEqual({ ...nothing, reads: 1, images: 1 })
  expect(storage.reads.get(id)).toBeUndefined()
  expect(rowsLeft()).toEqual([0, 0, 0, 0])
  expect(imageFiles()).toBe(0)
})

function stepOf({ id }: NewHit, input: StepInput, status: HitStatus) {
  const by = { badge: '4711', name: 'Patrol one' }
  return { id, input, by, at: START, status, isDeferred: input.kind === 'deferred' }
}

function close(hits: readonly NewHit[]): void {
  for (const hit of hits) {
    storage.hits.addStep(stepOf(hit, { kind: 'rejected', reason: 'test', words: '' }, 'closed'))
  }
}

test('reads of a canvass stay until it is decided, and after that if they are to be kept', async () => {
  const input = { incident: '26-1', kind: 'shooting', area: 'Golf Road' } as const
  const by = { badge: '4711', name: 'Patrol one' }
  const canvasses = canvassesRepository(storage.db)
  const ids = [randomUUID(), randomUUID()] as const
  for (const id of ids) {
    canvasses.start(id, input, by, START)
    storage.records.record(makeRecord({ canvassId: id }))
  }
  const decision = { isKept: false, ground: 'nothing of it is evidence', by, at: START }
  expect((await purgeAt(START + YEAR)).reads).toBe(0)
  canvasses.decide(ids[0], decision)
  canvasses.decide(ids[1], { ...decision, isKept: true })
  expect((await purgeAt(START + 2 * YEAR)).reads).toBe(1)
  expect((await purgeAt(START + 5 * YEAR)).reads).toBe(0)
  expect(storage.reads.page({ offset: 0, limit: 9 }).rows.map(({ canvassId }) => canvassId)).toEqual([ids[1]])
})

test('what officers entered goes with all its versions when it has been over as long as hits are kept', async () => {
  const entered = enteredPlatesRepository(storage.db)
  const by = { badge: '4711', name: 'Patrol one' }
  const enter = (expiresAt: number, action: 'added' | 'removed' = 'added', id: string = randomUUID()) =>
    entered.addLocal({
      id,
      action,
      by,
      at: START,
      words: '',
      input: {
        plate: 'AB12345',
        category: 'missing-person',
        reason: 'told by dispatch',
        incident: '',
        vehicle: {},
        expiresAt,
      },
    })
  const expired = enter(START + MINUTE)
  const removed = enter(START + YEAR)
  enter(START + YEAR, 'removed', removed.id)
  const current = enter(START + YEAR)
  expect((await purgeAt(START + 60 * MINUTE - 1)).entered).toBe(0)
  expect((await purgeAt(START + 60 * MINUTE)).entered).toBe(2)
  isTransferRequired = true
  expect((await purgeAt(START + 62 * MINUTE)).entered).toBe(0)
  setTransferred('entered')
  expect((await purgeAt(START + 62 * MINUTE)).entered).toBe(1)
  expect(entered.history(expired.id)).toEqual([])
  expect(entered.local().map(({ id }) => id)).toEqual([current.id])
  expect(storage.outbox.countNotTransferred()).toBe(0)
})

test.each([MINUTE, 10 * YEAR])('a clock of %i ms is kept', async (keptMs) => {
  await record()
  const rules = RetentionRules.parse({ readsMs: keptMs, hitsMs: keptMs, contextImagesMs: keptMs })
  expect((await purgeAt(START + keptMs - 1, rules)).reads).toBe(0)
  expect(await purgeAt(START + keptMs, rules)).toEqual({
    reads: 1,
    hits: 0,
    contexts: 1,
    images: 2,
    entered: 0,
  })
})

test('a read with a hit is kept, with its context image, as long as the longer of its clocks', async () => {
  const hits = [makeHit(), makeHit({ visibility: 'silent' })]
  const id = await record(hits)
  close(hits)
  await purgeAt(START + 60 * MINUTE - 1)
  expect(storage.reads.get(id)?.contextHash).toBeDefined()
  expect(await purgeAt(START + 60 * MINUTE)).toEqual({
    reads: 1,
    hits: 2,
    contexts: 1,
    images: 2,
    entered: 0,
  })

  const shortHits = RetentionRules.parse({ ...RULES, hitsMs: MINUTE })
  storage.clock.at = START
  const otherHits = [makeHit()]
  const other = await record(otherHits)
  close(otherHits)
  expect(await purgeAt(START + MINUTE, shortHits)).toMatchObject({ reads: 0, hits: 1 })
  expect(storage.reads.get(other)).toBeDefined()
  expect(await purgeAt(START + 30 * MINUTE, shortHits)).toMatchObject({ reads: 1 })
})

test('a hit that waits for its answer is never deleted, nor is its read', async () => {
  const [open, deferred] = [makeHit(), makeHit()]
  const id = await record([open])
  await record([deferred])
  storage.hits.addStep(stepOf(deferred, { kind: 'deferred' }, 'raised'))
  await purgeAt(START + 5 * YEAR)
  expect(storage.hits.open().map((hit) => hit.id)).toEqual([open.id, deferred.id])
  expect(storage.reads.get(id)?.contextHash).toBeDefined()
  close([open])
  expect(await purgeAt(START + 5 * YEAR + 1)).toMatchObject({ reads: 1, hits: 1 })
})

test('while a server is enrolled nothing goes that it has no receipt for', async () => {
  isTransferRequired = true
  const hits = [makeHit()]
  const id = await record(hits)
  close(hits)
  const nothing = { reads: 0, hits: 0, contexts: 0, images: 0, entered: 0 }
  expect(await purgeAt(START + YEAR)).toEqual(nothing)
  setTransferred('hit')
  expect(await purgeAt(START + YEAR)).toEqual({ ...nothing, hits: 1 })
  setTransferred('read')
  // Its images have no receipt: the read goes, they stay.
  expect(await purgeAt(START + YEAR)).toEqual({ ...nothing, reads: 1 })
  expect(storage.reads.get(id)).toBeUndefined()
  expect(imageFiles()).toBe(2)
  setTransferred('media')
  expect(await purgeAt(START + YEAR)).toEqual({ ...nothing, images: 2 })
  expect(rowsLeft()).toEqual([0, 0, 0, 0])
})

test('a context image without a receipt stays with its read while a server is enrolled', async () => {
  isTransferRequired = true
  const id = await record()
  expect((await purgeAt(START + 20 * MINUTE)).contexts).toBe(0)
  setTransferred('media')
  // A read that lost it before it was sent would not name it at the department.
  expect(await purgeAt(START + 20 * MINUTE)).toMatchObject({ contexts: 0, images: 0 })
  setTransferred('read')
  expect(await purgeAt(START + 20 * MINUTE)).toMatchObject({ contexts: 1 })
  expect(storage.reads.get(id)?.contextHash).toBeUndefined()
})

test('an image that two reads name goes with the second', async () => {
  await record([], 'one frame')
  storage.clock.at = START + 5 * MINUTE
  await record([], 'one frame')
  expect(imageFiles()).toBe(3)
  expect(await purgeAt(START + 10 * MINUTE)).toMatchObject({ contexts: 1, images: 0 })
  expect(await purgeAt(START + 15 * MINUTE)).toMatchObject({ contexts: 1, images: 1 })
})

test('a refined read does not bring back a context image that is past its clock', async () => {
  const id = await record()
  const kept = storage.reads.get(id)
  if (kept?.cropHash === undefined) throw new Error('the read is not kept')
  const { sequence: _, ...before } = { ...kept, cropHash: kept.cropHash }
  await purgeAt(START + 10 * MINUTE)
  for (const images of [[], imagesOf(before)]) {
    const refined = storage.records.refine({ read: before, hits: [], images, recordedAt: storage.clock.at })
    expect(refined?.read.contextHash).toBeUndefined()
    expect(storage.reads.get(id)).toEqual(refined?.read)
  }
  expect(rowsLeft()).toEqual([1, 0, 1, 2])
  expect(await purgeAt(START + 30 * MINUTE)).toMatchObject({ reads: 1 })
})

test('hundreds of reads are purged while the reel is read and new ones are recorded', async () => {
  storage.db.transaction(() => {
    for (let i = 0; i < 300; i += 1) {
      const { contextHash: _, ...read } = makeRead({ capturedAt: START })
      const image = { hash: read.cropHash, bytes: 1, mime: 'image/png', kind: 'crop' } as const
      storage.records.record({ read, hits: [], images: [image], recordedAt: START })
    }
  })()
  storage.clock.at = START + 29 * MINUTE
  for (let i = 0; i < 20; i += 1) await record()
  const { anchor, total } = storage.reads.page({ offset: 0, limit: 1 })
  expect([anchor, total]).toEqual([320, 320])

  const purge = purgeAt(START + 30 * MINUTE)
  await record()
  const seen = []
  for (let offset = 0; offset < 20; offset += 5) {
    const page = storage.reads.page({ anchor, offset, limit: 5 })
    expect(page.rows).toHaveLength(5)
    seen.push(...page.rows.map(({ sequence }) => sequence))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect((await purge).reads).toBe(300)
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => 320 - index))
  expect(storage.reads.page({ anchor, offset: 0, limit: 100 }).total).toBe(20)
  expect(storage.reads.count()).toBe(21)
})

test('the space of what was purged is given back, and the log holds none of it', async () => {
  for (let i = 0; i < 30; i += 1) await record()
  const pagesBefore = Number(storage.db.pragma('page_count', { simple: true }))
  await purgeAt(START + 30 * MINUTE)
  expect(storage.db.pragma('freelist_count', { simple: true })).toBe(0)
  expect(Number(storage.db.pragma('page_count', { simple: true }))).toBeLessThan(pagesBefore)
  expect(storage.db.pragma('wal_checkpoint', { simple: false })).toEqual([
    { busy: 0, log: 0, checkpointed: 0 },
  ])
})

test('image files that a crash left without a record go with the first run', async () => {
  await storage.media.put(Buffer.from('orphan'), { mime: 'image/png' })
  await record()
  // The files' own times are those of this machine's clock.
  storage.clock.at = Date.now()
  const rules = RetentionRules.parse({ readsMs: 10 * YEAR, hitsMs: 10 * YEAR, contextImagesMs: 10 * YEAR })
  expect((await purgeAt(Date.now() + 2 * 60 * MINUTE, rules)).images).toBe(1)
  expect(imageFiles()).toBe(2)
})

test('the log tells numbers, and only when something was deleted', async () => {
  const hits = [makeHit()]
  await record(hits)
  close(hits)
  await purgeAt(START)
  expect(lines).toEqual([])
  await purgeAt(START + YEAR)
  expect(lines).toEqual([
    'info: Retention deleted 1 reads, 1 hits, 1 context images of reads, 0 entries of officers; 2 image files were removed.',
  ])
})

test('runs by itself, and not any more when it is stopped', async () => {
  await record()
  storage.clock.at = START + YEAR
  const retention = startRetention({
    db: storage.db,
    media: storage.media,
    rules: RULES,
    isTransferRequired: () => false,
    now: () => storage.clock.at,
    log: () => undefined,
    everyMs: 5,
  })
  await expect.poll(() => storage.reads.count(), { timeout: 10_000 }).toBe(0)
  await retention.stop()
})
