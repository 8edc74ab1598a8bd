// Signing in and out through the real core: locks, releases, clocks, revocation, and what an idle console still shows.
import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import type { Session } from '#main/core.ts'
import { rosterAccount, createStandInDepartment } from '../support/department/department.ts'
import { openDesk, startStagedCar, type StagedCar } from '../support/core/staged-car.ts'
import { ask } from '../support/core/every-procedure.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const cars: StagedCar[] = []
afterEach(async () => {
  for (const car of cars.splice(0)) await car.stop()
})

async function carOf(options: Parameters<typeof startStagedCar>[0] = {}) {
  const car = await startStagedCar(options)
  cars.push(car)
  return { ...car, ...openDesk(car) }
}

const CAMRY = 'AB12345,IL,Stolen vehicle,"2014 Camry, silver"'
const DAY = 86_400_000
const WORDS = 'told by radio, identity checked'

async function attempt(
  { context }: Session,
  router: StagedCar['core']['router'],
  badge: string,
  password: string,
) {
  await call(router.session.acknowledgeNotice, undefined, { context })
  return call(router.session.signIn, { badge, password }, { context }).catch((error: unknown) => error)
}

test('five wrong passwords lock; unknown badges answer alike; a release code of the administrator opens it once', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }] })
  const { core, router, people } = car
  const known = core.newSession()
  const unknown = core.newSession()
  for (let count = 1; count < 5; count += 1) {
    const [one, other] = [
      await attempt(known, router, '4711', 'wrong'),
      await attempt(unknown, router, '9999', 'wrong'),
    ]
    expect(one).toMatchObject({ code: 'REFUSED', data: { missing: ['the right credentials'] } })
    expect(other).toMatchObject({ code: 'REFUSED', data: { missing: ['the right credentials'] } })
  }
  const locked = await attempt(known, router, '4711', 'wrong')
  expect(locked).toMatchObject({ stage: 'locked', badge: '4711', challenge: expect.any(String) })
  expect(await attempt(unknown, router, '9999', 'wrong')).toMatchObject({ stage: 'locked', badge: '9999' })
  // The right password does not help any more, nor does waiting.
  car.clock.ahead += 3_600_000
  expect(await attempt(core.newSession(), router, '4711', people.passwordOf('4711'))).toMatchObject({
    stage: 'locked',
  })

  const administrator = await people.signIn(people.administrator)
  const { releaseKey } = await call(router.accounts.releaseKey, undefined, { context: administrator.context })
  const { challenge } = locked as { challenge: string }
  const asked = { releaseKey, badge: '4711', challenge, words: WORDS }
  const { code } = await call(router.accounts.releaseCode, asked, { context: administrator.context })
  expect(await ask(known, 'session.release', { badge: '4711', code: 'AAAA-AAAA-AAAA-AAAA' })).toMatchObject({
    kind: 'refused',
  })
  expect(await ask(known, 'session.release', { badge: '9999', code })).toMatchObject({ kind: 'refused' })
  expect(await ask(known, 'session.release', { badge: '4711', code })).toMatchObject({ kind: 'told' })
  await people.signIn('4711', known)
  // The same code does not open the next lock.
  const again = core.newSession()
  for (let count = 0; count < 5; count += 1) await attempt(again, router, '4711', 'wrong')
  expect(await ask(again, 'session.release', { badge: '4711', code })).toMatchObject({ kind: 'refused' })
  const { rows } = known.context.audit.search({ action: 'account.', who: '4711', limit: 50 })
  expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
    expect.arrayContaining(['account.lock done', 'account.release failed', 'account.release done']),
  )
})

test('wrong codes lock as wrong passwords do, and a code works once', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }] })
  const { core, router, people } = car
  const session = core.newSession()
  car.clock.ahead += 60_000
  await attempt(session, router, '4711', people.passwordOf('4711'))
  const code = people.codeOf('4711')
  expect(await ask(session, 'session.secondFactor', { method: 'totp', code })).toMatchObject({ kind: 'told' })
  const next = core.newSession()
  await attempt(next, router, '4711', people.passwordOf('4711'))
  expect(await ask(next, 'session.secondFactor', { method: 'totp', code })).toMatchObject({ kind: 'refused' })
  for (let count = 0; count < 4; count += 1)
    await ask(next, 'session.secondFactor', { method: 'totp', code: '000000' })
  expect(await call(router.session.state, undefined, { context: next.context })).toMatchObject({
    stage: 'locked',
  })
  // Whoever sat there with the account is out as well.
  expect(await ask(session, 'training.mine')).toMatchObject({ gate: 'session' })
})

test('an idle console shows critical alerts and their crop, nothing else; a second factor opens it again', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }], lists: { NCIC: [CAMRY] } })
  const { core, router, context } = car
  await car.startShift()
  const before = await car.pass({ plate: 'ZZ99999', state: 'IL' })
  car.clock.ahead += 31 * 60_000
  const read = await car.pass({ plate: 'AB12345', state: 'IL' })
  const alerts = await call(router.session.alerts, undefined, { context })
  expect(alerts).toMatchObject([{ category: 'stolen-vehicle', cropHash: read.cropHash }])
  expect(Object.keys(alerts[0] ?? {}).toSorted()).toEqual([
    'category',
    'cropHash',
    'id',
    'isDoubtful',
    'raisedAt',
  ])
  const picture = async (hash = ''): Promise<number> =>
    (await core.serve(new Request(`http://x/media/${hash}`))).status
  expect(await picture(read.cropHash)).toBe(200)
  expect(await picture(read.contextHash)).toBe(403)
  expect(await picture(before.cropHash)).toBe(403)
  const code = car.people.recoveryCodeOf('4711')
  await call(router.session.secondFactor, { method: 'recovery', code }, { context })
  expect(await car.onlyHit()).toMatchObject({ read: { id: read.id } })
  expect(await picture(before.cropHash)).toBe(200)
  // After twelve hours a code alone is not enough.
  car.clock.ahead += 12 * 3_600_000
  expect(
    await ask({ context }, 'session.secondFactor', {
      method: 'recovery',
      code: car.people.recoveryCodeOf('4711'),
    }),
  ).toMatchObject({
    kind: 'refused',
    missing: [expect.stringContaining('name and password')],
  })
  await call(router.session.signOut, { leavesOpenHits: true }, { context })
  expect(await picture(read.cropHash)).toBe(403)
})

test('another officer takes the console over while the cameras go on; open hits stay for him', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }, { badge: '4712' }], lists: { NCIC: [CAMRY] } })
  await car.startShift('4711')
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const { id } = await car.onlyHit()
  const passing = car.pass({ plate: 'CD23456', state: 'IL' })
  await car.startShift('4712')
  expect((await passing).plate).toBe('CD23456')
  expect(await car.onlyHit()).toMatchObject({ id })
  expect(await call(car.router.shift.get, undefined, { context: car.context })).toMatchObject({
    officer: { badge: '4712' },
  })
  const { rows } = car.context.audit.search({ action: 'shift.', limit: 10 })
  expect(rows.map(({ badge, action }) => `${badge} ${action}`)).toEqual([
    '4712 shift.start',
    '4711 shift.end',
    '4711 shift.start',
  ])
})

test('reads from before the shift are stored reads: the reel ends where it began, a search says why', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }] })
  const { router, context } = car
  const old = await car.pass({ plate: 'OLD1234', state: 'IL' })
  await car.startShift()
  const live = await car.pass({ plate: 'NEW1234', state: 'IL' })
  const page = await call(router.reads.page, { offset: 0, limit: 50 }, { context })
  expect(page).toMatchObject({ total: 1, rows: [{ id: live.id }] })
  expect(await ask({ context }, 'reads.get', { id: old.id })).toEqual({
    kind: 'other',
    code: 'NOT_FOUND',
  })
  const statement = {
    purpose: 'criminal-case',
    reason: 'trailer stolen on Elm Street',
    caseNumber: '26-114',
    facts: 'the owner saw this plate leave with it',
  } as const
  const found = await call(
    router.search.reads,
    { statement, query: { plate: 'OLD1234', limit: 10 } },
    { context },
  )
  expect(found).toMatchObject({ rows: [{ id: old.id }], isMore: false })
  const [kept] = context.audit.search({ action: 'reads.search', plate: 'old 1234', limit: 5 }).rows
  expect(kept).toMatchObject({ badge: '4711', reason: statement.reason, caseNumber: '26-114' })
  expect(JSON.stringify(kept)).not.toContain('OLD1234')
})

test('accounts unused for ninety days are disabled; a badge number is not given anew for a year', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }] })
  const { people, router, core } = car
  car.clock.ahead += 80 * DAY
  for (const badge of [people.administrator, people.manager]) await people.signIn(badge)
  car.clock.ahead += 11 * DAY
  const { context } = await people.signIn(people.administrator)
  context.access.book.sweep()
  const accounts = await call(router.accounts.list, undefined, { context })
  expect(accounts.find(({ badge }) => badge === '4711')).toMatchObject({
    state: 'disabled',
    why: 'not used for 90 days',
  })
  const session = core.newSession()
  expect(await attempt(session, router, '4711', people.passwordOf('4711'))).toMatchObject({
    data: { missing: [expect.stringContaining('disabled')] },
  })
  const who = { badge: '4711', name: 'Somebody else', position: 'sworn', roles: [] } as const
  const invite = { ...who, roles: [] }
  expect(await ask({ context }, 'accounts.invite', invite)).toMatchObject({
    kind: 'refused',
    missing: [expect.stringContaining('365')],
  })
  for (let months = 0; months < 6; months += 1) {
    car.clock.ahead += 70 * DAY
    await people.signIn(people.administrator, { context, close: () => {} })
  }
  expect(await ask({ context }, 'accounts.invite', invite)).toMatchObject({ kind: 'told' })
})

test('a roster revokes at once, and one that is too old lets nobody sign in', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }] })
  const { people, router, core, folder } = car
  const department = createStandInDepartment(() => Date.now() + car.clock.ahead)
  const put = (name: string, text: string): void =>
    writeFileSync(join(folder, 'data', 'department', name), text)
  const administrator = await people.signIn(people.administrator)
  const { context } = administrator
  await call(
    router.department.enrol,
    { publicKey: department.publicKey, fingerprint: department.fingerprint },
    { context },
  )
  put('first.json', department.roster([rosterAccount({ badge: '4711', roles: ['operator'] })]))
  await call(router.department.import, { file: 'first.json' }, { context })
  const officer = await people.signIn('4711')
  expect(await ask(officer, 'training.mine')).toMatchObject({ kind: 'told' })
  core
    .newSession()
    .context.department.take(
      department.roster([rosterAccount({ badge: '4711', state: 'disabled', why: 'left the department' })]),
      { badge: 'SERVER', name: 'Department' },
    )
  expect(await ask(officer, 'training.mine')).toMatchObject({ gate: 'session' })
  expect(await attempt(core.newSession(), router, '4711', people.passwordOf('4711'))).toMatchObject({
    code: 'REFUSED',
  })
  car.clock.ahead += 31 * DAY
  expect(
    await attempt(core.newSession(), router, people.administrator, people.passwordOf(people.administrator)),
  ).toMatchObject({
    data: { missing: [expect.stringContaining('a roster')] },
  })
})

test('without its audit nothing is told or done, and alerts go on', async () => {
  const car = await carOf({ officers: [{ badge: '4711' }], lists: { NCIC: [CAMRY] } })
  const { router, context, core } = car
  await car.startShift()
  car.breakAudit(true)
  const raised = await car.pass({ plate: 'AB12345', state: 'IL' })
  car.clock.ahead += 61_000
  const session = { context } as Session
  expect(await ask(session, 'hits.open')).toMatchObject({ kind: 'refused', gate: 'audit' })
  expect(await ask(session, 'reads.page', { offset: 0, limit: 5 })).toMatchObject({ gate: 'audit' })
  expect(await call(router.audit.state, undefined, { context })).toMatchObject({ isWriting: false })
  expect(core.systemStatus().storage).toMatchObject({ openHits: 1 })
  const entry = {
    plate: 'XY98765',
    category: 'local-interest',
    reason: 'seen at the scene of a burglary',
    incident: '26-1',
    vehicle: {},
    expiresAt: Date.now() + car.clock.ahead + DAY,
  }
  expect(await ask(session, 'localList.add', entry)).toMatchObject({ gate: 'audit' })
  car.breakAudit(false)
  expect(await call(router.localList.list, undefined, { context })).toEqual([])
  expect(await car.onlyHit()).toMatchObject({ read: { id: raised.id } })
})

test('without the authorisation a database asks for, its fields are hidden and its category is not', async () => {
  const car = await carOf({
    officers: [{ badge: '4711' }, { badge: '4712', authorisations: ['ncic'] }],
    lists: { NCIC: [CAMRY] },
  })
  await car.startShift('4711')
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const [hidden] = (await car.onlyHit()).matches
  expect(hidden?.entry).toMatchObject({ hiddenFor: 'ncic', raw: '', notes: '', category: 'stolen-vehicle' })
  await car.startShift('4712')
  const [shown] = (await car.onlyHit()).matches
  expect(shown?.entry).toMatchObject({ raw: CAMRY })
  expect(shown?.entry).not.toHaveProperty('hiddenFor')
})
