// A hit through the real core, from the read to its end: what the console would call, called directly.
import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import type { Seen, StepInput } from '#shared/domain/hit-step.ts'
import type { DataClass, Role } from '#shared/domain/officer.ts'
import { openDesk, startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const cars: StagedCar[] = []
afterEach(async () => {
  for (const car of cars.splice(0)) await car.stop()
})

async function carOf(options: Parameters<typeof startStagedCar>[0]) {
  const car = await startStagedCar(options)
  cars.push(car)
  return { ...car, ...openDesk(car) }
}

/** A day later the officer has to sign in again; the shift goes on. */
async function nextDay(car: Awaited<ReturnType<typeof carOf>>): Promise<void> {
  car.clock.ahead += 24 * 3_600_000
  await car.signIn()
}

const CAMRY = 'AB12345,IL,Stolen vehicle,"2014 Camry, silver"'
const LEADS_OFFICER = {
  badge: '4711',
  name: 'Patrol one',
  authorisations: ['leads', 'ncic'] satisfies DataClass[],
}
const STOP: StepInput = { kind: 'decided', decision: 'stop', words: '' }

function seen(plate: string, changes: Partial<Seen> = {}): StepInput {
  const plain = { isTyped: false, state: 'IL', vehicle: 'match', vehicleWords: '' } as const
  return { kind: 'compared', seen: { ...plain, plate, ...changes } }
}

function statusOf(
  plate: string,
  changes: Partial<Extract<StepInput, { kind: 'checked'; item: 'status' }>> = {},
): StepInput {
  return {
    kind: 'checked',
    item: 'status',
    answer: 'yes',
    plate,
    state: 'IL',
    channel: 'communications',
    ranBy: 'dispatch',
    ranAt: 0,
    reference: 'C-1',
    words: '',
    ...changes,
  }
}

test('a listed plate is one hit with its odds; every step has its officer; nothing is skipped under shall', async () => {
  const car = await carOf({ profile: 'oak-brook', officers: [LEADS_OFFICER], lists: { NCIC: [CAMRY] } })
  await car.signIn()
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const hit = await car.onlyHit()
  expect(hit).toMatchObject({
    status: 'raised',
    presentation: { severity: 'critical' },
    matches: [{ kind: 'exact', stateAgreement: 'agrees', entry: { line: 2, list: 'NCIC', raw: CAMRY } }],
  })
  await expect(car.step(hit.id, { kind: 'acknowledged' })).rejects.toMatchObject({ code: 'REFUSED' })

  await car.startShift()
  await car.step(hit.id, { kind: 'acknowledged' })
  await expect(car.step(hit.id, STOP)).rejects.toMatchObject({
    data: { missing: ['the comparison with what you see'] },
  })
  await car.step(hit.id, seen('AB12345'))
  await expect(
    car.step(hit.id, { kind: 'skipped', item: 'status', reason: 'radio is busy' }),
  ).rejects.toMatchObject({ data: { clause: expect.stringContaining('131.6') } })
  expect((await car.step(hit.id, statusOf('AB12345', { channel: 'leads' }))).status).toBe('verified')
  await car.step(hit.id, STOP)
  await expect(car.step(hit.id, { kind: 'closed', incident: '' })).rejects.toMatchObject({
    data: { missing: ['the incident or event number'] },
  })
  const closed = await car.step(hit.id, { kind: 'closed', incident: '26-1' })
  expect(closed.status).toBe('closed')
  expect(closed.steps.map(({ by }) => by.badge)).toEqual(Array.from({ length: 5 }, () => '4711'))
  expect(await car.open()).toEqual([])
})

test('Green: the machine reads a 3 as a 7 and the list has the misread plate; what is seen ends it', async () => {
  const car = await carOf({ profile: 'oak-brook', lists: { NCIC: ['5SOW750,CA,Stolen vehicle,'] } })
  await car.startShift()
  await car.pass({
    plate: '5SOW750',
    probability: 0.8,
    others: [{ plate: '5SOW350', probability: 0.15 }],
    state: 'CA',
  })
  const { id } = await car.onlyHit()
  await car.step(id, { kind: 'acknowledged' })
  await car.step(id, seen('5SOW350', { state: 'CA' }))
  // Running the plate that was read, as the officer's radio did then, is refused: it is not the one that is seen.
  for (const step of [statusOf('5SOW750', { state: 'CA' }), statusOf('5SOW350', { state: 'CA' }), STOP]) {
    await expect(car.step(id, step)).rejects.toMatchObject({ code: 'REFUSED' })
  }
  await car.step(id, { kind: 'rejected', reason: 'wrong-character', words: '' })
  expect(await car.open()).toEqual([])
  expect(await call(car.router.hits.accuracy, undefined, { context: car.context })).toMatchObject([
    { list: 'NCIC', closed: 1, rejected: { 'wrong-character': 1 } },
  ])
})

test('Aurora: the right characters of another state on another kind of vehicle end without enforcement', async () => {
  const car = await carOf({ profile: 'rantoul', lists: { NCIC: ['AB12345,MT,Stolen vehicle,motorcycle'] } })
  await car.startShift()
  await car.pass({ plate: 'AB12345', state: 'CO' })
  const hit = await car.onlyHit()
  expect(hit.matches[0]?.stateAgreement).toBe('differs')
  expect(hit.matches[0]?.odds.both).toBeLessThan(0.1)
  await car.step(hit.id, { kind: 'acknowledged' })
  await car.step(hit.id, seen('AB12345', { state: 'CO', vehicle: 'no-match', vehicleWords: 'an SUV' }))
  await expect(car.step(hit.id, STOP)).rejects.toMatchObject({
    data: { next: 'Reject the hit as wrong state.' },
  })
  expect((await car.step(hit.id, { kind: 'rejected', reason: 'wrong-state', words: '' })).status).toBe(
    'closed',
  )
})

test('who has no authorisation for LEADS verifies through the Communications Center', async () => {
  const car = await carOf({ profile: 'schaumburg', lists: { LEADS: [CAMRY] } })
  await car.startShift('0815')
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const { id } = await car.onlyHit()
  await car.step(id, { kind: 'acknowledged' })
  await car.step(id, seen('AB12345'))
  await expect(car.step(id, statusOf('AB12345', { channel: 'leads' }))).rejects.toMatchObject({
    data: { clause: 'III.A.6' },
  })
  await car.step(id, statusOf('AB12345'))
})

test('a quieted entry stays quiet and is counted, until it is lifted', async () => {
  const car = await carOf({ lists: { NCIC: [CAMRY] } })
  const { context, router } = car
  await car.startShift()
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const { id } = await car.onlyHit()
  await car.step(id, { kind: 'rejected', reason: 'record-not-active', words: '' })
  const { id: suppression } = await call(
    router.hits.suppress,
    { id, reason: 'recovered an hour ago, told by dispatch' },
    { context },
  )
  await nextDay(car)
  await car.pass({ plate: 'AB12345', state: 'IL' })
  expect(await car.open()).toEqual([])
  expect(await call(router.hits.suppressions, undefined, { context })).toMatchObject([{ quieted: 1 }])
  expect(await call(router.hits.lift, { id: suppression }, { context })).toEqual([])
  await nextDay(car)
  await car.pass({ plate: 'AB12345', state: 'IL' })
  expect(await car.open()).toHaveLength(1)
})

test('a plate once shown not to be the wanted one says so on the next alert, and a supervisor reviews it', async () => {
  const supervisor = { badge: '1', name: 'Watch', roles: ['operator', 'supervisor'] satisfies Role[] }
  const car = await carOf({ officers: [supervisor], lists: { NCIC: [CAMRY] } })
  const { context, router } = car
  await car.startShift()
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const first = await car.onlyHit()
  await car.step(first.id, {
    kind: 'rejected',
    reason: 'wrong-person',
    words: '',
    exoneration: { proof: 'owner shown by licence and registration', days: 30 },
  })
  await nextDay(car)
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const second = await car.onlyHit()
  expect(second.exoneration).toMatchObject({ hitId: first.id, by: { badge: '4711' } })
  const id = second.exoneration?.id ?? ''
  const verdict = { id, isUpheld: false, words: 'the proof is of another vehicle' }
  await expect(call(router.hits.review, verdict, { context })).rejects.toMatchObject({
    data: { missing: [expect.stringContaining('a role that may do this')] },
  })
  await expect(call(router.shift.end, { leavesOpenHits: false }, { context })).rejects.toMatchObject({
    data: { missing: expect.arrayContaining(['the end of 1 open hit']) },
  })
  await call(router.shift.end, { leavesOpenHits: true }, { context })
  await car.startShift('1')
  await call(router.hits.review, verdict, { context })
  car.clock.ahead += 24 * 3_600_000
  await car.signIn('1')
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const [third] = (await car.open()).toSorted((a, b) => b.sequence - a.sequence)
  expect(third?.sequence).toBeGreaterThan(second.sequence)
  expect(third).not.toHaveProperty('exoneration')
})

test('registrations are kept silent, a critical hit below the limit is shown as doubtful', async () => {
  const car = await carOf({
    profile: 'oak-brook',
    lists: { SOS: ['EXP1234,IL,Expired registration,'], NCIC: [CAMRY] },
  })
  await car.signIn()
  await car.pass({ plate: 'EXP1234', state: 'IL' })
  expect(await car.open()).toEqual([])
  await car.pass({ plate: 'A812345', probability: 0.9, others: [{ plate: 'AB12345', probability: 0.03 }] })
  const doubtful = await car.onlyHit()
  expect(doubtful).toMatchObject({ isDoubtful: true, matches: [{ kind: 'candidate' }] })
  const { hits } = car.core.systemStatus().storage
  expect(hits).toBe(2)
})

test('the shift and its open hits outlive a restart', async () => {
  const car = await carOf({ lists: { NCIC: [CAMRY] } })
  await car.startShift()
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const { id } = await car.onlyHit()
  await car.step(id, { kind: 'acknowledged' })
  cars.splice(0)
  await car.core.stop()
  const again = await carOf({ folder: car.folder })
  await again.signIn()
  expect(await again.onlyHit()).toMatchObject({ id, status: 'acknowledged' })
  const { context, router } = again
  expect(await call(router.shift.get, undefined, { context })).toMatchObject({ officer: { badge: '4711' } })
  // The list is there again without its file having been named.
  await again.pass({ plate: 'AB12345', state: 'IL' })
  expect(await again.onlyHit()).toMatchObject({ sightings: [{ cameraName: 'FRONT' }] })
})
