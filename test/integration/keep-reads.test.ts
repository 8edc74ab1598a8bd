// From the recogniser's word to rows on disk: real database, real image store, real hot list.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEventHub } from '#main/events/index.ts'
import { openAudit } from '#main/audit/index.ts'
import { createRaising } from '#main/hits/index.ts'
import { openHotLists } from '#main/hotlists/index.ts'
import { openMedia, startSpaceGuard, type SpaceGuard } from '#main/media/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { createReadKeeper } from '#main/reading/index.ts'
import { atomic } from '#main/storage/atomic.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { enteredPlatesRepository } from '#main/storage/entered-plates-repository.ts'
import { hitsRepository } from '#main/storage/hits-repository.ts'
import { hotListsRepository } from '#main/storage/hot-lists-repository.ts'
import { openDatabase, type Database } from '#main/storage/open.ts'
import { quietingRepository } from '#main/storage/quieting-repository.ts'
import { readsRepository } from '#main/storage/reads-repository.ts'
import { recordsRepository } from '#main/storage/records-repository.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { Location } from '#shared/domain/place.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { PassUpdate, RgbImage } from '#shared/recognition/messages.ts'

let folder = ''
let db: Database
let freeBytes = 0
let guard: SpaceGuard
let media: ReturnType<typeof openMedia>
let now = 0
let location: Location

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-keep-'))
  now = Date.UTC(2026, 10, 1)
  freeBytes = 1e12
  location = { kind: 'none', why: 'no-fix' }
  db = openDatabase({ file: join(folder, 'lookout.db'), key: Buffer.alloc(32, 1) })
  media = openMedia({ folder: join(folder, 'media'), key: Buffer.alloc(32, 2), now: () => now })
  guard = await startSpaceGuard({
    folder,
    limits: { contextsStopBelow: 2000, readsStopBelow: 1000, resumeMargin: 0 },
    log: () => {},
    readFreeBytes: () => Promise.resolve(freeBytes),
  })
})
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  guard.stop()
  db.close()
  rmSync(folder, { recursive: true })
})

function image(width: number, height: number, value: number): RgbImage {
  return { width, height, data: new Uint8Array(width * height * 3).fill(value).buffer }
}

function update(pass: number, phase: PassUpdate['phase'], changes: Partial<PassUpdate> = {}): PassUpdate {
  const point = { x: 1, y: 2 }
  return {
    pass,
    phase,
    camera: 'front',
    plate: 'AB12345',
    plateProbability: 0.9,
    positions: [],
    candidates: [{ plate: 'AB12345', probability: 0.9 }],
    stackedPairs: [],
    state: { code: 'IL', probability: 0.9, candidates: [] },
    corners: [point, point, point, point],
    frameWidth: 1280,
    frameHeight: 720,
    capturedAt: now,
    firstSeenAt: now,
    lastSeenAt: now,
    frames: 1,
    ms: 20,
    ...(phase === 'first' ? { crop: image(160, 64, pass), context: image(320, 180, pass) } : {}),
    ...changes,
  }
}

async function keeper(list: string, change: (profile: Profile) => Profile = (profile) => profile) {
  const profile = change(loadProfile('assets/policies', 'oak-brook'))
  const hits = hitsRepository(db)
  const reads = readsRepository(db)
  const events = createEventHub()
  const { write: audit } = openAudit({
    repository: auditRepository(db),
    deviceSeed: Buffer.alloc(32, 4),
    pseudonymKey: Buffer.alloc(32, 5),
    policy: () => 'oak-brook',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: folder,
    now: () => now,
  })
  const hotLists = openHotLists({
    dataFolder: folder,
    assetsFolder: 'assets',
    key: Buffer.alloc(32, 3),
    workerEntry: new URL('../../src/main/hotlists/listed/import-worker.ts', import.meta.url),
    repository: hotListsRepository(db),
    enteredRepository: enteredPlatesRepository(db),
    readsAfter: reads.after,
    profile,
    audit,
    atomic: (topic, names) => atomic(db, topic, names),
    events,
    log: () => {},
    now: () => now,
  })
  closing.push(() => hotLists.close())
  if (list !== '') {
    const file = join(folder, 'list.csv')
    writeFileSync(file, `plate,state,category,description\n${list}`)
    await hotLists.lists.importNamed(file, () => hotLists.templates.byId('generic-csv')).done
  }
  const kept: { plate: string; raised: number }[] = []
  const keep = createReadKeeper({
    records: recordsRepository(db),
    media,
    hotLists,
    raising: createRaising({ profile, hits, quieting: quietingRepository(db), shiftId: () => undefined }),
    events,
    locate: () => location,
    guard,
    cameraName: () => 'Front',
    canvassId: () => undefined,
    now: () => now,
    onKept: (read, raised) => kept.push({ plate: read.plate, raised: raised.length }),
  })
  return { ...keep, kept, reads, hits }
}

/** A step of an officer, as the hits topic would have it kept. */
function rejection(id: HitId) {
  const by = { badge: '4711', name: 'Patrol one' }
  const input = { kind: 'rejected', reason: 'wrong-character', words: '' } as const
  return { id, input, by, at: now, status: 'closed', isDeferred: false } as const
}

describe('keeping a pass', () => {
  test('one vehicle is one read, refined until the pass is over, with the crop as it was read', async () => {
    const { keep, reads } = await keeper('')
    await keep(update(1, 'first'))
    await keep(update(1, 'refined', { plate: 'AB12346', frames: 5 }))
    await keep(update(1, 'final', { plate: 'AB12346', frames: 9 }))
    const { rows } = reads.page({ offset: 0, limit: 10 })
    expect(rows).toMatchObject([{ plate: 'AB12346', frames: 9, phase: 'final', sequence: 1 }])
    const [read] = rows
    if (read?.contextHash === undefined) throw new Error('no context')
    if (read.cropHash === undefined) throw new Error('no crop')
    expect(await media.get(read.cropHash)).toMatchObject({ mime: 'image/png' })
    expect(await media.get(read.contextHash)).toMatchObject({ mime: 'image/jpeg' })
  })

  test('one vehicle is one hit: a refined read that may be another entry too adds it to the hit', async () => {
    const { keep, hits, kept } = await keeper('AB12345,IL,Stolen vehicle,\nA812345,IL,Stolen plate,\n')
    const listed = () => hits.open().map(({ matches }) => matches.map(({ entry }) => entry.plate))
    await keep(update(1, 'first'))
    await keep(update(1, 'refined'))
    expect(listed()).toEqual([['AB12345']])
    const candidates = [
      { plate: 'A812345', probability: 0.8 },
      { plate: 'AB12345', probability: 0.2 },
    ]
    await keep(update(1, 'final', { plate: 'A812345', candidates }))
    expect(listed().map((plates) => plates.toSorted())).toEqual([['A812345', 'AB12345']])
    expect(kept.map((one) => one.raised)).toEqual([1, 0, 0])
    expect(hits.open()[0]?.read.plate).toBe('A812345')
  })

  test('an open hit follows its read to better or worse odds and never vanishes; an answered one stays', async () => {
    const { keep, hits } = await keeper('AB12345,IL,Stolen vehicle,\n')
    const odds = () => hits.open().map(({ matches }) => matches[0]?.plateProbability)
    const likely = (plate: string, probability: number): Partial<PassUpdate> => ({
      plate,
      candidates: [{ plate, probability }],
    })
    await keep(update(1, 'first', likely('AB12345', 0.6)))
    await keep(update(1, 'refined', likely('AB12345', 0.98)))
    expect(odds()).toEqual([0.98])
    await keep(update(1, 'refined', likely('XB12345', 0.9)))
    expect(odds()).toEqual([0])
    const [hit] = hits.open()
    if (hit === undefined) throw new Error('the hit has vanished')
    hits.addStep(rejection(hit.id))
    await keep(update(1, 'final', likely('AB12345', 0.7)))
    expect(hits.get(hit.id)).toMatchObject({ status: 'closed', matches: [{ plateProbability: 0 }] })
  })

  test('the same vehicle seen again nearby is a sighting of its hit; far away or much later it is a new hit', async () => {
    const { keep, hits } = await keeper('AB12345,IL,Stolen vehicle,\n')
    const at = (latitude: number): Location => ({
      kind: 'fix',
      place: { latitude, longitude: -88, quality: 1, ageMs: 0 },
    })
    const pass = (number: number) =>
      keep(update(number, 'final', { crop: image(160, 64, number), context: image(320, 180, number) }))
    location = at(41.9)
    await pass(1)
    now += 60_000
    location = at(41.901)
    await pass(2)
    expect(hits.open().map(({ sightings }) => sightings.length)).toEqual([1])
    location = at(42.9)
    await pass(3)
    expect(hits.open()).toHaveLength(2)
    now += 24 * 3_600_000
    await pass(4)
    expect(hits.open()).toHaveLength(3)
  })

  test('what the profile makes covert is recorded apart, and no hit that is shown holds it', async () => {
    const covert = (profile: Profile): Profile => {
      const wanted = profile.presentations['wanted-person']
      if (wanted === undefined) throw new Error('wanted persons do not alert in this profile')
      const presentations = { ...profile.presentations, 'wanted-person': { ...wanted, isCovert: true } }
      return { ...profile, presentations }
    }
    const { keep, hits, kept } = await keeper(
      'AB12345,IL,Stolen vehicle,\nAB12345,,Wanted person,\nZZ99999,,Wanted person,\n',
      covert,
    )
    await keep(update(1, 'first'))
    await keep(update(1, 'final'))
    const candidates = [{ plate: 'ZZ99999', probability: 0.9 }]
    const pictures = { crop: image(160, 64, 9), context: image(320, 180, 9) }
    await keep(update(2, 'final', { plate: 'ZZ99999', candidates, ...pictures }))
    const shown = hits.open().concat(hits.recent(now + 1, 9))
    expect(new Set(shown.flatMap(({ matches }) => matches.map(({ entry }) => entry.category)))).toEqual(
      new Set(['stolen-vehicle']),
    )
    expect(kept.map((one) => one.raised)).toEqual([1, 0, 0])
    expect(hits.count()).toBe(1)
    expect(db.prepare(`SELECT count(*) FROM hits WHERE visibility = 'covert'`).pluck().get()).toBe(2)
  })

  test('the place is that of the best frame, and a lost fix is said, not replaced by the old place', async () => {
    const { keep, reads } = await keeper('')
    const place = { latitude: 41.9, longitude: -88.1, quality: 1, ageMs: 200 }
    location = { kind: 'fix', place }
    await keep(update(1, 'first'))
    expect(reads.page({ offset: 0, limit: 1 }).rows[0]?.location).toEqual(location)
    location = { kind: 'none', why: 'stale' }
    await keep(update(1, 'refined'))
    expect(reads.page({ offset: 0, limit: 1 }).rows[0]?.location).toEqual({ kind: 'fix', place })
    await keep(update(1, 'final', { crop: image(160, 64, 9), context: image(320, 180, 9) }))
    expect(reads.page({ offset: 0, limit: 1 }).rows[0]?.location).toEqual(location)
  })

  test('two vehicles that look the same are two reads', async () => {
    const { keep, reads } = await keeper('')
    await keep(update(1, 'first'))
    await keep(update(1, 'final'))
    await keep(update(2, 'final', { crop: image(160, 64, 1), context: image(320, 180, 1) }))
    expect(reads.count()).toBe(2)
  })
})

describe('when space runs short', () => {
  test('context images stop first, but a possible match keeps its own', async () => {
    const { keep, reads } = await keeper('HOT1,,Stolen vehicle,\n')
    freeBytes = 1500
    await guard.check()
    await keep(update(1, 'first'))
    const candidates = [{ plate: 'HOT1', probability: 0.9 }]
    await keep(update(2, 'first', { plate: 'HOT1', candidates }))
    const rows = reads.page({ offset: 0, limit: 10 }).rows
    expect(rows.map((read) => [read.plate, read.contextHash !== undefined])).toEqual([
      ['HOT1', true],
      ['AB12345', false],
    ])
  })

  test('then reads without a match are dropped and counted once, and one that matches later is kept whole', async () => {
    const { keep, reads, hits } = await keeper('HOT1,,Stolen vehicle,\n')
    freeBytes = 500
    await guard.check()
    await keep(update(1, 'first'))
    await keep(update(1, 'refined'))
    await keep(update(1, 'final'))
    expect(reads.count()).toBe(0)
    expect(guard.status().dropped).toBe(1)
    await keep(update(2, 'first', { plate: 'H0T1', candidates: [{ plate: 'HQT1', probability: 0.9 }] }))
    await keep(update(2, 'refined', { plate: 'HOT1', candidates: [{ plate: 'HOT1', probability: 0.9 }] }))
    expect(hits.open()).toHaveLength(1)
    const [read] = reads.page({ offset: 0, limit: 1 }).rows
    expect(read?.contextHash).toBeDefined()
  })
})

test('a write that fails loses nothing of a later match of the same pass', async () => {
  const { keep, reads } = await keeper('')
  rmSync(join(folder, 'media'), { recursive: true, force: true })
  writeFileSync(join(folder, 'media'), 'in the way')
  await expect(keep(update(1, 'first'))).rejects.toThrow()
  expect(reads.count()).toBe(0)
  rmSync(join(folder, 'media'))
  await keep(update(1, 'refined'))
  expect(reads.count()).toBe(1)
})
