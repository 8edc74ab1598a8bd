// What officers enter themselves, through the real core: the local list, partial plates, plates by hand, canvasses.
import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import type { LocalEntryInput, PartialPlateInput } from '#shared/domain/local-list.ts'
import { openDesk, startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const cars: StagedCar[] = []
afterEach(async () => {
  for (const car of cars.splice(0)) await car.stop()
})

async function carOf(options: Parameters<typeof startStagedCar>[0] = {}) {
  const car = await startStagedCar(options)
  cars.push(car)
  const desk = { ...car, ...openDesk(car) }
  await desk.startShift()
  return desk
}

const HOUR = 3_600_000

function wanted(changes: Partial<LocalEntryInput> = {}): LocalEntryInput {
  return {
    plate: 'AB12345',
    state: 'IL',
    category: 'missing-person',
    reason: 'told by dispatch: missing 71 year old, blue Tahoe',
    incident: '26-100',
    vehicle: { colour: 'blue' },
    expiresAt: Date.now() + 8 * HOUR,
    ...changes,
  }
}

test('a plate added by hand works at once, is found among earlier reads, and its history is kept', async () => {
  const car = await carOf()
  const { router, context } = car
  const earlier = await car.pass({
    plate: 'A812345',
    probability: 0.7,
    others: [{ plate: 'AB12345', probability: 0.25 }],
  })
  await car.pass({ plate: 'ZZ99999' })
  const { entry, past } = await call(router.localList.add, wanted(), { context })
  expect(past).toMatchObject([{ readId: earlier.id, plate: 'AB12345', probability: 0.25 }])
  await car.pass({ plate: 'AB12345', state: 'IL' })
  const hit = await car.onlyHit()
  expect(hit.matches[0]?.entry).toMatchObject({
    kind: 'local',
    recordNumber: '26-100',
    notes: expect.stringContaining('4711'),
  })

  const { id } = entry
  const words = 'colour was told wrong at first'
  await call(router.localList.edit, { id, words, input: wanted({ vehicle: { colour: 'red' } }) }, { context })
  const left = await call(router.localList.remove, { id, words: 'found safe, told by dispatch' }, { context })
  expect(left).toEqual([])
  const history = await call(router.localList.history, { id }, { context })
  expect(history.map(({ action, version }) => [action, version])).toEqual([
    ['added', 1],
    ['edited', 2],
    ['removed', 3],
  ])
  await car.step(hit.id, { kind: 'rejected', reason: 'test', words: '' })
  car.clock.ahead += HOUR
  await car.signIn()
  await car.pass({ plate: 'AB12345', state: 'IL' })
  expect(await car.open()).toEqual([])
})

test.each([
  ['a short reason', { reason: 'stolen' }, /at least 10 characters/],
  ['boilerplate', { reason: 'investigation' }, /fit every case/],
  ['no words', { reason: 'xxxxxxxxxxxxxx' }, /in words/],
  ['an expiry behind', { expiresAt: 1 }, /lies ahead/],
  ['an expiry too far ahead', { expiresAt: Date.now() + 400 * 24 * HOUR }, /within \d+ days/],
  ['a category that is not for hands', { category: 'immigration-violator' as const }, /entered by hand/],
])('%s is refused with the clause, and nothing is kept', async (_, changes, why) => {
  const { router, context } = await carOf({ profile: 'oak-brook' })
  const add = call(router.localList.add, wanted(changes), { context })
  await expect(add).rejects.toMatchObject({
    code: 'REFUSED',
    data: { missing: [expect.stringMatching(why)], clause: expect.stringContaining('131.6') },
  })
  expect(await call(router.localList.list, undefined, { context })).toEqual([])
})

test('an expired entry does not alert', async () => {
  const car = await carOf()
  const { router, context } = car
  await call(router.localList.add, wanted(), { context })
  car.clock.ahead += 9 * HOUR
  await car.signIn()
  await car.pass({ plate: 'AB12345', state: 'IL' })
  expect(await car.open()).toEqual([])
})

test('a partial plate is a quieter alert on positions, and past reads tell how little it says', async () => {
  const car = await carOf({ profile: 'rantoul' })
  const { router, context } = car
  for (const plate of ['AX15499', 'BX15499', 'ZZ99999', 'AX1Z']) await car.pass({ plate })
  const input: PartialPlateInput = {
    pattern: 'a?1 ?4*',
    reason: 'witness of the shooting at Golf Road',
    incident: '26-200',
    vehicle: {},
    expiresAt: Date.now() + 24 * HOUR,
  }
  const { partial, past } = await call(router.partials.add, input, { context })
  expect(past.map(({ plate }) => plate)).toEqual(['AX15499'])
  expect(partial.fitsShare).toBe(0.25)
  await car.pass({ plate: 'AQ1B4' })
  const hit = await car.onlyHit()
  expect(hit).toMatchObject({
    presentation: { severity: 'low' },
    matches: [{ kind: 'partial', entry: { pattern: 'a?1 ?4*', plate: 'AQ1B4' } }],
  })
  await expect(call(router.partials.add, { ...input, pattern: 'A???' }, { context })).rejects.toMatchObject({
    code: 'REFUSED',
  })
})

test('a plate typed by an officer takes the same way as a read; a correction leaves the original', async () => {
  const car = await carOf({ lists: { NCIC: ['AB12345,IL,Stolen vehicle,'] } })
  const { router, context } = car
  const read = await car.pass({ plate: 'A812345', state: 'IL' })
  expect(await car.open()).toEqual([])
  const corrected = await call(
    router.reads.correct,
    { id: read.id, plate: 'AB12345', state: 'IL', words: 'it is a B' },
    { context },
  )
  expect(corrected.entered).toMatchObject({ corrects: read.id, by: { badge: '4711' } })
  expect(corrected.cropHash).toBe(read.cropHash)
  expect(await call(router.reads.get, { id: read.id }, { context })).toEqual(read)
  expect((await car.onlyHit()).read.id).toBe(corrected.id)
  car.clock.ahead += HOUR
  await car.signIn()
  const typed = await call(router.reads.capture, { plate: 'AB12345', words: '' }, { context })
  expect(typed).not.toHaveProperty('cropHash')
  expect(await call(router.reads.get, { id: typed.id }, { context })).toEqual(typed)
  expect(await car.open()).toHaveLength(2)
})

test('a canvass tags its reads; it is decided with a ground before the next one begins', async () => {
  const car = await carOf({ profile: 'schaumburg' })
  const { router, context } = car
  const input = { incident: '26-300', kind: 'homicide', area: 'Golf Road, 2 blocks' } as const
  const { id } = await call(router.canvass.start, input, { context })
  const inside = await car.pass({ plate: 'AA11111' })
  await call(router.canvass.end, { id }, { context })
  const outside = await car.pass({ plate: 'BB22222' })
  expect([inside.canvassId, outside.canvassId]).toEqual([id, undefined])
  await expect(call(router.canvass.start, input, { context })).rejects.toMatchObject({
    data: { missing: ['the decision on the last canvass'] },
  })
  const decided = await call(
    router.canvass.decide,
    { id, isKept: true, ground: 'two witnesses name a white van' },
    { context },
  )
  expect(decided).toMatchObject({ reads: 1, decision: { isKept: true, by: { badge: '4711' } } })
  expect(await call(router.canvass.current, undefined, { context })).toBeNull()
})
