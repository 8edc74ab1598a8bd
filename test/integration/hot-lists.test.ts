// Hot lists through the real core: files of the import folder, refusals that keep what is loaded, categories.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import type { Officer } from '#shared/domain/officer.ts'
import { openDesk, startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const cars: StagedCar[] = []
afterEach(async () => {
  for (const car of cars.splice(0)) await car.stop()
})

async function carOf(officer: Partial<Officer> = {}) {
  const car = await startStagedCar({ officers: [{ badge: '4711', name: 'Patrol one', ...officer }] })
  cars.push(car)
  const desk = { ...car, ...openDesk(car) }
  await desk.startShift()
  const put = (file: string, text: string): void =>
    writeFileSync(join(car.folder, 'data', 'import', file), text)
  return { ...desk, put }
}

const csv = (plates: readonly string[], category = 'Stolen vehicle'): string =>
  `plate,state,category,description\n${plates.map((plate) => `${plate},IL,${category},\n`).join('')}`

const plates = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `AB${String(10_000 + at * 37)}`)

test('a file is previewed before anything is taken, imported, and compared with the version before', async () => {
  const { router, context, put } = await carOf()
  put('county.csv', csv(plates(40)) + 'NONE,IL,Stolen vehicle,\nTOOLONGAPLATE,IL,Stolen vehicle,\n')
  const choices = await call(router.lists.choices, undefined, { context })
  expect(choices.files.map(({ name }) => name)).toEqual(['county.csv'])
  const file = 'county.csv'
  const [guess] = await call(router.lists.guess, { file }, { context })
  expect(guess?.id).toBe('generic-csv')
  const templateId = 'generic-csv'
  const preview = await call(router.lists.preview, { file, templateId }, { context })
  expect(preview.lines.slice(0, 2).map(({ kind }) => kind)).toEqual(['header', 'entry'])
  expect(await call(router.lists.installed, undefined, { context })).toEqual([])

  const first = await call(router.lists.import, { name: 'County', file, templateId }, { context })
  expect(first).toMatchObject({ taken: 40, refusedCount: 1, changes: { added: 40, removed: 0, changed: 0 } })
  expect(first.refused).toMatchObject([{ line: 43 }])
  put('county.csv', csv([...plates(38), 'ZZ99999']))
  const second = await call(router.lists.import, { name: 'County', file, templateId }, { context })
  expect(second.changes).toEqual({ added: 1, removed: 2, changed: 0 })
})

test('a file that is broken or much smaller is refused, and the list that is loaded still alerts', async () => {
  const car = await carOf()
  const { router, context, put } = car
  const list = { name: 'County', file: 'county.csv', templateId: 'generic-csv' }
  put('county.csv', csv(plates(40)))
  await call(router.lists.import, list, { context })
  put('county.csv', csv(plates(10)))
  expect((await call(router.lists.import, list, { context })).refusal).toMatch(/40|10/)
  put('county.csv', '\0\0\0\0')
  expect((await call(router.lists.import, list, { context })).refusal).toBeDefined()
  const [installed] = await call(router.lists.installed, undefined, { context })
  expect(installed?.status).toMatchObject({ entries: 40, lastRefusal: { why: expect.any(String) } })
  await car.pass({ plate: plates(40)[39] ?? '', state: 'IL' })
  expect(await car.open()).toHaveLength(1)
  await expect(
    call(router.lists.import, { ...list, file: '../settings.json' }, { context }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(call(router.lists.import, { ...list, file: 'none.csv' }, { context })).rejects.toMatchObject({
    code: 'REFUSED',
  })
})

test('immigration records alert only after an administrator has turned them on, with a reason', async () => {
  const car = await carOf({ roles: ['operator', 'administrator'] })
  const { router, context, put } = car
  put('ncic.csv', csv(['IM12345'], 'Immigration violator'))
  await call(router.lists.import, { name: 'NCIC', file: 'ncic.csv', templateId: 'generic-csv' }, { context })
  await car.pass({ plate: 'IM12345', state: 'IL' })
  expect(await car.open()).toEqual([])
  const change = { category: 'immigration-violator', isAllowed: true } as const
  await expect(
    call(router.lists.allowCategory, { ...change, reason: 'investigation' }, { context }),
  ).rejects.toMatchObject({ code: 'REFUSED' })
  const reason = 'ordered by the court in case 26-CV-77'
  const allowed = await call(router.lists.allowCategory, { ...change, reason }, { context })
  expect(allowed).toContain('immigration-violator')
  await car.pass({ plate: 'IM12345', state: 'IL' })
  expect(await car.open()).toHaveLength(1)

  await call(router.shift.end, { leavesOpenHits: true }, { context })
  await car.startShift('0815')
  await expect(call(router.lists.allowCategory, { ...change, reason }, { context })).rejects.toMatchObject({
    data: { missing: [expect.stringContaining('a role that may do this')] },
  })
})

test("a list's own settings come before the profile's; only the profile makes a list covert", async () => {
  const car = await carOf({ roles: ['operator', 'administrator'] })
  const { router, context, put } = car
  put('county.csv', csv(plates(3)))
  await call(
    router.lists.import,
    { name: 'County', file: 'county.csv', templateId: 'generic-csv' },
    { context },
  )
  const presentation = {
    severity: 'high',
    sound: 'high',
    spoken: 'County list',
    mayMute: false,
    isCovert: true,
  } as const
  const settings = {
    maxAgeMs: 3_600_000,
    mostShrinkShare: 0.5,
    presentations: { 'stolen-vehicle': presentation },
  }
  await expect(call(router.lists.configure, { name: 'County', settings }, { context })).rejects.toMatchObject(
    { data: { missing: [expect.stringContaining('covert')] } },
  )
  const open = {
    ...settings,
    presentations: { 'stolen-vehicle': { ...presentation, isCovert: false } },
  }
  await call(router.lists.configure, { name: 'County', settings: open }, { context })
  await car.pass({ plate: plates(1)[0] ?? '', state: 'IL' })
  expect((await car.onlyHit()).presentation).toMatchObject({ severity: 'high', spoken: 'County list' })
})

test('calibration records are a self-test: matched, kept, and nobody is called', async () => {
  const car = await carOf()
  const { router, context, put } = car
  put('ncic.csv', csv(['AB12345']) + 'CAL1234,IL,LPR CALIBRATION RECORD,\n')
  const report = await call(
    router.lists.import,
    { name: 'NCIC', file: 'ncic.csv', templateId: 'generic-csv' },
    { context },
  )
  expect(report.calibration).toBe(1)
  await car.pass({ plate: 'CAL1234', state: 'IL' })
  expect(await car.open()).toEqual([])
  expect(await call(router.hits.recent, { limit: 5 }, { context })).toMatchObject([
    { matches: [{ entry: { category: 'calibration' } }], presentation: { severity: 'silent' } },
  ])
})
