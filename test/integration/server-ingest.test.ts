import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { openBody } from '#server/vault/index.ts'
import { dayOf, DAY_MS } from '#server/storage/day.ts'
import { dropDay } from '#server/storage/partitions.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { HitId, ReadId } from '#shared/domain/ids.ts'
import { Canvass } from '#shared/domain/local-list.ts'
import { enteredRecordId, EnteredBody } from '#shared/transfer/bodies.ts'
import type { BatchAnswer, RecordEnvelope } from '#shared/transfer/wire.ts'
import { madeUpProfile } from '../support/console/made-up-profile.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import {
  auditChain,
  batchOf,
  envelope,
  hitRecord,
  newCar,
  openIngest,
  readBody,
  readRecord,
  sha256,
  step,
} from '../support/postgres/sent.ts'
import { hashOf, START } from '../support/storage/records.ts'

const DAY = dayOf(START)
const opened: { close(): void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

const itemOf = ({ kind, id, revision, body }: RecordEnvelope) => ({
  kind,
  id,
  revision,
  sha256: sha256(body),
})
const refusedOf = (answer: BatchAnswer) => answer.refused.map(({ why }) => why)
const receiptsOf = (answer: BatchAnswer) => answer.receipt.items.length

/** Everything of a table that a second sending must not change. */
async function rowsOf(db: RecordsDb, table: 'reads' | 'hits' | 'other_records' | 'car_audit' | 'kept_reads') {
  const { rows } = await sql`SELECT * FROM ${sql.table(table)} ORDER BY sha256`.execute(db.kysely)
  return rows
}

onBothDatabases('taking records', (openDb) => {
  let shared: RecordsDb | undefined
  async function open(changes: Parameters<typeof openIngest>[1] = {}) {
    shared ??= await openDb()
    const one = openIngest(shared, changes)
    opened.push(one)
    return { db: shared, car: newCar(), ...one }
  }

  test('a read comes back byte for byte, with a signed receipt of what is on the disk', async () => {
    const { db, car, ingest, vault, isSigned, clock } = await open()
    const read = readBody({
      plate: 'XY98765',
      cameraName: 'Front "left"\\ {a,b} \0ü',
      state: { probability: 1, isOther: true, candidates: [] },
    })
    const record = envelope('read', read.id, START, read)
    const answer = await ingest.takeBatch(car, batchOf(record), 'network')
    expect(answer).toMatchObject({ refused: [], receipt: { car, at: clock.at, items: [itemOf(record)] } })
    expect(isSigned(answer.receipt)).toBe(true)
    const row = await db.kysely
      .selectFrom('reads')
      .selectAll()
      .where('car_id', '=', car)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      day: DAY,
      id: read.id,
      sequence: 1,
      revision: 1,
      recorded_at: START,
      captured_at: START,
      received_at: clock.at,
      camera_name: 'Front "left"\\ {a,b} ü',
      plate: 'XY98765',
      state: 'other',
      latitude: 41.8781136,
      longitude: -87.6297982,
      has_hit: false,
      crop_hash: read.cropHash,
      context_hash: read.contextHash,
      canvass_id: null,
      sha256: sha256(record.body),
    })
    expect(row.plate_probability).toBeCloseTo(read.plateProbability, 6)
    expect(openBody(vault, 'read', row)).toBe(record.body)
    expect(Buffer.from(row.body).includes('XY98765')).toBe(false)
  })

  test('a batch that is sent again, whole or in parts, does nothing twice and has the same receipt', async () => {
    const { db, car, ingest } = await open()
    const records = Array.from({ length: 50 }, (_, index) => readRecord({ sequence: index + 1 }))
    const batch = batchOf(...records)
    const first = await ingest.takeBatch(car, batch, 'network')
    const before = await rowsOf(db, 'reads')
    const second = await ingest.takeBatch(car, batch, 'network')
    await ingest.takeBatch(car, batchOf(...records.slice(10, 20).toReversed()), 'network')
    expect(receiptsOf(first)).toBe(50)
    expect(second.receipt.items).toEqual(first.receipt.items)
    expect(await rowsOf(db, 'reads')).toEqual(before)
    const counted = await db.kysely
      .selectFrom('batches')
      .selectAll()
      .where('batch', '=', batch.batch)
      .execute()
    expect(counted).toEqual([expect.objectContaining({ records: 50, refused: 0, how: 'network' })])
  })

  test('the same records sent many times at once are there once', async () => {
    const { db, car, ingest, ...rest } = await open()
    const records = Array.from({ length: 30 }, () => readRecord())
    // Another process beside this one: no turns are shared, only the database.
    const other = openIngest(db, { vault: rest.vault, objects: rest.objects })
    opened.push({ close: () => rmOnly(other.folder) })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? ingest : other.ingest).takeBatch(
          car,
          batchOf(...(index % 3 === 0 ? records : records.toReversed())),
          'network',
        ),
      ),
    )
    expect(answers.map((answer) => [receiptsOf(answer), answer.refused])).toEqual(answers.map(() => [30, []]))
    const { count } = await db.kysely
      .selectFrom('reads')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('car_id', '=', car)
      .executeTakeFirstOrThrow()
    expect(count).toBe(30)
  })

  test('two cars may have records of the same id', async () => {
    const { db, car, ingest } = await open()
    const record = readRecord()
    const other = newCar()
    await ingest.takeBatch(car, batchOf(record), 'network')
    expect(receiptsOf(await ingest.takeBatch(other, batchOf(record), 'network'))).toBe(1)
    const rows = await db.kysely.selectFrom('reads').select('car_id').where('id', '=', record.id).execute()
    expect(rows.map(({ car_id: id }) => id).toSorted()).toEqual([car, other].toSorted())
  })

  test('a newer revision takes the place of an older one, never the other way', async () => {
    const { db, car, ingest, vault } = await open()
    const read = readBody()
    const [one, two, three] = [1, 2, 3].map((revision) =>
      envelope('read', read.id, START, { ...read, plate: `NEW${revision}`, phase: 'final' }, revision),
    )
    if (one === undefined || two === undefined || three === undefined) throw new Error('three revisions')
    await ingest.takeBatch(car, batchOf(two), 'network')
    const older = await ingest.takeBatch(car, batchOf(one), 'network')
    expect(older.receipt.items).toEqual([itemOf(one)])
    const stored = () =>
      db.kysely.selectFrom('reads').selectAll().where('car_id', '=', car).executeTakeFirstOrThrow()
    expect(await stored()).toMatchObject({ revision: 2, plate: 'NEW2' })
    await ingest.takeBatch(car, batchOf(one, three, two), 'network')
    expect(await stored()).toMatchObject({ revision: 3, plate: 'NEW3' })
    expect(openBody(vault, 'read', await stored())).toBe(three.body)
  })

  test('the same revision with another body is refused, and what was there stays', async () => {
    const { db, car, ingest } = await open()
    const read = readBody()
    await ingest.takeBatch(car, batchOf(envelope('read', read.id, START, read)), 'network')
    const before = await rowsOf(db, 'reads')
    const changed = envelope('read', read.id, START, { ...read, plate: 'OTHER1' })
    const answer = await ingest.takeBatch(car, batchOf(changed, readRecord()), 'network')
    expect(refusedOf(answer)).toEqual(['it was sent before with this revision and another body'])
    expect(receiptsOf(answer)).toBe(1)
    expect(await rowsOf(db, 'reads')).toEqual(expect.arrayContaining(before))
    const both = await ingest.takeBatch(
      car,
      batchOf(
        readRecord({ id: read.id, revision: 2, plate: 'A1' }),
        readRecord({ id: read.id, revision: 2, plate: 'A2' }),
      ),
      'network',
    )
    expect(refusedOf(both)).toEqual(['it is in the batch twice, with two bodies of one revision'])
  })

  test('a read whose date changed is refused', async () => {
    const { car, ingest } = await open()
    const read = readBody()
    await ingest.takeBatch(car, batchOf(envelope('read', read.id, START, read)), 'network')
    const moved = envelope('read', read.id, START - DAY_MS, read, 2)
    expect(refusedOf(await ingest.takeBatch(car, batchOf(moved), 'network'))).toEqual([
      'it was sent before with another date',
    ])
  })

  test.each([
    ['no JSON', { body: '{"plate":' }, 'its body is not JSON'],
    ['not canonical', { body: '{ }' }, "its body is not of its kind's form"],
    [
      'a future date',
      { recordedAt: START + 3 * DAY_MS },
      "it is dated more than a day ahead of the server's clock",
    ],
    ['another id', { id: randomUUID() }, 'its id is not the one that its body has'],
    [
      'nested too deeply',
      { body: `${'['.repeat(50_000)}${']'.repeat(50_000)}` },
      "its body is not of its kind's form",
    ],
    ['another kind', { kind: 'canvass' as const }, "its body is not of its kind's form"],
  ])('a record with %s is refused by itself', async (_, changes, why) => {
    const { db, car, ingest } = await open()
    const before = await rowsOf(db, 'reads')
    const bad = { ...readRecord(), ...changes }
    const good = readRecord()
    const answer = await ingest.takeBatch(car, batchOf(bad, good), 'network')
    expect(refusedOf(answer)).toEqual([expect.stringContaining(why)])
    expect(answer.receipt.items).toEqual([itemOf(good)])
    expect(await rowsOf(db, 'reads')).toHaveLength(before.length + 1)
  })

  test('a body whose members stand in another order is refused, and no value of it is in the reason', async () => {
    const { car, ingest } = await open()
    const read = readBody({ plate: 'SECRET1' })
    const turned = {
      ...envelope('read', read.id, START, read),
      body: JSON.stringify({ ...read, sequence: 1 }),
    }
    const wrong = envelope('read', read.id, START, { ...read, plate: 'secret plate' })
    const answer = await ingest.takeBatch(car, batchOf(turned, { ...wrong, revision: 2 }), 'network')
    expect(refusedOf(answer)).toEqual([
      'its body is not in the canonical form',
      "its body is not of its kind's form (plate)",
    ])
  })

  test('what a newer car says beside is kept', async () => {
    const { car, ingest, db, vault } = await open()
    const read = { ...readBody(), zoom: { '10': 1, '9': [2] } }
    const record = envelope('read', read.id, START, read)
    expect(receiptsOf(await ingest.takeBatch(car, batchOf(record), 'network'))).toBe(1)
    const row = await db.kysely
      .selectFrom('reads')
      .selectAll()
      .where('car_id', '=', car)
      .executeTakeFirstOrThrow()
    expect(openBody(vault, 'read', row)).toBe(record.body)
  })

  test.each(['before', 'after', 'in the batch of'])('a hit that comes %s its read marks it', async (when) => {
    const { db, car, ingest } = await open()
    const read = readBody()
    const record = envelope('read', read.id, START, read)
    const hit = hitRecord({ readId: read.id, readRecordedAt: START })
    const batches =
      when === 'before' ? [[hit], [record]] : when === 'after' ? [[record], [hit]] : [[record, hit]]
    for (const one of batches) await ingest.takeBatch(car, batchOf(...one), 'network')
    const row = await db.kysely
      .selectFrom('reads')
      .select('has_hit')
      .where('car_id', '=', car)
      .executeTakeFirst()
    expect(row).toEqual({ has_hit: true })
    await ingest.takeBatch(car, batchOf(envelope('read', read.id, START, read, 2)), 'network')
    const after = await db.kysely
      .selectFrom('reads')
      .select(['has_hit', 'revision'])
      .where('car_id', '=', car)
      .execute()
    expect(after).toEqual([{ has_hit: true, revision: 2 }])
  })

  test('a hit stands in columns as its steps tell it', async () => {
    const { db, car, ingest, vault } = await open()
    const id = HitId.parse(randomUUID())
    const steps = [
      step(1, { kind: 'acknowledged' }),
      step(2, { kind: 'skipped', item: 'record', reason: 'radio busy' }),
      step(3, { kind: 'decided', decision: 'stop', words: '' }),
      step(4, { kind: 'decided', decision: 'no-action', ground: 'safety', words: '' }),
      step(5, { kind: 'closed', incident: '26-1' }),
    ]
    const taken: unknown[] = []
    const { ingest: telling } = openSecond(db, vault, { onHit: async (_trx, hit) => void taken.push(hit) })
    await telling.takeBatch(car, batchOf(hitRecord({ id })), 'network')
    const closed = hitRecord({ id, steps, status: 'closed', visibility: 'covert' }, 2)
    await telling.takeBatch(car, batchOf(closed), 'network')
    await ingest.takeBatch(car, batchOf(closed), 'network')
    const row = await db.kysely.selectFrom('hits').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      day: DAY,
      read_day: DAY,
      revision: 2,
      raised_at: START,
      plate: 'AB12345',
      state: 'IL',
      category: 'stolen-vehicle',
      severity: 'critical',
      visibility: 'covert',
      status: 'closed',
      decision: 'stop',
      reject_reason: null,
      skipped: 1,
      closed_at: START + 5,
    })
    expect(openBody(vault, 'hit', row)).toBe(closed.body)
    expect(taken).toEqual([
      expect.objectContaining({ car, decision: null }),
      expect.objectContaining({ car, decision: 'stop', readDay: DAY, hit: expect.objectContaining({ id }) }),
    ])
  })

  test('what the holds of hits refuse is not taken', async () => {
    const { db, car, vault } = await open()
    const { ingest } = openSecond(db, vault, { onHit: () => Promise.reject(new Error('no hold')) })
    await expect(ingest.takeBatch(car, batchOf(readRecord(), hitRecord()), 'network')).rejects.toThrow(
      'no hold',
    )
    const rows = await db.kysely.selectFrom('reads').select('id').where('car_id', '=', car).execute()
    expect(rows).toEqual([])
  })

  test('entries, versions of one apart, and canvasses are kept whole', async () => {
    const { db, car, ingest, vault } = await open()
    const entered = (version: number) =>
      EnteredBody.parse({
        kind: 'local',
        id: '00000000-0000-4000-8000-0000000000aa',
        version,
        action: 'added',
        by: { badge: '1', name: 'A' },
        at: START,
        words: '',
        input: {
          plate: 'AB1',
          category: 'local-interest',
          reason: 'seen',
          incident: '',
          vehicle: {},
          expiresAt: START,
        },
      })
    const canvass = Canvass.parse({
      id: randomUUID(),
      input: { incident: '1', kind: 'robbery', area: 'Main street' },
      by: { badge: '1', name: 'A' },
      startedAt: START,
      reads: 0,
      track: [],
    })
    const records = [1, 2].map((version) =>
      envelope('entered', enteredRecordId(entered(version)), START, entered(version)),
    )
    const sent = [...records, envelope('canvass', canvass.id, START, canvass)]
    expect((await ingest.takeBatch(car, batchOf(...sent), 'package')).receipt.items).toEqual(sent.map(itemOf))
    const longer = envelope('canvass', canvass.id, START, { ...canvass, reads: 9 }, 2)
    expect(receiptsOf(await ingest.takeBatch(car, batchOf(longer, ...records), 'package'))).toBe(3)
    const rows = await db.kysely
      .selectFrom('other_records')
      .selectAll()
      .where('car_id', '=', car)
      .orderBy('id')
      .execute()
    expect(rows).toHaveLength(3)
    expect(rows.map((row) => openBody(vault, row.kind, row)).toSorted()).toEqual(
      [...records, longer].map(({ body }) => body).toSorted(),
    )
  })

  test('a batch into a day that was purged meanwhile makes the day anew', async () => {
    const { db, car, ingest } = await open()
    const recordedAt = START - 40 * DAY_MS
    await ingest.takeBatch(car, batchOf(readRecord({ capturedAt: recordedAt })), 'network')
    await db.kysely.transaction().execute((trx) => dropDay(trx, dayOf(recordedAt)))
    const answer = await ingest.takeBatch(car, batchOf(readRecord({ capturedAt: recordedAt })), 'network')
    expect(receiptsOf(answer)).toBe(1)
  })

  test('a read that is kept past its day is not stored a second time', async () => {
    const { db, car, ingest } = await open()
    const record = readRecord()
    await ingest.takeBatch(car, batchOf(record), 'network')
    await sql`INSERT INTO kept_reads SELECT *, 1 FROM reads WHERE car_id = ${car}`.execute(db.kysely)
    await db.kysely.deleteFrom('reads').where('car_id', '=', car).execute()
    expect(receiptsOf(await ingest.takeBatch(car, batchOf(record), 'network'))).toBe(1)
    const rows = await db.kysely.selectFrom('reads').select('id').where('car_id', '=', car).execute()
    expect(rows).toEqual([])
  })

  function openSecond(
    db: RecordsDb,
    vault: ReturnType<typeof openIngest>['vault'],
    changes: Parameters<typeof openIngest>[1],
  ) {
    const second = openIngest(db, { vault, ...changes })
    opened.push({ close: () => rmOnly(second.folder) })
    return second
  }

  test('where the provider stores, only hits that were acted on and their reads are taken', async () => {
    const profile = madeUpProfile({ storage: { value: 'provider', clause: '131.7 (b)' } })
    const { db, car, ingest } = await open({ profile })
    const acted = readBody()
    const other = readBody()
    const steps = [step(1, { kind: 'decided', decision: 'stop', words: '' })]
    const actedHit = hitRecord({ readId: ReadId.parse(acted.id), steps })
    const otherHit = hitRecord({ readId: ReadId.parse(other.id) })
    const answer = await ingest.takeBatch(
      car,
      batchOf(
        envelope('read', acted.id, START, acted),
        envelope('read', other.id, START, other),
        readRecord(),
        actedHit,
        otherHit,
      ),
      'network',
    )
    expect(answer.receipt.items.map(({ kind, id }) => [kind, id])).toEqual([
      ['read', acted.id],
      ['hit', actedHit.id],
    ])
    expect(refusedOf(answer)).toEqual(
      Array.from(
        { length: 3 },
        () => 'this department keeps only hits that were acted on, and their reads (131.7 (b))',
      ),
    )
    expect(await rowsOf(db, 'reads')).toContainEqual(expect.objectContaining({ id: acted.id, has_hit: true }))
    const metadata = {
      hash: hashOf('x'),
      mime: 'image/png' as const,
      kind: 'crop' as const,
      recordedAt: START,
    }
    const pixels = Buffer.from('no read names this')
    await expect(
      ingest.takeImage(car, { ...metadata, hash: hashOf('no read names this') }, pixels),
    ).rejects.toThrow(/picture/)
  })

  test('a car’s audit is taken as its chain has it, and what does not continue it is refused and told', async () => {
    const troubles: string[] = []
    const chain = auditChain(8)
    const { db, car, ingest, isSigned } = await open({
      deviceKeyOf: () => Promise.resolve(chain.pem),
      onTrouble: (_car, words) => troubles.push(words),
    })
    const [one, two, three, four, five, six, seven, eight] = chain.records
    if (!one || !two || !three || !four || !five || !six || !seven || !eight) throw new Error('eight entries')
    expect(refusedOf(await ingest.takeBatch(car, batchOf(two), 'network'))).toEqual([
      'entry 1 is not here yet',
    ])
    expect(troubles.splice(0)).toHaveLength(1)
    const answer = await ingest.takeBatch(car, batchOf(two, one, three), 'network')
    expect(answer.receipt.items).toEqual([two, one, three].map(itemOf))
    expect(isSigned(answer.receipt)).toBe(true)
    expect(receiptsOf(await ingest.takeBatch(car, batchOf(three, one, four), 'network'))).toBe(3)
    expect(troubles).toEqual([])

    // Signed by another key, though it follows.
    const forged = auditChain(8, new Uint8Array(32).fill(9)).records[4]
    if (!forged) throw new Error('an entry')
    expect(refusedOf(await ingest.takeBatch(car, batchOf(forged), 'network'))).toEqual([
      'it is of another device',
    ])
    const bent = { ...five, body: five.body.replace('4711', '4712') }
    const rest = await ingest.takeBatch(car, batchOf(bent, six), 'network')
    expect(refusedOf(rest)).toEqual([
      "it is not as the car's key signed it",
      'it does not follow the entry before it',
    ])
    expect(refusedOf(await ingest.takeBatch(car, batchOf(six, eight), 'network'))).toHaveLength(2)
    expect(troubles).toHaveLength(3)

    const last = await ingest.takeBatch(car, batchOf(five, six, seven, eight), 'network')
    expect(receiptsOf(last)).toBe(4)
    const counters = await db.kysely
      .selectFrom('car_audit')
      .select('counter')
      .where('car_id', '=', car)
      .orderBy('counter')
      .execute()
    expect(counters.map(({ counter }) => counter)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const replaced = { ...three, body: three.body.replace('4711', '4712') }
    expect(refusedOf(await ingest.takeBatch(car, batchOf(replaced), 'network'))).toEqual([
      'another entry stands here in its place',
    ])
  })

  test('what happens after the commit is told once, with the kinds that were taken', async () => {
    const told: unknown[] = []
    const { car, ingest } = await open({ onTaken: (...one) => told.push(one) })
    await ingest.takeBatch(
      car,
      batchOf(readRecord(), hitRecord({ raisedAt: START }), { ...readRecord(), body: '[]' }),
      'network',
    )
    await ingest.takeBatch(car, batchOf({ ...readRecord(), body: '[]' }), 'network')
    expect(told).toEqual([[car, ['read', 'hit']]])
  })

  test('five hundred records of many days go in one batch', async () => {
    const { car, ingest, db } = await open()
    const records = Array.from({ length: 500 }, (_, index) =>
      readRecord({ sequence: index + 1, capturedAt: START - (index % 25) * DAY_MS }),
    )
    expect(receiptsOf(await ingest.takeBatch(car, batchOf(...records), 'network'))).toBe(500)
    const { rows } =
      await sql`SELECT count(*) AS reads, count(DISTINCT day) AS days FROM reads WHERE car_id = ${car}`.execute(
        db.kysely,
      )
    expect(rows).toEqual([{ reads: 500, days: 25 }])
  })
})

const rmOnly = (folder: string) => rmSync(folder, { recursive: true, force: true })
