import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Refused } from '#main/refused.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { makeHit } from '../support/storage/records.ts'
import { BY, openTransferringCar, until, type TransferringCar } from '../support/uploads/car.ts'
import { holder } from '../support/cars/department-with-door.ts'
import { openReceivingDepartment, type ReceivingDepartment } from '../support/uploads/department.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** A jump that is longer counts as sleep, which ends what is on its way. */
const STEP_MS = 20_000

let office: ReceivingDepartment
let car: TransferringCar
let folder = ''
let carNumber = 0
/** The department's and the car's; never set back. */
const clock = { at: Date.now() }
beforeAll(async () => {
  office = await openReceivingDepartment(clock)
})
afterAll(() => office.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-uploads-'))
  car = openTransferringCar({ clock, folder })
})
afterEach(async () => {
  office.tunnel.open()
  await car.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function enrol(): Promise<string> {
  carNumber += 1
  const { carName } = await car.uploads.enrol(await office.invite(`Car ${carNumber}`), BY)
  const id = car.uploads.package.link()?.car
  if (id === undefined || carName === undefined) throw new Error('it was not joined')
  return id
}
const tell = (): unknown => ({
  waiting: car.waiting(),
  status: car.uploads.status(),
  car: car.log,
  office: office.log,
})
const isEmpty = (): boolean => Object.keys(car.waiting()).every((kind) => kind === 'audit')
const isIdle = (): boolean => car.uploads.status().running === undefined
/** Time goes on by seconds until all but the newest lines of the audit are there. */
async function allSent(): Promise<void> {
  await until(() => {
    clock.at += 500
    return isEmpty() && isIdle()
  }, tell)
}
/** What the department has of these reads is the car's own text, and all their pictures are there. */
async function expectWhole(ids: readonly string[]): Promise<void> {
  const [reads, images] = [await office.reads(), new Set(await office.images())]
  for (const id of ids) {
    const read = car.reads.get(id as never)
    expect(reads.get(id)).toBe(canonicalJson(read))
    expect([images.has(read?.cropHash ?? ''), images.has(read?.contextHash ?? '')]).toEqual([true, true])
  }
}

test('a car that joins transfers all that it has, byte for byte, and the department hears that it is complete', async () => {
  const ids: string[] = []
  for (let i = 0; i < 20; i += 1) {
    ids.push(await car.record(i % 10 === 0 ? [makeHit({ raisedAt: clock.at })] : []))
  }
  expect(car.uploads.status()).toMatchObject({ to: 'none', link: 'off' })
  expect(car.uploads.isRequired()).toBe(false)
  const id = await enrol()
  expect(car.uploads.isRequired()).toBe(true)
  await allSent()
  await expectWhole(ids)
  expect((await office.hits()).size).toBe(2)
  await until(() => car.uploads.status().lastCompleteAt !== undefined, tell)
  expect(car.uploads.status()).toMatchObject({
    to: 'department',
    host: 'localhost',
    link: 'reached',
    refusedRecords: [],
    due: { days: 0, level: 'fine', mostDays: 30, clause: 'IV.B s2' },
  })
  await until(async () => {
    clock.at += STEP_MS
    const found = (await office.fleet.cars(holder())).find((one) => one.id === id)
    return found?.transfer.lastCompleteAt !== undefined && found.transfer.days === 0
  }, tell)
  // The audit's own chain is there too, and its head came back signed.
  await until(() => {
    clock.at += STEP_MS
    return car.audit.state().countersigned !== undefined
  }, tell)
  const counters = await office.carAudit(id)
  expect(counters).toEqual(counters.map((_, index) => index + 1))
  expect(car.entries('department.enrol')).toHaveLength(1)
})

test('31 days without a network: warned at 20, 25 and 28 days, escalated at 30, and then all of it goes', async () => {
  await enrol()
  await allSent()
  office.tunnel.block()
  const ids = [await car.record([makeHit({ raisedAt: clock.at })])]
  const from = clock.at
  const levels: string[] = []
  for (let day = 1; day <= 31; day += 1) {
    clock.at = from + day * DAY_MS
    await until(() => {
      const { due } = car.uploads.status()
      return due.days === day
    }, tell)
    await until(
      () => (car.audit.search({ action: 'transfer.', limit: 200 }).rows.length ?? 0) >= expectedBy(day),
      tell,
    )
    const { days, level } = car.uploads.status().due
    levels.push(`${days} ${level}`)
    if (day % 10 === 0) ids.push(await car.record())
  }
  expect(levels.slice(18, 31)).toEqual([
    '19 fine',
    ...['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'].map((day) => `${day} warn`),
    '30 escalated',
    '31 escalated',
  ])
  const entries = car.audit.search({ action: 'transfer.', limit: 200 }).rows.toReversed()
  expect(entries.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'transfer.warned 20 days',
    'transfer.warned 25 days',
    'transfer.warned 28 days',
    'transfer.escalated 30 days',
  ])
  expect(car.uploads.status()).toMatchObject({ link: 'unreachable', waiting: { images: 8 } })
  office.tunnel.open()
  await allSent()
  await expectWhole(ids)
  expect(car.uploads.status().due).toMatchObject({ days: 0, level: 'fine' })
})

const expectedBy = (day: number): number => [20, 25, 28, 30].filter((at) => day >= at).length

test('cut off again and again, and ended in the middle, it goes on where it was and nothing is doubled', async () => {
  const id = await enrol()
  await allSent()
  office.tunnel.block()
  const ids: string[] = []
  for (let i = 0; i < 6; i += 1) ids.push(await car.record([], 300_000))
  office.tunnel.open()
  for (const bytes of [2000, 9000, 40_000, 150_000, 400_000]) {
    office.tunnel.cutAfterBytes(bytes)
    await until(() => {
      clock.at += 500
      return isEmpty() || car.uploads.status().link !== 'reached'
    }, tell)
    await car.stop()
    car = openTransferringCar({ clock, folder })
  }
  office.tunnel.cutAfterBytes(Number.POSITIVE_INFINITY)
  await allSent()
  await expectWhole(ids)
  const rows = await office.db.kysely.selectFrom('reads').select('id').where('car_id', '=', id).execute()
  expect(rows.map((row) => row.id).toSorted()).toEqual(ids.toSorted())
  expect(car.db.prepare('SELECT count(*) FROM begun_uploads').pluck().get()).toBe(0)
})

test('an order of the supervisor is obeyed at once, over a metered line too, and reported as done', async () => {
  await car.stop()
  car = openTransferringCar({ clock, folder, settings: { isMetered: true } })
  const id = await enrol()
  const read = await car.record()
  await until(() => car.uploads.status().link === 'metered', tell)
  expect(car.waiting()).toMatchObject({ read: 1, media: 2 })
  await office.order(id)
  await until(() => {
    clock.at += STEP_MS
    return isEmpty()
  }, tell)
  await expectWhole([read])
  expect(car.entries('transfer.order')).toHaveLength(1)
  await until(() => car.uploads.status().order?.state === 'done', tell)
  await until(async () => {
    clock.at += STEP_MS
    return (await office.fleet.cars(holder())).find((one) => one.id === id)?.order?.state === 'done'
  }, tell)
  // Done is done: what comes after it waits again.
  await car.record()
  clock.at += 10 * MINUTE_MS
  await until(() => car.uploads.status().link === 'metered' && isIdle(), tell)
  expect(car.waiting()).toMatchObject({ read: 1, media: 2 })
})

test('a hot list comes whole once and then as what changed, and is imported under its name', async () => {
  await enrol()
  const lines = Array.from({ length: 3000 }, (_, index) => `AB${10_000 + index},IL,Stolen vehicle,Blue sedan`)
  const texts = [
    lines,
    [...lines.slice(0, 1500), 'NEW1234,IL,Wanted person,', ...lines.slice(1501)],
    lines.slice(5),
  ]
  const contacted = () => car.uploads.status().lastContactAt ?? 0
  let sizes: number[] = []
  for (const [index, one] of texts.entries()) {
    const text = `${one.join('\n')}\n`
    const { changeBytes, wholeBytes } = await office.publishList('county list.csv', text, 'plain')
    sizes = [changeBytes, wholeBytes]
    await until(() => {
      clock.at += STEP_MS
      return car.imported.length === index + 1 && isIdle()
    }, tell)
    expect(car.imported.at(-1)).toEqual({ name: 'county list', text })
  }
  expect(sizes[0]).toBeLessThan((sizes[1] ?? 0) / 20)
  const before = contacted()
  await until(() => {
    clock.at += STEP_MS
    return contacted() > before + 10 * MINUTE_MS
  }, tell)
  expect(car.imported).toHaveLength(3)
  // Where the file that the change is made to is damaged, the whole one comes instead.
  const base = join(folder, 'lists-from-department')
  const name = createHash('sha256').update('county list').digest('hex').slice(0, 32)
  writeFileSync(join(base, `${name}.sealed`), 'damaged')
  const text = `${lines.slice(9).join('\n')}\n`
  await office.publishList('county list.csv', text, 'plain')
  await until(() => {
    clock.at += STEP_MS
    return car.imported.length === 4 && readdirSync(base).join() === `${name}.sealed`
  }, tell)
  expect(car.imported.at(-1)?.text).toBe(text)
})

test('a car that was revoked is told so and loses nothing', async () => {
  const id = await enrol()
  await allSent()
  await office.fleet.revoke({ id: id as never, why: 'the laptop was stolen' }, holder())
  await car.record()
  await until(() => {
    clock.at += STEP_MS
    return car.uploads.status().link === 'refused'
  }, tell)
  expect(car.uploads.status().trouble).toMatch(/enrolled/)
  expect(car.waiting()).toMatchObject({ read: 1, media: 2 })
})

test('a certificate that comes near its end is renewed at a contact, and the new one counts', async () => {
  await enrol()
  const certificate = () => car.db.prepare('SELECT certificate FROM department_link').pluck().get()
  await until(() => car.uploads.status().lastContactAt !== undefined, tell)
  const before = certificate()
  clock.at += 310 * DAY_MS
  await until(() => {
    clock.at += STEP_MS
    return certificate() !== before
  }, tell)
  const read = await car.record()
  await allSent()
  await expectWhole([read])
  const rows = await office.db.kysely
    .selectFrom('cars')
    .select(['certificate', 'renewed_certificate'])
    .execute()
  expect(rows).toContainEqual({ certificate: certificate(), renewed_certificate: null })
})

test('a code is used once, for the server that it names, and a second server is refused', async () => {
  const ticket = await office.invite('Car with a code')
  const refusalOf = (text: string): Promise<string> =>
    car.uploads.enrol(text, BY).then(
      () => 'not refused',
      (error: unknown) => (error instanceof Refused ? error.refusal.missing.join('; ') : String(error)),
    )
  const parts = ticket.split(':')
  const changed = (index: number, value: string): string => parts.with(index, value).join(':')
  expect(await refusalOf(changed(4, '0'.repeat(64)))).toMatch(/another one answers there/)
  expect(await refusalOf(changed(2, '1'))).toMatch(/it is not reached/)
  expect(await refusalOf(changed(3, 'A'.repeat(26)))).not.toBe('not refused')
  expect(car.uploads.status().to).toBe('none')
  expect(car.department.state().isEnrolled).toBe(false)
  await car.uploads.enrol(ticket, BY)
  expect(await refusalOf(await office.invite('Another car'))).toMatch(/without a department server/)
  expect(car.entries('department.refused').map(({ outcome }) => outcome)).toEqual(Array(4).fill('refused'))
  // The key of the certificate lies sealed, and opens after a restart.
  const { key } =
    car.db.prepare<[], { key: Buffer }>('SELECT private_key AS key FROM department_link').get() ?? {}
  expect(key?.includes('PRIVATE')).toBe(false)
  await car.stop()
  car = openTransferringCar({ clock, folder })
  const read = await car.record()
  await allSent()
  await expectWhole([read])
})
