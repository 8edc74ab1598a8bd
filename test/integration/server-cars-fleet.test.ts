// What the department keeps of its cars, orders them and tells them, over real TLS and on both databases.
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBundle } from '#main/department/bundle.ts'
import { Refused } from '#main/refused.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { headText } from '#shared/domain/audit.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import { applyListChange } from '#shared/transfer/list-change.ts'
import { ContactAnswer, HotListOffer, type ContactReport, type FileOffer } from '#shared/transfer/wire.ts'
import {
  enrolCar,
  holder,
  openDepartmentWithDoor,
  report,
  type DepartmentWithDoor,
  type TestCar,
} from '../support/cars/department-with-door.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'

const DAY_MS = 86_400_000
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

onBothDatabases('the department and its cars', (open) => {
  let db: RecordsDb
  let department: DepartmentWithDoor
  let car: TestCar
  let who: ReturnType<typeof holder>

  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await sql`TRUNCATE cars, enrolment_codes, orders, order_states, outgoing, notices, batches, car_audit`.execute(
      db.kysely,
    )
    department = await openDepartmentWithDoor({ db })
    car = await enrolCar(department, 'Car 12')
    who = holder()
  })
  afterEach(async () => {
    await car.close()
    await department.close()
  })

  async function contact(changes: Partial<ContactReport> = {}, from = car): Promise<ContactAnswer> {
    const answer = await from.call('POST', '/v1/contact', report({ at: department.clock.at, ...changes }))
    return ContactAnswer.parse(answer.json())
  }
  async function fetched(offer: FileOffer) {
    const { bytes } = await car.call('GET', `/v1/files/${offer.id}`)
    expect(sha256(bytes)).toBe(offer.sha256)
    expect(bytes.length).toBe(offer.bytes)
    return openBundle(bytes.toString(), createPublicKey(car.answer.departmentKey))
  }
  async function seen(id: string = car.id): Promise<FleetCar> {
    const found = (await department.fleet.cars(who)).find((one) => one.id === id)
    if (found === undefined) throw new Error('There is no such car.')
    return found
  }

  test('days since count from the oldest record that waits, and go on while the car is silent', async () => {
    const oldestAt = department.clock.at - 3 * DAY_MS
    await contact({ waiting: { records: 5, images: 7, oldestAt } })
    expect((await seen()).transfer).toMatchObject({ days: 3, level: 'fine', mostDays: 30, waiting: 12 })
    department.clock.at += 17 * DAY_MS
    expect((await seen()).transfer).toMatchObject({ days: 20, level: 'warn' })
    department.clock.at += 10 * DAY_MS
    expect((await seen()).transfer).toMatchObject({ days: 30, level: 'escalated' })
    await contact({ lastCompleteAt: department.clock.at })
    expect((await seen()).transfer).toMatchObject({ days: 0, level: 'fine', waiting: 0 })
    // It had nothing left, but nobody has heard of it since.
    department.clock.at += 21 * DAY_MS
    expect((await seen()).transfer).toMatchObject({ days: 21, level: 'warn' })
  })

  test('a car that says that something waits, but not since when, does not begin anew with each contact', async () => {
    await contact({ waiting: { records: 1, images: 0 } })
    department.clock.at += 4 * DAY_MS
    await contact({ waiting: { records: 1, images: 0 } })
    expect((await seen()).transfer.days).toBe(4)
  })

  test('an order goes as a signed file, and both see how far it is', async () => {
    const other = await enrolCar(department, 'Car 13')
    await contact({ waiting: { records: 60, images: 40 } })
    await department.fleet.order({ car: car.id }, who)
    expect((await seen()).order).toMatchObject({ state: 'ordered', progress: 0, by: { badge: 'S-1' } })
    const [offer] = (await contact({ waiting: { records: 60, images: 40 } })).files
    if (offer === undefined) throw new Error('No order was offered.')
    const payload = await fetched(offer)
    if (payload.kind !== 'order') throw new Error('It is no order.')
    expect(payload.body).toMatchObject({ car: car.id, by: { badge: 'S-1' }, at: department.clock.at })
    // It is for the other car neither by name nor by number.
    expect((await contact({}, other)).files).toEqual([])
    expect((await other.call('GET', `/v1/files/${offer.id}`)).status).toBe(404)

    const order = { id: payload.body.id, state: 'taken' as const }
    const taken = { order: offer.serial }
    expect((await contact({ waiting: { records: 20, images: 40 }, taken, orders: [order] })).files).toEqual(
      [],
    )
    expect((await seen()).order).toMatchObject({ state: 'taken', progress: 0.4 })
    await contact({ taken, orders: [{ ...order, state: 'done' }] })
    expect((await seen()).order).toMatchObject({ state: 'done', progress: 1 })
    // What is done stays done, whatever is said later, and nobody else can say it.
    await contact({ taken, orders: [order] })
    await contact({ orders: [{ ...order, state: 'done' }] }, other)
    expect((await seen()).order?.state).toBe('done')
    expect((await seen(other.id)).order).toBeUndefined()
    await other.close()
  })

  test('between two contacts the records that came show how far an order is', async () => {
    await department.fleet.order({}, who)
    const waiting = { records: 100, images: 0 }
    const [offer] = (await contact({ waiting })).files
    const order = { id: offer?.id ?? '', state: 'taken' as const }
    await contact({ waiting, orders: [order], taken: { order: 1 } })
    await db.kysely
      .insertInto('batches')
      .values({
        car_id: car.id,
        batch: randomUUID(),
        at: department.clock.at,
        records: 30,
        refused: 0,
        bytes: 1,
        how: 'network',
      })
      .execute()
    expect((await seen()).order).toMatchObject({ state: 'taken', progress: 0.3 })
  })

  test('an order for every car is none for a car that joins later, and a newer one takes its place', async () => {
    await department.fleet.order({}, who)
    department.clock.at += 1000
    const late = await enrolCar(department, 'Car 14')
    expect((await contact({}, late)).files).toEqual([])
    await department.fleet.order({}, who)
    const [offer, ...more] = (await contact()).files
    expect(more).toEqual([])
    expect(offer?.serial).toBe(2)
    expect((await contact({}, late)).files.map(({ id }) => id)).toEqual([offer?.id])
    await late.close()
  })

  test('what this server publishes goes to each car until it has it; serials rise by kind', async () => {
    expect(await department.fleet.publish({ kind: 'roster' }, who)).toEqual({ serial: 1 })
    expect(await department.fleet.publish({ kind: 'roster' }, who)).toEqual({ serial: 2 })
    expect(await department.fleet.publish({ kind: 'policy' }, who)).toEqual({ serial: 1 })
    const { files } = await contact()
    expect(files.map(({ kind, serial }) => [kind, serial])).toEqual([
      ['policy', 1],
      ['roster', 2],
    ])
    for (const offer of files) expect((await fetched(offer)).serial).toBe(offer.serial)
    expect((await contact({ taken: { roster: 2, policy: 1 } })).files).toEqual([])
    // A roster holds credentials: the older one is gone, and the one that is kept is not to be read in the database.
    const rows = await db.kysely.selectFrom('outgoing').selectAll().execute()
    expect(rows).toHaveLength(2)
    expect(rows.some(({ text }) => Buffer.from(text, 'base64').includes('accounts'))).toBe(false)
    expect(department.entries('files.publish')).toHaveLength(3)
  })

  test('of many that publish at once each has a serial of its own', async () => {
    const serials = await Promise.all(
      Array.from({ length: 8 }, () => department.fleet.publish({ kind: 'training' }, who)),
    )
    expect(new Set(serials.map(({ serial }) => serial)).size).toBe(8)
  })

  test('a hot list goes whole once, and as its changes from then on', async () => {
    const lines = (change: string): string =>
      Array.from(
        { length: 3000 },
        (_, i) => `PLATE${i % 7 === 0 ? change : ''}${i};IL;stolen vehicle\n`,
      ).join('')
    const list = async (text: string) => {
      department.putList('ncic.txt', text)
      return department.fleet.publishList({ file: 'ncic.txt', template: 'plain' }, who)
    }
    const [first, second, third] = [lines(''), lines('X'), `${lines('X')}NEW1;IL;stolen plate\n`]
    const offerOf = async (lists: ContactReport['lists']) => {
      const { files } = await contact({ lists })
      expect(files).toHaveLength(1)
      const [offer] = files
      if (offer === undefined) throw new Error('No list was offered.')
      const payload = await fetched(offer)
      const body = HotListOffer.parse(payload.body)
      const { bytes } = await car.call('GET', `/v1/files/${offer.id}/content`)
      expect(sha256(bytes)).toBe(body.content)
      expect(bytes.length).toBe(body.contentBytes)
      return { body, content: inflateSync(bytes) }
    }
    const having = (text: string) => [
      { name: 'ncic', version: 1, loadedAt: department.clock.at, sha256: sha256(Buffer.from(text)) },
    ]

    await list(first)
    const whole = await offerOf([])
    expect(whole.body).toMatchObject({ name: 'ncic', template: 'plain', lines: 3000 })
    expect(whole.body.base).toBeUndefined()
    expect(whole.content.toString()).toBe(first)
    expect((await contact({ lists: having(first) })).files).toEqual([])

    const published = await list(second)
    expect(published).toMatchObject({ serial: 2, lines: 3000 })
    expect(published.changeBytes).toBeLessThan(published.wholeBytes)
    await list(third)
    // A car that has any of the last versions gets a change of that one, another the whole file.
    for (const [has, base] of [
      [first, sha256(Buffer.from(first))],
      [second, sha256(Buffer.from(second))],
    ] as const) {
      const { body, content } = await offerOf(having(has))
      expect(body.base).toBe(base)
      expect(Buffer.from(applyListChange(Buffer.from(has), content)).toString()).toBe(third)
      expect(body.sha256).toBe(sha256(Buffer.from(third)))
    }
    const other = await offerOf(having('something else'))
    expect(other.body.base).toBeUndefined()
    expect(other.content.toString()).toBe(third)

    expect(await department.fleet.lists(who)).toEqual([
      {
        file: 'ncic.txt',
        bytes: Buffer.byteLength(third),
        published: { serial: 3, at: department.clock.at, lines: 3001 },
      },
    ])
    await expect(list(third)).rejects.toThrow(/a file that changed/)
  })

  test('only the last versions of a list are kept, sealed', async () => {
    for (let i = 0; i < 6; i += 1) {
      department.putList(
        'local.csv',
        Array.from({ length: 400 }, (_, j) => `ABC${j * i};IL;wanted\n`).join(''),
      )
      await department.fleet.publishList({ file: 'local.csv', template: 'plain' }, who)
    }
    const rows = await db.kysely.selectFrom('outgoing').selectAll().where('kind', '=', 'hot-list').execute()
    const whole = rows.filter(({ base_sha256 }) => base_sha256 === null)
    expect(new Set(whole.map(({ serial }) => serial))).toEqual(new Set([4, 5, 6]))
    expect(rows.filter(({ base_sha256 }) => base_sha256 !== null).every(({ serial }) => serial === 6)).toBe(
      true,
    )
    expect(rows.every(({ text }) => !Buffer.from(text, 'base64').includes('local'))).toBe(true)
  })

  test('a list that is no file of the folder, empty, or for a template that no car has is refused', async () => {
    const publish = (file: string, template = 'plain') =>
      department.fleet.publishList({ file, template }, who)
    department.putList('empty.txt', '')
    department.putList('fine.txt', 'ABC123;IL;stolen\n')
    department.putList(`${'long'.repeat(16)}.txt`, 'ABC123;IL;stolen\n')
    await expect(publish('none.txt')).rejects.toThrow(/this file in the lists folder/)
    await expect(publish('../office.db')).rejects.toThrow(Refused)
    await expect(publish('empty.txt')).rejects.toThrow(/this one is empty/)
    await expect(publish('fine.txt', 'unknown')).rejects.toThrow(/import template/)
    await expect(publish(`${'long'.repeat(16)}.txt`)).rejects.toThrow(/60 characters/)
    expect(await db.kysely.selectFrom('outgoing').selectAll().execute()).toEqual([])
  })

  test("signs the head of a car's audit only where it continues what is known", async () => {
    const { device } = car.device
    const hash = (letter: string): string => letter.repeat(64)
    const head = (counter: number, letter: string) => ({ device, counter, hash: hash(letter) })
    const signed = (await contact({ auditHead: head(5, 'a') })).head
    if (signed === undefined) throw new Error('The head was not signed.')
    const text = headText({ ...head(5, 'a'), at: signed.at })
    const signature = Buffer.from(signed.signature, 'base64')
    expect(verify(null, Buffer.from(text), car.answer.departmentKey, signature)).toBe(true)

    expect((await contact({ auditHead: head(9, 'b') })).head?.counter).toBe(9)
    // Cut off, changed, and of another device.
    expect((await contact({ auditHead: head(8, 'c') })).head).toBeUndefined()
    expect((await contact({ auditHead: head(9, 'c') })).head).toBeUndefined()
    expect(
      (await contact({ auditHead: { ...head(10, 'd'), device: '0123456789abcdef' } })).head,
    ).toBeUndefined()
    const raised = (await department.notices.notices(who)).filter(({ kind }) => kind === 'audit-head')
    expect(raised).toMatchObject([{ level: 'urgent', car: 'Car 12' }])
    expect((await contact({ auditHead: head(9, 'b') })).head?.counter).toBe(9)
    expect(await department.notices.notices(who)).toMatchObject([
      { kind: 'audit-head', clearedAt: expect.any(Number) },
    ])

    // The entries came with the records, and one that had been signed is another one there.
    const entry = { car_id: car.id, device, at: 1, entry: '{}', signature: 'x' }
    await db.kysely
      .insertInto('car_audit')
      .values([
        { ...entry, counter: 9, hash: hash('e') },
        { ...entry, counter: 12, hash: hash('f') },
      ])
      .execute()
    expect((await contact({ auditHead: head(12, 'f') })).head).toBeUndefined()
    expect((await contact({ auditHead: head(12, '0') })).head).toBeUndefined()
  })

  test('transfer packages are those files of the folder that are named so', async () => {
    writeFileSync(join(department.folders.packages, 'one.lookout-transfer'), 'sealed')
    writeFileSync(join(department.folders.packages, 'one.lookout-receipts'), 'other')
    expect(await department.fleet.packages(who)).toEqual([{ file: 'one.lookout-transfer', bytes: 6 }])
    expect(await department.fleet.importPackage({ file: 'one.lookout-transfer' }, who)).toMatchObject({
      records: 1,
    })
    await expect(department.fleet.importPackage({ file: 'one.lookout-receipts' }, who)).rejects.toThrow(
      Refused,
    )
  })

  test('who invited, revoked and ordered stands in the audit, and no car is enrolled under a name twice', async () => {
    await expect(department.fleet.invite({ name: 'Car 12' }, who)).rejects.toThrow(/a name that no car has/)
    await department.fleet.order({}, who)
    await department.fleet.revoke({ id: car.id, why: 'sold to another department' }, who)
    expect((await seen()).state).toBe('revoked')
    expect(department.entries('car.revoke')).toMatchObject([
      { badge: 'S-1', subject: car.id, reason: 'sold to another department' },
    ])
    expect(department.entries('transfer.order')).toMatchObject([{ badge: 'S-1', subject: 'every car' }])
    expect(department.entries('car.invite')).toMatchObject([{ subject: 'Car 12' }])
    await expect(department.fleet.order({ car: car.id }, who)).rejects.toThrow(/an enrolled car/)
    expect((await department.fleet.counts()).enrolled).toBe(0)
    // Its name is free again.
    expect((await department.fleet.invite({ name: 'Car 12' }, who)).ticket).toMatch(
      /^lookout-enrol:localhost:/,
    )
    // The code itself is nowhere.
    const codes = await db.kysely.selectFrom('enrolment_codes').selectAll().execute()
    expect(JSON.stringify(codes)).not.toContain(car.ticket.split(':')[3])
  })
})
