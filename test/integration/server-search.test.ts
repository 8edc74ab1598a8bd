// The search in stored reads over a real database and a real audit.
import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Holder } from '#main/access/index.ts'
import { Refused } from '#main/refused.ts'
import { openActs } from '#server/acts/index.ts'
import { createFiles, type Files } from '#server/files/index.ts'
import { createRecordsSearch, type RecordsSearch } from '#server/search/index.ts'
import { dayStart } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Vault } from '#server/vault/index.ts'
import type { AuditEntry } from '#shared/domain/audit.ts'
import { fitsPattern } from '#shared/domain/partial-pattern.ts'
import { foldsAlike } from '#shared/domain/plate.ts'
import { PurposeStatement } from '#shared/domain/purpose.ts'
import { RecordDetail, RecordRow, RecordsQuery, type RecordKey } from '#shared/records/records.ts'
import { makeChain, OFFICER, type MadeChain } from '../support/audit/made-chain.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import {
  carOf,
  madeRead,
  makeVault,
  storeCar,
  storeHit,
  storeKept,
  storeReads,
  type StoredRead,
} from '../support/stored/stored-records.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const TODAY = 20_600
const NOW = dayStart(TODAY) + 20 * HOUR

/** What tests write into; the holds after what points at them. */
const TABLES = [
  'reads',
  'kept_reads',
  'hits',
  'hold_items',
  'holds',
  'searches',
  'cars',
  'pending_acts',
] as const

const STATEMENT = PurposeStatement.parse({
  purpose: 'criminal-case',
  reason: 'Burglary of a garage on the night of the 5th',
  caseNumber: '26-4711',
  facts: 'A neighbour wrote part of the plate down',
})

const holderOf = (sessionId: string): Holder => ({
  accountId: randomUUID(),
  sessionId,
  officer: { ...OFFICER, position: 'sworn', roles: ['operator'], authorisations: [] },
  by: OFFICER,
  rights: ['reads.search'],
  training: [],
})
const who = holderOf(randomUUID())
const other = holderOf(randomUUID())

async function refusalOf(work: () => unknown): Promise<Refused['refusal']> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('It was not refused.')
}

onBothDatabases('the search', (open) => {
  let chain: MadeChain
  let db: RecordsDb
  let files: Files
  let search: RecordsSearch
  let safe: ReturnType<typeof makeVault>
  let vault: Vault
  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    chain = makeChain()
    chain.setting.at = NOW
    for (const table of TABLES) await db.kysely.deleteFrom(table).execute()
    safe = makeVault()
    ;({ vault } = safe)
    const now = () => chain.setting.at
    files = createFiles(now)
    search = createRecordsSearch({
      db,
      vault,
      acts: await openActs({ db, audit: chain.audit, now }),
      profile: {
        marking: { value: 'CONFIDENTIAL - law enforcement only' },
        storage: { value: 'department' },
      },
      files,
      why: async ({ day }) => ({
        recordedAt: dayStart(day),
        clocks: [],
        holds: [],
        words: 'kept for 30 days',
      }),
      now,
    })
  })
  afterEach(() => {
    chain.close()
    safe.close()
  })

  const entriesOf = (action: string): AuditEntry[] =>
    chain.audit.search({ action, limit: 50 }).rows.filter((entry) => entry.action === action)
  const find = async (query: unknown, limit = 100) =>
    search.search({ statement: STATEMENT, query: RecordsQuery.parse(query), limit }, who)
  const platesOf = (rows: readonly { readonly plate: string }[]): string[] => rows.map(({ plate }) => plate)

  test('finds a whole plate, also where O and 0 or I and 1 were taken for one another', async () => {
    await storeCar(db, 1)
    const reads = ['AB10345', 'ABIO345', 'AB1O345', 'AB10346'].map((plate, at) =>
      madeRead({ captured_at: NOW - DAY * (at + 1), plate, state: at === 0 ? 'IL' : null }),
    )
    await storeReads(db, vault, reads)
    const { rows, isMore } = await find({ plate: 'ab io-345' })
    expect(platesOf(rows)).toEqual(['AB10345', 'ABIO345', 'AB1O345'])
    expect(isMore).toBe(false)
    expect(RecordRow.parse(rows[0])).toMatchObject({
      car: carOf(1),
      carName: 'Car 1',
      state: 'IL',
      plateProbability: expect.closeTo(0.9, 5),
      hasHit: false,
      isHeld: false,
      cropHash: reads[0]?.crop_hash,
    })
  })

  test('a search and what it told stand in the audit before they are told, without the plate', async () => {
    await storeReads(db, vault, [madeRead({ captured_at: NOW - HOUR, plate: 'AB12345' })])
    const { search: id, rows } = await find({ plate: 'AB12345', hasHit: false })
    const [asked] = entriesOf('records.search')
    const [found] = entriesOf('records.found')
    expect(asked).toMatchObject({
      badge: OFFICER.badge,
      subject: id,
      reason: STATEMENT.reason,
      caseNumber: STATEMENT.caseNumber,
      plate: chain.audit.pseudonym('AB12345'),
      detail: { purpose: 'criminal-case', facts: STATEMENT.facts, hasHit: false, isPattern: false },
    })
    expect(found).toMatchObject({ subject: id, detail: { found: 1, isMore: false, reads: [rows[0]?.id] } })
    expect(asked?.counter).toBeLessThan(found?.counter ?? 0)
    await find({ plate: 'AB1*' })
    expect(entriesOf('records.search')[0]).not.toHaveProperty('plate')
    expect(JSON.stringify(chain.audit.search({ limit: 200 }).rows)).not.toMatch(/AB1/)
    expect(
      await db.kysely.selectFrom('searches').select(['badge', 'purpose', 'has_case', 'results']).execute(),
    ).toEqual([
      { badge: OFFICER.badge, purpose: 'criminal-case', has_case: true, results: 1 },
      { badge: OFFICER.badge, purpose: 'criminal-case', has_case: true, results: 1 },
    ])
  })

  test('nothing is told while the audit cannot be written', async () => {
    await storeReads(db, vault, [madeRead({ captured_at: NOW - HOUR, plate: 'AB12345' })])
    chain.db.pragma('query_only = true')
    expect(await refusalOf(async () => find({ plate: 'AB12345' }))).toMatchObject({ gate: 'audit' })
    chain.db.pragma('query_only = false')
    expect(await db.kysely.selectFrom('searches').selectAll().execute()).toEqual([])
  })

  test('what nothing narrows is refused with what to add; each of it alone is enough', async () => {
    const area = { south: 42, west: -88.1, north: 42.1, east: -88 }
    for (const query of [
      {},
      { plate: '?B1*' },
      { state: 'IL' },
      { from: NOW - 32 * DAY },
      { cameraId: 'front' },
      { hasHit: false },
      { area: { ...area, north: 43 } },
    ]) {
      const refusal = await refusalOf(async () => find(query))
      expect(refusal.missing[0]).toMatch(/narrows the search/)
      expect(refusal.next).toMatch(/31 days/)
    }
    for (const narrow of [{ from: NOW - 31 * DAY }, { car: carOf(1) }, { area }, { hasHit: true }]) {
      await expect(find({ plate: '?B1*', ...narrow })).resolves.toMatchObject({ rows: [] })
    }
    expect((await refusalOf(async () => find({ plate: 'A%' }))).missing[0]).toMatch(/a plate or a pattern/)
  })

  test('footage that is older than the day of its record is found in its time and place in the order', async () => {
    const footage = madeRead({
      captured_at: dayStart(TODAY - 400) + HOUR,
      recorded_at: NOW - HOUR,
      plate: 'AB12345',
    })
    const live = [1, 2, 3].map((days) => madeRead({ captured_at: NOW - days * DAY, plate: `AB1234${days}` }))
    await storeReads(db, vault, [footage, ...live])
    const span = { from: dayStart(TODAY - 401), to: dayStart(TODAY - 399) }
    expect(platesOf((await find({ plate: 'AB12345', ...span })).rows)).toEqual(['AB12345'])
    expect(platesOf((await find({ plate: 'AB*' })).rows)).toEqual([
      'AB12341',
      'AB12342',
      'AB12343',
      'AB12345',
    ])
  })

  test('kept reads are found with the others, and a read that is in both places once', async () => {
    const kept = madeRead({ captured_at: NOW - 90 * DAY, plate: 'AB12345' })
    const both = madeRead({ captured_at: NOW - HOUR, plate: 'AB12345' })
    await storeKept(db, vault, kept)
    await storeKept(db, vault, both)
    await storeReads(db, vault, [both])
    const { rows } = await find({ plate: 'AB12345' })
    expect(rows.map(({ id }) => id)).toEqual([both.read.id, kept.read.id])
    expect((await search.readRecord({ car: carOf(1), day: kept.day, id: kept.read.id }))?.body).toBe(
      Buffer.from(kept.body).toString(),
    )
  })

  test('a covert hit shows nowhere: not in the row, the record or the filter', async () => {
    const [covert, open1] = [1, 2].map((hours) =>
      madeRead({ captured_at: NOW - hours * HOUR, plate: `AB1234${hours}` }),
    )
    if (covert === undefined || open1 === undefined) throw new Error('two reads')
    await storeReads(db, vault, [covert, open1])
    await storeHit(db, vault, covert, { visibility: 'covert' })
    const hit = await storeHit(db, vault, open1, {
      status: 'closed',
      decision: 'stop',
      category: 'stolen-plate',
    })
    expect(platesOf((await find({ hasHit: true })).rows)).toEqual(['AB12342'])
    expect(platesOf((await find({ hasHit: false, from: NOW - DAY })).rows)).toEqual(['AB12341'])
    const { search: id, rows } = await find({ from: NOW - DAY })
    expect(rows.map(({ hasHit }) => hasHit)).toEqual([false, true])
    const [first, second] = rows
    if (first === undefined || second === undefined) throw new Error('two rows')
    expect((await search.get({ search: id, key: first }, who)).hits).toEqual([])
    expect((await search.get({ search: id, key: second }, who)).hits).toEqual([
      {
        id: hit,
        raisedAt: open1.recorded_at,
        category: 'stolen-plate',
        status: 'closed',
        decision: 'stop',
      },
    ])
  })

  test('a hold shows in the row as long as it stands', async () => {
    const read = madeRead({ captured_at: NOW - HOUR, plate: 'AB12345' })
    await storeReads(db, vault, [read])
    const id = randomUUID()
    await db.kysely
      .insertInto('holds')
      .values({
        id,
        kind: 'evidence',
        ground: 'made up',
        case_number: '26-1',
        placed_at: NOW,
        placed_badge: '1',
        placed_name: 'One',
        review_at: NOW + DAY,
      })
      .execute()
    await db.kysely
      .insertInto('hold_items')
      .values({ hold_id: id, car_id: read.car_id, read_day: read.day, read_id: read.id })
      .execute()
    const isHeld = async () => (await find({ plate: 'AB12345' })).rows[0]?.isHeld
    expect(await isHeld()).toBe(true)
    await db.kysely
      .updateTable('holds')
      .set({ lifted_at: NOW, schedule_until: NOW + DAY })
      .execute()
    expect(await isHeld()).toBe(true)
    await db.kysely.updateTable('holds').set({ schedule_until: null }).execute()
    expect(await isHeld()).toBe(false)
  })

  describe('what follows a search', () => {
    let read: StoredRead
    let unseen: StoredRead
    let id: string
    let key: RecordKey
    beforeEach(async () => {
      read = madeRead({ captured_at: NOW - HOUR, plate: 'AB12345', latitude: 42.03, longitude: -88.05 })
      unseen = madeRead({ captured_at: NOW - HOUR, plate: 'XY98765' })
      await storeReads(db, vault, [read, unseen])
      const found = await find({ plate: 'AB12345' })
      id = found.search
      const [row] = found.rows
      if (row === undefined) throw new Error('it was found')
      key = { car: row.car, day: row.day, id: row.id }
    })
    const keyOfUnseen = (): RecordKey => ({ car: carOf(1), day: unseen.day, id: unseen.read.id })

    test('a record comes whole, as the car sent it, with an entry in the audit', async () => {
      const detail = RecordDetail.parse(await search.get({ search: id, key }, who))
      expect(detail.read).toEqual(read.read)
      expect(detail).toMatchObject({ sha256: read.sha256, receivedAt: read.received_at })
      expect(entriesOf('record.view')[0]).toMatchObject({
        subject: key.id,
        reason: STATEMENT.reason,
        plate: chain.audit.pseudonym('AB12345'),
        detail: { search: id, car: key.car, day: key.day },
      })
    })

    test('"why is this still here" is answered, and stands in the audit', async () => {
      expect(await search.why({ search: id, key }, who)).toMatchObject({ words: 'kept for 30 days' })
      expect(entriesOf('record.why')).toHaveLength(1)
    })

    test('records that it did not show, and searches of somebody else, are refused', async () => {
      const ways: (() => unknown)[] = [
        async () => search.get({ search: id, key: keyOfUnseen() }, who),
        async () => search.why({ search: id, key: keyOfUnseen() }, who),
        async () => search.get({ search: id, key }, other),
        async () => search.more({ search: id, after: { capturedAt: NOW, id: key.id }, limit: 10 }, other),
        async () => search.export({ search: id, reason: 'Needed for the report' }, other),
        async () => search.get({ search: randomUUID(), key }, who),
        () => search.require(id, who, [key, keyOfUnseen()]),
        () => search.require(id, other),
      ]
      for (const way of ways) expect(await refusalOf(way)).toMatchObject({ gate: 'purpose' })
      expect(entriesOf('record.view')).toEqual([])
      expect(search.require(id, who, [key])).toMatchObject({
        statement: STATEMENT,
        query: { plate: 'AB12345' },
      })
    })

    test('it is over after an hour, and at sign-out', async () => {
      const second = await find({ plate: 'AB12345' })
      search.endOf(other.sessionId)
      chain.setting.at += HOUR - 1
      expect(search.require(id, who).statement).toEqual(STATEMENT)
      chain.setting.at += 1
      expect(await refusalOf(() => search.require(id, who))).toMatchObject({ gate: 'purpose' })
      const third = await find({ plate: 'AB12345' })
      search.endOf(who.sessionId)
      for (const one of [second, third]) {
        expect(await refusalOf(() => search.require(one.search, who))).toMatchObject({ gate: 'purpose' })
      }
    })

    test('a picture is shown by the search that showed its read: the crop at once, the context with the record', async () => {
      const { crop_hash: crop, context_hash: context } = read
      const may = (hash: string | null, sessionId: string | undefined = who.sessionId) =>
        search.mayShowPicture(id, hash ?? '', sessionId)
      expect([may(crop), may(context), may(unseen.crop_hash)]).toEqual([true, false, false])
      await search.get({ search: id, key }, who)
      expect([may(crop), may(context)]).toEqual([true, true])
      expect([may(crop, other.sessionId), search.mayShowPicture(id, crop, undefined)]).toEqual([false, false])
      chain.setting.at += HOUR
      expect(may(crop)).toBe(false)
    })

    test('a record that was purged meanwhile is said to be', async () => {
      await db.kysely.deleteFrom('reads').execute()
      expect((await refusalOf(async () => search.get({ search: id, key }, who))).missing).toEqual([
        'a record that is still kept',
      ])
    })

    test('an export is marked, says who, when and why, and stands in the audit with its hash', async () => {
      const file = await search.export({ search: id, reason: 'For the case file, told by a detective' }, who)
      const bytes = await files.take(file.url.slice('/files/'.length), who.sessionId)?.content()
      expect(bytes?.length).toBe(file.bytes)
      const [head, columns, ...rows]: string[][] = parse(Buffer.from(bytes ?? []), {
        relax_column_count: true,
      })
      expect(head?.slice(0, 3)).toEqual([
        'CONFIDENTIAL - law enforcement only',
        `exported ${new Date(NOW).toISOString()} by ${OFFICER.name} (${OFFICER.badge})`,
        'reason: For the case file, told by a detective',
      ])
      expect(columns).toContain('plate (possible, not verified)')
      expect(rows).toEqual([
        [
          new Date(read.captured_at).toISOString(),
          'AB12345',
          '0.9',
          '',
          'unknown car',
          'Front',
          '42.03',
          '-88.05',
          'no',
          'no',
          read.id,
        ],
      ])
      expect(entriesOf('records.export')[0]).toMatchObject({
        subject: id,
        reason: 'For the case file, told by a detective',
        detail: { rows: 1, bytes: file.bytes },
      })
    })
  })

  test('an export ends at ten thousand rows, the newest, and says that there are more', async () => {
    await storeReads(db, vault, [madeRead({ captured_at: NOW - HOUR, plate: 'AB12345' })])
    await sql`
      INSERT INTO reads (day, car_id, id, sequence, revision, recorded_at, captured_at, received_at, camera_id,
        camera_name, plate, plate_probability, crop_hash, sha256, body)
      SELECT day, car_id, gen_random_uuid(), n, 1, recorded_at, captured_at - n, received_at, camera_id, camera_name,
        plate, plate_probability, crop_hash, sha256, body
      FROM reads, generate_series(1, 10004) AS n`.execute(db.kysely)
    const { search: id } = await find({ plate: 'AB12345' }, 1)
    const { url } = await search.export({ search: id, reason: 'Needed for the report' }, who)
    const bytes = await files.take(url.slice('/files/'.length), who.sessionId)?.content()
    const [head, , ...rows]: string[][] = parse(Buffer.from(bytes ?? []), { relax_column_count: true })
    expect(head?.at(-1)).toBe('the newest 10000 reads; there are more')
    expect(rows).toHaveLength(10_000)
    expect(rows.at(-1)?.[0]).toBe(new Date(NOW - HOUR - 9999).toISOString())
  })

  test('what a search may be narrowed to: cars and the cameras that they say they have', async () => {
    const camera = (id: string, name: string) => ({ id, name, state: 'live' })
    await storeCar(db, 2, { report: { cameras: [camera('left', 'Left'), camera('front', 'Front')] } })
    await storeCar(db, 1)
    expect(await search.choices(who)).toEqual({
      cars: [
        { id: carOf(1), name: 'Car 1' },
        { id: carOf(2), name: 'Car 2' },
      ],
      cameras: [
        { id: 'front', name: 'Front' },
        { id: 'left', name: 'Left' },
      ],
      isStoredHere: true,
    })
  })

  test('whatever is asked, page by page, is what a look at every read gives, in order and once', async () => {
    const made = fc
      .sample(
        fc.record({
          plate: fc.constantFrom('AB12345', 'ABI2345', 'AB1O345', 'A012345', 'XB12347', 'ZZ9', '7ABC345'),
          // Times that are the same, so that the order of ids matters.
          hours: fc.integer({ min: 0, max: 24 * 40 }).map((hours) => hours - (hours % 5)),
          late: fc.constantFrom(0, 0, 0, 3, 40),
          car: fc.integer({ min: 1, max: 3 }),
          camera: fc.constantFrom('front', 'left'),
          state: fc.constantFrom('IL', 'WI', null),
          place: fc.option(
            fc.record({ n: fc.integer({ min: 0, max: 9 }), e: fc.integer({ min: 0, max: 9 }) }),
          ),
          isKept: fc.constantFrom(false, false, false, true),
        }),
        { numRuns: 400, seed: 7 },
      )
      .map(({ plate, hours, late, car, camera, state, place, isKept }) => ({
        isKept,
        stored: madeRead({
          plate,
          captured_at: NOW - (hours + late * 24) * HOUR,
          recorded_at: NOW - hours * HOUR,
          car_id: carOf(car),
          camera_id: camera,
          state,
          latitude: place === null ? null : 42 + place.n / 100,
          longitude: place === null ? null : -88 + place.e / 100,
        }),
      }))
    await storeReads(
      db,
      vault,
      made.filter(({ isKept }) => !isKept).map(({ stored }) => stored),
    )
    for (const { stored, isKept } of made) if (isKept) await storeKept(db, vault, stored)
    const all = made
      .map(({ stored }) => stored)
      .toSorted((one, two) => two.captured_at - one.captured_at || (one.id < two.id ? -1 : 1))

    const fits = (
      { plate, from, to, state, cameraId, car, area }: RecordsQuery,
      read: StoredRead,
    ): boolean => {
      if (plate !== undefined) {
        const isWhole = /^[A-Z0-9]+$/.test(plate)
        if (isWhole ? !foldsAlike(plate, read.plate) : !fitsPattern(plate, read.plate)) return false
      }
      const { latitude, longitude } = read
      return (
        read.captured_at >= (from ?? 0) &&
        read.captured_at <= (to ?? Infinity) &&
        (state === undefined || read.state === state) &&
        (cameraId === undefined || read.camera_id === cameraId) &&
        (car === undefined || read.car_id === car) &&
        (area === undefined ||
          (latitude !== null &&
            longitude !== null &&
            latitude >= area.south &&
            latitude <= area.north &&
            longitude >= area.west &&
            longitude <= area.east))
      )
    }
    const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
    const queries = fc.record({
      plate: fc.constantFrom('AB12345', 'A0I2345', 'AB*', '*345', '?B1*', 'A[B0]1???5', '*2*4*', undefined),
      state: option(fc.constantFrom('IL', 'WI')),
      days: fc.integer({ min: 0, max: 31 }),
      before: fc.integer({ min: 0, max: 60 }),
      cameraId: option(fc.constantFrom('front', 'left')),
      car: option(fc.integer({ min: 1, max: 4 })),
      north: option(fc.integer({ min: 2, max: 9 })),
      limit: fc.integer({ min: 1, max: 60 }),
    })
    let told = 0
    await fc.assert(
      fc.asyncProperty(queries, async ({ plate, state, days, before, cameraId, car, north, limit }) => {
        const query = RecordsQuery.parse({
          plate,
          state,
          from: NOW - (before + days) * DAY,
          to: NOW - before * DAY,
          cameraId,
          ...(car === undefined ? {} : { car: carOf(car) }),
          ...(north === undefined
            ? {}
            : { area: { south: 42.015, west: -88, north: 42 + north / 100, east: -87.955 } }),
        })
        const expected = all.filter((read) => fits(query, read)).map((read) => read.id)
        const first = await search.search({ statement: STATEMENT, query, limit }, who)
        const rows = [...first.rows]
        for (let { isMore } = first; isMore;) {
          const last = rows.at(-1)
          if (last === undefined) throw new Error('more than nothing')
          const page = await search.more(
            { search: first.search, after: { capturedAt: last.capturedAt, id: last.id }, limit },
            who,
          )
          expect(page.rows.length).toBeGreaterThan(0)
          rows.push(...page.rows)
          ;({ isMore } = page)
        }
        expect(rows.map((row) => row.id)).toEqual(expected)
        expect((await search.collect(query, 5)).map((row) => row.id)).toEqual(expected.slice(0, 5))
        told += rows.length
      }),
      { numRuns: 60, seed: 11 },
    )
    expect(told).toBeGreaterThan(300)
  })
})
