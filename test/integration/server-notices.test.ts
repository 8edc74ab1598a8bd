// What somebody at the department has to know: on screen, and by a real SMTP server that may refuse.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { watchFleet } from '#server/notices/index.ts'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { ContactAnswer, type ContactReport } from '#shared/transfer/wire.ts'
import {
  enrolCar,
  holder,
  openDepartmentWithDoor,
  report,
  type DepartmentWithDoor,
} from '../support/cars/department-with-door.ts'
import { newPGlite } from '../support/postgres/both-databases.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A mail server on this machine; while `refuses` it takes nothing. */
async function startMailServer() {
  const mails: { to: string[]; text: string }[] = []
  const state = { refuses: false, tries: 0 }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onMailFrom(_address, _session, done) {
      state.tries += 1
      done(state.refuses ? new Error('not now') : undefined)
    },
    onData(stream, { envelope }, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, text: Buffer.concat(pieces).toString() })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.')
  return {
    port: address.port,
    mails,
    state,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  }
}

let folder = ''
let db: RecordsDb
let mail: Awaited<ReturnType<typeof startMailServer>>
let department: DepartmentWithDoor
const who = holder()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-notices-db-'))
  await newPGlite(folder)
  db = await openRecordsDb({ folder })
  mail = await startMailServer()
})
afterAll(async () => {
  await db.close()
  await mail.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await sql`TRUNCATE cars, enrolment_codes, orders, order_states, outgoing, notices`.execute(db.kysely)
  mail.mails.length = 0
  mail.state.refuses = false
  department = await openDepartmentWithDoor({
    db,
    mail: {
      host: '127.0.0.1',
      port: mail.port,
      secure: false,
      from: 'lookout@department.example',
      to: ['supervisor@department.example', 'chief@department.example'],
    },
  })
})
afterEach(() => department.close())

const shown = async () =>
  (await department.notices.notices(who)).filter(({ clearedAt }) => clearedAt === undefined)

test('the same trouble stands once, is over once, and stands anew when it comes again', async () => {
  const { notices } = department
  await notices.raise('disk', 'server', { level: 'warning', words: 'Only 4 GB are free.' })
  await notices.raise('disk', 'server', { level: 'warning', words: 'Only 3 GB are free.' })
  await notices.raise('disk', 'other', { level: 'warning', words: 'Only 1 GB is free.' })
  expect((await shown()).map(({ words }) => words).toSorted()).toEqual([
    'Only 1 GB is free.',
    'Only 3 GB are free.',
  ])
  await notices.clear('disk', 'server')
  await notices.clear('disk', 'server')
  expect(await shown()).toHaveLength(1)
  await notices.raise('disk', 'server', { level: 'warning', words: 'Only 2 GB are free.' })
  expect(await shown()).toHaveLength(2)
  expect(await notices.notices(who)).toHaveLength(3)
})

test('of many that find the same trouble at once there is one notice', async () => {
  const { notices } = department
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      notices.raise('disk', 'server', { level: 'warning', words: `Found ${i}` }),
    ),
  )
  expect(await shown()).toHaveLength(1)
})

test('whoever has seen one stands on it and in the audit; what became urgent counts as unseen', async () => {
  const { notices } = department
  await notices.raise('disk', 'server', { level: 'warning', words: 'Only 4 GB are free.' })
  const [notice] = await shown()
  if (notice === undefined) throw new Error('There is no notice.')
  expect(await notices.unseen()).toBe(1)
  const [after] = await notices.seen({ id: notice.id }, who)
  expect(after?.seen).toEqual({ badge: 'S-1', at: department.clock.at })
  expect(await notices.unseen()).toBe(0)
  expect(department.entries('notice.seen')).toMatchObject([{ badge: 'S-1', subject: notice.id }])
  await expect(notices.seen({ id: notice.id }, who)).rejects.toThrow(/nobody has marked/)
  await expect(notices.seen({ id: randomUUID() }, who)).rejects.toThrow(/nobody has marked/)
  expect(department.entries('notice.seen')).toHaveLength(1)
  await notices.raise('disk', 'server', { level: 'urgent', words: 'The disk is full.' })
  expect(await notices.unseen()).toBe(1)
})

test('notices go by e-mail once, in one letter, with the name of the car and no more of it', async () => {
  const { notices } = department
  const car = await enrolCar(department, 'Car 12')
  await notices.raise('silent', car.id, { carId: car.id, level: 'warning', words: 'Not in contact.' })
  await notices.raise('disk', 'server', { level: 'urgent', words: 'The disk is full.' })
  await Promise.all([notices.mailDue(), notices.mailDue()])
  await notices.mailDue()
  expect(mail.mails).toHaveLength(1)
  const [letter] = mail.mails
  expect(letter?.to).toEqual(['supervisor@department.example', 'chief@department.example'])
  expect(letter?.text).toContain('Subject: Lookout: 2 notices, 1 urgent')
  expect(letter?.text).toMatch(/Warning, [\d-]+ [\d:]+ UTC: Car 12: Not in contact\./)
  expect(letter?.text).toContain('The disk is full.')
  expect(letter?.text).not.toContain(car.id)
  expect((await shown()).every(({ mailedAt }) => mailedAt === department.clock.at)).toBe(true)
  await notices.raise('disk', 'server', { level: 'urgent', words: 'The disk is quite full.' })
  await notices.mailDue()
  expect(mail.mails).toHaveLength(1)
  await car.close()
})

test('a mail server that refuses is tried again, ever more seldom, and gets all when it is back', async () => {
  const { notices, clock } = department
  mail.state.refuses = true
  mail.state.tries = 0
  await notices.raise('disk', 'server', { level: 'warning', words: 'Only 4 GB are free.' })
  await notices.mailDue()
  await notices.mailDue()
  expect(mail.state.tries).toBe(1)
  const pauses: number[] = []
  for (let tries = 1; tries < 9;) {
    clock.at += MINUTE_MS
    await notices.mailDue()
    if (mail.state.tries === tries) continue
    pauses.push(clock.at)
    tries = mail.state.tries
  }
  const between = pauses.slice(1).map((at, i) => (at - (pauses[i] ?? 0)) / MINUTE_MS)
  expect(between).toEqual([2, 4, 8, 16, 32, 60, 60])
  expect(department.log.every((words) => !words.includes('not now') && !words.includes('@'))).toBe(true)
  await notices.raise('other', 'server', { level: 'urgent', words: 'Something else.' })
  mail.state.refuses = false
  clock.at += 60 * MINUTE_MS
  await notices.mailDue()
  expect(mail.mails).toHaveLength(1)
  expect(mail.mails[0]?.text).toContain('2 notices, 1 urgent')
})

test('a mail server that is not there loses nothing', async () => {
  const other = await startMailServer()
  await other.stop()
  const own = await openDepartmentWithDoor({
    db,
    mail: { host: '127.0.0.1', port: other.port, secure: false, from: 'a@b.example', to: ['c@b.example'] },
  })
  await own.notices.raise('disk', 'server', { level: 'warning', words: 'Only 4 GB are free.' })
  await own.notices.mailDue()
  expect(await own.notices.unseen()).toBe(1)
  expect((await own.notices.notices(who))[0]?.mailedAt).toBeUndefined()
  expect(own.log).toEqual(['Notices could not be sent by e-mail (1); it is tried again.'])
  await own.close()
})

test('the cars are looked after: each trouble is told, and is over when it is over', async () => {
  const { fleet, notices, profile, clock } = department
  const car = await enrolCar(department, 'Car 12')
  const watch = watchFleet({
    fleet,
    notices,
    profile,
    everyMs: 3_600_000,
    now: () => clock.at,
    log: () => undefined,
  })
  const contact = async (changes: Partial<ContactReport> = {}) => {
    const lists = [{ name: 'ncic', version: 1, loadedAt: clock.at }]
    const answer = await car.call('POST', '/v1/contact', report({ at: clock.at, lists, ...changes }))
    ContactAnswer.parse(answer.json())
    await watch.check()
    return (await shown()).map(({ kind, level }) => `${kind} ${level}`).toSorted()
  }
  expect(await contact()).toEqual([])
  expect(await contact({ recogniser: 'not-reading' })).toEqual(['not-reading urgent'])
  expect(await contact({ guard: 'no-context' })).toEqual(['space warning'])
  expect(await contact({ guard: 'hits-only' })).toEqual(['space urgent'])
  expect(await contact({ freeBytes: 1024 ** 3 })).toEqual(['space warning'])
  expect(await contact({ lists: [] })).toEqual(['no-lists warning'])
  const old = { name: 'ncic', version: 1, loadedAt: clock.at - 8 * DAY_MS }
  expect(await contact({ lists: [old] })).toEqual(['list-age warning'])
  const cameras = [
    { id: 'front', name: 'Front', state: 'lost' as const },
    { id: 'left', name: 'Left', state: 'black' as const },
    { id: 'right', name: 'Right', state: 'live' as const },
  ]
  expect(await contact({ cameras })).toEqual(['camera warning', 'camera warning'])
  expect(await contact()).toEqual([])

  clock.at += 25 * 3_600_000
  await watch.check()
  expect(await shown()).toMatchObject([{ kind: 'silent', car: 'Car 12' }])
  expect(await contact()).toEqual([])
  clock.at += 370 * DAY_MS
  expect(await contact()).toEqual(['certificate warning'])
  await fleet.revoke({ id: car.id, why: 'is not driven any more' }, who)
  await watch.check()
  expect(await shown()).toEqual([])
  await watch.stop()
  await car.close()
})

test('each day of the profile is told anew, and the escalation names the clause', async () => {
  const { fleet, notices, profile, clock } = department
  const car = await enrolCar(department, 'Car 12')
  const watch = watchFleet({
    fleet,
    notices,
    profile,
    everyMs: 3_600_000,
    now: () => clock.at,
    log: () => undefined,
  })
  const oldestAt = clock.at
  const waiting = { records: 3, images: 0, oldestAt }
  await car.call('POST', '/v1/contact', report({ waiting }))
  const told: string[] = []
  for (const day of [1, 19, 20, 21, 24, 25, 27, 28, 29, 30, 31]) {
    clock.at = oldestAt + day * DAY_MS
    await watch.check()
    const standing = (await shown()).filter(({ kind }) => kind === 'transfer')
    expect(standing.length, `day ${day}`).toBe(day < 20 ? 0 : 1)
    await notices.mailDue()
    for (const { text: letter } of mail.mails.splice(0)) {
      for (const line of letter.split('\r\n').filter((one) => one.includes('No complete transfer'))) {
        told.push(`${day} ${line.startsWith('URGENT') ? 'urgent' : 'warning'}`)
      }
    }
  }
  expect(told).toEqual(['20 warning', '25 warning', '28 warning', '30 urgent'])
  const last = (await shown()).find(({ kind }) => kind === 'transfer')
  expect(last?.words).toMatch(/No complete transfer for 31 days; at most 30 are allowed \(.*IV\.B/)
  await car.call('POST', '/v1/contact', report())
  await watch.check()
  expect((await shown()).filter(({ kind }) => kind === 'transfer')).toEqual([])
  await watch.stop()
  await car.close()
})
