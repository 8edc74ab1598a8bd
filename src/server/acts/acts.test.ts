import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAudit, type AuditLog } from '#main/audit/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase, type Database } from '#main/storage/open.ts'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { onBehalf } from '../seat.ts'
import { openActs } from './index.ts'

const BY = { badge: 'M-1', name: 'Records' }
const AT = Date.UTC(2026, 5, 1)

let folder: string
let office: Database
let audit: AuditLog
let db: RecordsDb

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-acts-'))
  office = openDatabase({ file: join(folder, 'office.db'), key: new Uint8Array(32).fill(1) })
  audit = openAudit({
    repository: auditRepository(office),
    deviceSeed: new Uint8Array(32).fill(2),
    pseudonymKey: new Uint8Array(32).fill(3),
    policy: () => 'standard 1 test',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: folder,
    now: () => AT,
  })
  db = await openRecordsDb({ folder })
})
afterEach(async () => {
  await db.close()
  if (office.open) office.close()
  rmSync(folder, { recursive: true })
})

const entries = (action: string) => audit.search({ action, limit: 50 }).rows
const notice = (subject: string) => ({
  id: randomUUID(),
  kind: 'test',
  subject,
  car_id: null,
  level: 'warning' as const,
  words: 'something',
  raised_at: AT,
})
const pending = () => db.kysely.selectFrom('pending_acts').selectAll().execute()
const notices = async () => (await db.kysely.selectFrom('notices').selectAll().execute()).length

test('what is done and its entry are one, and nothing is left waiting', async () => {
  const acts = await openActs({ db, audit, now: () => AT })
  const session = randomUUID()
  const count = await onBehalf(
    () => session,
    () =>
      acts.run(
        BY,
        (done: number) => ({
          action: 'hold.place',
          subject: 'a hold',
          detail: { done },
          about: { plate: 'AB12345', reason: 'burglary on Golf Road', caseNumber: '26-00417' },
        }),
        async (trx) => {
          await trx.insertInto('notices').values(notice('one')).execute()
          return 1
        },
      ),
  )
  expect(count).toBe(1)
  expect(await notices()).toBe(1)
  expect(await pending()).toEqual([])
  const [entry] = entries('hold.place')
  expect(entry).toMatchObject({
    badge: 'M-1',
    session,
    reason: 'burglary on Golf Road',
    caseNumber: '26-00417',
    plate: audit.pseudonym('AB12345'),
    detail: { detail: { done: 1 } },
  })
  expect((await audit.verify()).isWhole).toBe(true)
})

test('work that throws leaves neither a row nor an entry', async () => {
  const acts = await openActs({ db, audit, now: () => AT })
  const failing = acts.run(BY, { action: 'hold.place', subject: 'a hold' }, async (trx) => {
    await trx.insertInto('notices').values(notice('one')).execute()
    throw new Error('the disk is full')
  })
  await expect(failing).rejects.toThrow('the disk is full')
  expect([await notices(), entries('hold.place').length]).toEqual([0, 0])
})

test('while the audit cannot be written nothing is begun', async () => {
  const acts = await openActs({ db, audit, now: () => AT })
  office.exec(`CREATE TRIGGER broken BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'broken'); END`)
  expect(() => acts.look(BY, { action: 'record.view', subject: 'a record' })).toThrow()
  const refused = acts.run(BY, { action: 'hold.place', subject: 'a hold' }, (trx) =>
    trx.insertInto('notices').values(notice('one')).execute(),
  )
  await expect(refused).rejects.toThrow('an audit that can be written')
  expect(await notices()).toBe(0)
})

test('after a crash between the commit and the chain each act is in the chain once', async () => {
  const rows = ['was written', 'was not'].map((subject) => ({
    id: randomUUID(),
    badge: BY.badge,
    name: BY.name,
    action: 'hold.lift',
    subject,
    detail: '{}',
    about: JSON.stringify({ at: AT }),
  }))
  await db.kysely.insertInto('pending_acts').values(rows).execute()
  audit.write(BY, 'hold.lift', 'was written', { act: rows[0]?.id, detail: {} })
  await openActs({ db, audit, now: () => AT })
  expect(entries('hold.lift').map(({ subject }) => subject)).toEqual(['was not', 'was written'])
  expect(await pending()).toEqual([])
})
