import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewStep } from '#main/storage/hits-repository.ts'
import { Hit } from '#shared/domain/hit.ts'
import type { HitStatus, StepInput } from '#shared/domain/hit-step.ts'
import { HitId, ReadId } from '#shared/domain/ids.ts'
import { Read } from '#shared/domain/read.ts'
import { openStorage, type Storage } from '../support/storage/open-storage.ts'
import {
  hashOf,
  imagesOf,
  makeHit,
  makeMatch,
  makeRead,
  makeRecord,
  START,
} from '../support/storage/records.ts'

const NO_READ = ReadId.parse('00000000-0000-4000-8000-000000000000')
const NO_HIT = HitId.parse('00000000-0000-4000-8000-000000000000')

let storage: Storage
beforeEach(() => {
  storage = openStorage()
})
afterEach(() => {
  storage.close()
})

const countRows = (table: string) => storage.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
const setTransferred = () => storage.db.exec(`UPDATE outbox SET state = 'transferred'`)

test('a read comes back exactly as it was recorded, with the next sequence', () => {
  const footage = { source: 'drive.mp4', atMs: 1234.5 }
  const location = { kind: 'none', why: 'no-fix' } as const
  const state = { probability: 0.2, candidates: [] }
  const records = [makeRecord(), makeRecord({ footage, location, state, positions: [], candidates: [] })]
  const recorded = records.map((record) => storage.records.record(record))
  expect(recorded.map(({ read }) => read)).toEqual([
    { ...records[0]?.read, sequence: 1 },
    { ...records[1]?.read, sequence: 2 },
  ])
  for (const { read } of recorded) {
    expect(storage.reads.get(read.id)).toEqual(read)
    expect(Read.parse(storage.reads.get(read.id))).toEqual(read)
  }
  expect(storage.reads.get(NO_READ)).toBeUndefined()
  expect(storage.reads.newestSequence()).toBe(2)
})

test('a read without a context image has none', () => {
  const { contextHash: _, ...read } = makeRead()
  storage.records.record({ read, hits: [], images: imagesOf(read), recordedAt: START })
  expect(storage.reads.get(read.id)).toEqual({ ...read, sequence: 1 })
})

test('a read, its hits, its images and what waits for transfer are recorded together or not at all', () => {
  storage.records.record(makeRecord({}, [makeHit(), makeHit()]))
  const counts = () => ['reads', 'hits', 'media', 'outbox'].map(countRows)
  expect(counts()).toEqual([1, 2, 2, 5])

  const twice = makeHit()
  const wrong = [
    makeRecord({}, [twice, twice]),
    makeRecord({}, [makeHit({ matches: [] })]),
    makeRecord({ plate: 'not a plate' }),
    { ...makeRecord(), images: [] },
  ]
  for (const record of wrong) expect(() => storage.records.record(record)).toThrow()
  expect(counts()).toEqual([1, 2, 2, 5])
  expect(storage.outbox.countNotTransferred()).toBe(5)
  expect(storage.reads.count()).toBe(1)
})

test('a sequence is never given twice, also when the newest read is gone', () => {
  storage.records.record(makeRecord())
  storage.records.record(makeRecord())
  storage.db.exec('DELETE FROM reads WHERE sequence = 2')
  expect(storage.records.record(makeRecord()).read.sequence).toBe(3)
})

test('a refined read keeps its id and sequence, and raises the hits it has now', () => {
  const first = makeRecord({ plate: 'AB12346' })
  storage.records.record(first)
  storage.records.record(makeRecord())
  const better = makeRead({ id: first.read.id, cropHash: hashOf('better crop'), phase: 'final', frames: 20 })
  const images = imagesOf(better).filter(({ hash }) => hash === better.cropHash)
  const hit = makeHit()
  const refined = storage.records.refine({
    read: { ...better, contextHash: first.read.contextHash },
    hits: [hit],
    images,
    recordedAt: START,
  })

  const read = { ...better, contextHash: first.read.contextHash, sequence: 1 }
  const { visibility: _, ...shown } = hit
  const raised = {
    ...shown,
    read,
    sequence: 1,
    status: 'raised',
    isDeferred: false,
    steps: [],
    sightings: [],
  }
  expect(refined).toEqual({ read, hits: [raised] })
  expect(storage.reads.get(first.read.id)).toEqual(read)
  expect(storage.hits.get(hit.id)).toEqual(raised)
  expect(storage.reads.page({ offset: 0, limit: 10 }).rows.map(({ sequence }) => sequence)).toEqual([2, 1])
})

test('a read that is not kept cannot be refined', () => {
  expect(storage.records.refine(makeRecord())).toBeUndefined()
  expect(countRows('media')).toBe(0)
})

test('a crop that a better one replaced waits for no transfer, unless another read names it', () => {
  const shared = hashOf('shared crop')
  const [one, other] = [makeRecord({ cropHash: shared }), makeRecord({ cropHash: shared })]
  storage.records.record(one)
  storage.records.record(other)
  const waitsForCrop = () =>
    storage.db
      .prepare(
        `SELECT count(*) FROM outbox JOIN media ON record = media.id
         WHERE outbox.kind = 'media' AND hash = ?`,
      )
      .pluck()
      .get(shared)
  for (const [record, left] of [
    [one, 1],
    [other, 0],
  ] as const) {
    const read = { ...record.read, cropHash: hashOf(`better ${record.read.id}`) }
    storage.records.refine({ ...record, read, images: imagesOf(read) })
    expect(waitsForCrop()).toBe(left)
  }
})

test('a record that changes after its transfer waits for transfer again', () => {
  const hit = makeHit()
  const record = makeRecord({}, [hit])
  storage.records.record(record)
  const changes = [
    () => storage.records.refine({ ...record, hits: [] }),
    () => storage.hits.markShown(hit.id, START),
    () => storage.hits.addStep(step(hit.id, { kind: 'deferred' }, 'raised')),
  ]
  for (const change of changes) {
    setTransferred()
    expect(storage.outbox.countNotTransferred()).toBe(0)
    change()
    expect(storage.outbox.countNotTransferred()).toBe(1)
  }
})

const BY = { badge: '4711', name: 'Patrol one' }

function step(id: HitId, input: StepInput, status: HitStatus, at = START): NewStep {
  return { id, input, by: BY, at, status, isDeferred: input.kind === 'deferred' }
}

const rejected: StepInput = { kind: 'rejected', reason: 'wrong-character', words: '' }

test('open hits are the gravest first, then the oldest; silent and covert ones are not among them', () => {
  const low = { ...makeHit().presentation, severity: 'low' as const }
  const hits = [
    makeHit({ presentation: low }),
    makeHit(),
    makeHit({ visibility: 'silent' }),
    makeHit({ visibility: 'covert' }),
    makeHit(),
    makeHit(),
  ]
  storage.records.record(makeRecord({}, hits))
  const ids = hits.map(({ id }) => id)
  const last = ids[5]
  if (last === undefined) throw new Error('no hit')
  storage.hits.addStep(step(last, rejected, 'closed'))
  expect(storage.hits.open().map(({ id }) => id)).toEqual([ids[1], ids[4], ids[0]])
  expect([storage.hits.count(), storage.hits.countOpen()]).toEqual([5, 3])
  expect(storage.hits.closed()).toMatchObject([{ rejection: 'wrong-character' }])
  expect(storage.hits.recent(START + 1, 10)).toHaveLength(5)

  storage.records.record(
    makeRecord(
      {},
      Array.from({ length: 250 }, () => makeHit()),
    ),
  )
  expect(storage.hits.open()).toHaveLength(200)
})

test('steps are kept in order with who, when and how long, and nothing changes them', () => {
  const hit = makeHit()
  const { read } = storage.records.record(makeRecord({}, [hit]))
  storage.hits.addStep(step(hit.id, { kind: 'deferred' }, 'raised', START + 1000))
  const after = storage.hits.addStep(step(hit.id, { kind: 'acknowledged' }, 'acknowledged', START + 5000))
  const { visibility: _, ...shown } = hit
  expect(after).toEqual({
    ...shown,
    sequence: 1,
    read,
    status: 'acknowledged',
    isDeferred: false,
    sightings: [],
    steps: [
      { number: 1, at: START + 1000, afterMs: 1000, by: BY, input: { kind: 'deferred' } },
      { number: 2, at: START + 5000, afterMs: 4000, by: BY, input: { kind: 'acknowledged' } },
    ],
  })
  expect(storage.hits.get(hit.id)).toEqual(after)
  expect(Hit.parse(after)).toEqual(after)
  expect(() => storage.db.exec(`UPDATE hit_steps SET badge = '1'`)).toThrow(/never changed/)
  expect(() => storage.hits.addStep(step(NO_HIT, rejected, 'closed'))).toThrow()
})

test('a refined read changes what its hit may be, until the prompt is answered', () => {
  const hit = makeHit({ visibility: 'silent' })
  const record = makeRecord({}, [hit])
  storage.records.record(record)
  const better = { ...hit, matches: [makeMatch({ plateProbability: 0.99 })], visibility: 'alert' as const }
  storage.records.refine({ ...record, hits: [], rematched: [better] })
  expect(storage.hits.open()).toMatchObject([{ id: hit.id, matches: [{ plateProbability: 0.99 }] }])
  storage.records.refine({ ...record, hits: [], rematched: [{ ...better, visibility: 'silent' }] })
  expect(storage.hits.open()).toHaveLength(1)
  storage.hits.addStep(step(hit.id, { kind: 'acknowledged' }, 'acknowledged'))
  storage.records.refine({ ...record, hits: [], rematched: [hit] })
  expect(storage.hits.get(hit.id)?.matches[0]?.plateProbability).toBe(0.99)
})

test('where an entry was last met is told by the hit or its newest sighting, of the hits asked for', () => {
  const hit = makeHit()
  const key = hit.matches[0]?.entry.key ?? ''
  const { read } = storage.records.record(makeRecord({}, [hit]))
  expect(storage.hits.lastMet(key, START, ['alert'])).toEqual({
    hit: hit.id,
    at: START,
    location: JSON.stringify(read.location),
  })
  expect(storage.hits.lastMet(key, START + 1, ['alert'])).toBeUndefined()
  expect(storage.hits.lastMet(key, START, ['silent'])).toBeUndefined()
  const location = { kind: 'none', why: 'no-fix' } as const
  const sighting = { readId: NO_READ, at: START + 9, cameraName: 'Rear', location }
  storage.records.record({ ...makeRecord(), sightings: [{ hit: hit.id, sighting }] })
  expect(storage.hits.lastMet(key, START + 1, ['alert'])).toMatchObject({ hit: hit.id, at: START + 9 })
  expect(storage.hits.get(hit.id)?.sightings).toEqual([sighting])
})

test('a prompt was on the screen when that was first reported', () => {
  const hit = makeHit()
  storage.records.record(makeRecord({}, [hit]))
  expect(storage.hits.markShown(hit.id, START + 5)?.shownAt).toBe(START + 5)
  expect(storage.hits.markShown(hit.id, START + 9)?.shownAt).toBe(START + 5)
  expect(storage.hits.markShown(NO_HIT, START)).toBeUndefined()
})

test('a window of the reel stays where it is while new reads arrive', () => {
  const record = (times: number) => {
    for (let i = 0; i < times; i += 1) storage.records.record(makeRecord())
  }
  record(30)
  const first = storage.reads.page({ offset: 0, limit: 10 })
  expect([first.anchor, first.total]).toEqual([30, 30])
  record(7)
  const second = storage.reads.page({ anchor: first.anchor, offset: 10, limit: 10 })
  record(7)
  const third = storage.reads.page({ anchor: first.anchor, offset: 20, limit: 100 })
  const sequences = [first, second, third].flatMap(({ rows }) => rows.map(({ sequence }) => sequence))
  expect(sequences).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index))
  expect([second.total, third.total]).toEqual([30, 30])
  expect(storage.reads.page({ offset: 0, limit: 1 }).anchor).toBe(44)
})

test('an empty reel has an empty window', () => {
  expect(storage.reads.page({ offset: 0, limit: 10 })).toEqual({ anchor: 0, total: 0, rows: [] })
  expect(storage.reads.page({ anchor: 99, offset: 5, limit: 10 })).toEqual({ anchor: 99, total: 0, rows: [] })
})

test('every window holds the reads that counting one by one gives, whichever reads were purged', () => {
  storage.db.transaction(() => {
    for (let i = 0; i < 1200; i += 1) storage.records.record(makeRecord({ positions: [], candidates: [] }))
  })()
  // Thin here and there, a whole block of 256 gone, and the newest one too.
  storage.db.exec(
    'DELETE FROM reads WHERE sequence % 7 = 0 OR sequence BETWEEN 500 AND 800 OR sequence = 1200',
  )
  const kept = storage.db
    .prepare<[], number>('SELECT sequence FROM reads ORDER BY sequence DESC')
    .pluck()
    .all()
  expect(storage.reads.count()).toBe(kept.length)
  const anchors = fc.option(fc.nat({ max: 1300 }), { nil: undefined })
  fc.assert(
    fc.property(anchors, fc.nat({ max: 1100 }), fc.integer({ min: 1, max: 200 }), (anchor, offset, limit) => {
      const page = storage.reads.page({ anchor, offset, limit })
      const below = kept.filter((sequence) => sequence <= page.anchor)
      expect(page.total).toBe(below.length)
      expect(page.rows.map(({ sequence }) => sequence)).toEqual(below.slice(offset, offset + limit))
    }),
    { numRuns: 150 },
  )
})
