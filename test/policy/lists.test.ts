// What alerts, what officers enter themselves, and what a read holds, through the real core.
import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import type { LocalEntryInput, PartialPlateInput } from '#shared/domain/local-list.ts'
import { profileOf, ruleOf, testClauses } from './agencies.ts'
import { openDesks, saw } from './desks.ts'

const HOUR = 3_600_000
const LISTED = {
  AB10001: 'Stolen vehicle',
  AB20413: 'Stolen plate',
  AB30857: 'Wanted person',
  AB41260: 'Missing person',
} as const
const SILENT = { AB52971: 'Immigration violator', AB63384: 'Expired registration', AB74795: 'Gang' } as const
const lines = [...Object.entries(LISTED), ...Object.entries(SILENT)].map(
  ([plate, category]) => `${plate},IL,${category},`,
)
const deskOf = openDesks({ lists: { County: [...lines, 'AB85126,IL,Parking scofflaw,'] } })
type Desk = Awaited<ReturnType<typeof deskOf>>

/** The categories of what alerts of these plates, each passing once. */
async function alertsOf(desk: Desk, plates: readonly string[]): Promise<string[]> {
  for (const plate of plates) await desk.pass({ plate, state: 'IL' })
  const open = await desk.open()
  return plates.flatMap(
    (plate) => open.find(({ read }) => read.plate === plate)?.matches[0]?.entry.category ?? [],
  )
}

/** So that the next test begins without an open hit. */
async function rejectAll(desk: Desk): Promise<void> {
  for (const { id } of await desk.open()) {
    await desk.step(id, { kind: 'acknowledged' })
    await desk.step(id, { kind: 'rejected', reason: 'test', words: '' })
  }
}

describe('what alerts', () => {
  testClauses(
    {
      'Schaumburg I.A s1-2: stolen vehicles and plates, wanted and missing persons alert, nothing else does':
        'schaumburg',
      'Rantoul 438.1: stolen vehicles and plates, wanted and missing persons alert, nothing else does':
        'rantoul',
      'Alsip 709.2 ¶1: stolen vehicles and plates, wanted and missing persons alert, nothing else does':
        'alsip',
      'Parsons 427.3 ¶1: stolen vehicles and plates, wanted and missing persons alert, nothing else does':
        'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.onShift()
      const named = ['stolen-vehicle', 'stolen-plate', 'wanted-person', 'missing-person']
      expect(await alertsOf(desk, Object.keys(LISTED))).toEqual(named)
      expect(await alertsOf(desk, [...Object.keys(SILENT), 'AB85126'])).toEqual([])
      await rejectAll(desk)
    },
  )

  test('Oak Brook 131.3 Hot List s1: registrations are matched and call nobody, scofflaws call quietly', async () => {
    const desk = await deskOf('oak-brook')
    await desk.onShift()
    expect(await alertsOf(desk, Object.keys(SILENT))).toEqual([])
    const scofflaw = await desk.raise('AB85126')
    expect(scofflaw.presentation.severity).toBe('low')
    expect(await alertsOf(desk, ['AB10001'])).toEqual(['stolen-vehicle'])
    await rejectAll(desk)
  })

  test('Oak Brook 131.3 Alert: whatever may alert is seen, and said or sounded unless it is a registration', () => {
    const { allowedCategories, presentations } = profileOf('oak-brook')
    for (const category of allowedCategories.value) {
      const presentation = presentations[category]
      expect(presentation?.isCovert, category).toBe(false)
      const isQuiet = category.endsWith('-registration')
      expect(presentation?.sound === 'none', category).toBe(isQuiet)
      expect(presentation?.spoken === '', category).toBe(isQuiet)
    }
  })
})

describe('plates entered by hand', () => {
  const wanted = (plate: string, changes: Partial<LocalEntryInput> = {}): LocalEntryInput => ({
    plate,
    state: 'IL',
    category: 'missing-person',
    reason: 'told by dispatch: missing 71 year old, blue Tahoe',
    incident: '26-100',
    vehicle: { colour: 'blue' },
    expiresAt: Date.now() + 8 * HOUR,
    ...changes,
  })

  testClauses(
    {
      'Oak Brook 131.3 s3: a plate that an officer adds alerts from then on': 'oak-brook',
      'Oak Brook 131.6 manual s1: an officer adds a plate and takes it off again': 'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.onShift()
      const { router, context } = desk
      const { entry } = await call(router.localList.add, wanted('CD10001'), { context })
      desk.clock.ahead += 15 * 60_000
      const hit = await desk.raise('CD10001')
      expect(hit.matches[0]?.entry).toMatchObject({ kind: 'local', plate: 'CD10001' })
      await rejectAll(desk)
      const words = 'found safe, told by dispatch'
      expect(await call(router.localList.remove, { id: entry.id, words }, { context })).toEqual([])
      desk.clock.ahead += 15 * 60_000
      expect(await alertsOf(desk, ['CD10001'])).toEqual([])
    },
  )

  test('Oak Brook 131.6 manual s2: no plate is entered by hand without a reason of this case', async () => {
    const desk = await deskOf('oak-brook')
    await desk.onShift()
    const { router, context } = desk
    for (const reason of ['stolen', 'investigation', 'police business', 'xxxxxxxxxxxx']) {
      const add = call(router.localList.add, wanted('CD20002', { reason }), { context })
      await expect(add).rejects.toMatchObject({
        code: 'REFUSED',
        data: { clause: expect.stringContaining('131.6') },
      })
    }
    expect(await call(router.localList.list, undefined, { context })).toEqual([])
    await call(router.localList.add, wanted('CD20002'), { context })
    const hit = await desk.raise('CD20002')
    // The reason stands with the alert.
    expect(hit.matches[0]?.entry.notes).toContain('missing 71 year old')
    await rejectAll(desk)
  })

  test('Oak Brook 131.3 Hit: a hit says whether a list or an officer has the plate', async () => {
    const desk = await deskOf('oak-brook')
    await desk.onShift()
    const { router, context } = desk
    await call(router.localList.add, wanted('CD30003'), { context })
    const kinds: (string | undefined)[] = []
    for (const plate of ['CD30003', 'AB20413']) kinds.push((await desk.raise(plate)).matches[0]?.entry.kind)
    expect(kinds).toEqual(['local', 'list'])
    await rejectAll(desk)
  })
})

describe('canvass and partial plates', () => {
  const TITLES = {
    canvass: {
      'Schaumburg III.A.4 s1: a canvass has incident, kind and area, tags its reads and is decided':
        'schaumburg',
      'Rantoul 438.3(d) s1: a canvass has incident, kind and area, tags its reads and is decided': 'rantoul',
      'Alsip 709.3(c) s1-2: a canvass has incident, kind and area, tags its reads and is decided': 'alsip',
      'Parsons 427.4(c): a canvass has incident, kind and area, tags its reads and is decided': 'parsons',
    },
    partial: {
      'Schaumburg III.A.4 s2: a partial plate meets past and coming reads': 'schaumburg',
      'Rantoul 438.3(d) s2: a partial plate meets past and coming reads': 'rantoul',
      'Alsip 709.3(c) s1-2: a partial plate meets past and coming reads': 'alsip',
      'Parsons 427.4(c): a partial plate meets past and coming reads': 'parsons',
    },
  } as const

  testClauses(TITLES.canvass, async (id) => {
    const desk = await deskOf(id)
    await desk.onShift()
    const { router, context } = desk
    expect(ruleOf(id, 'canvass.thought_to').value).toContain('homicide')
    const start = { incident: '26-300', kind: 'homicide', area: 'Golf Road, 2 blocks' } as const
    const canvass = await call(router.canvass.start, start, { context })
    const inside = await desk.pass({ plate: 'EF10001' })
    await call(router.canvass.end, { id: canvass.id }, { context })
    const outside = await desk.pass({ plate: 'EF20002' })
    expect([inside.canvassId, outside.canvassId]).toEqual([canvass.id, undefined])
    const ground = 'two witnesses name a white van'
    const decided = await call(router.canvass.decide, { id: canvass.id, isKept: true, ground }, { context })
    expect(decided).toMatchObject({ reads: 1, decision: { isKept: true, ground } })
  })

  testClauses(TITLES.partial, async (id) => {
    const desk = await deskOf(id)
    await desk.onShift()
    const { router, context } = desk
    for (const plate of ['GX15499', 'HX15499']) await desk.pass({ plate })
    const input: PartialPlateInput = {
      pattern: 'G?1 ?4*',
      reason: 'witness of the shooting at Golf Road',
      incident: '26-200',
      vehicle: {},
      expiresAt: Date.now() + 24 * HOUR,
    }
    const { past } = await call(router.partials.add, input, { context })
    expect(past.map(({ plate }) => plate)).toEqual(['GX15499'])
    const hit = await desk.raise('GQ1B4')
    expect(hit).toMatchObject({ presentation: { severity: 'low' }, matches: [{ kind: 'partial' }] })
    await rejectAll(desk)
  })
})

describe('a read', () => {
  test('Oak Brook 131.3 Read: a read has its picture, the picture around it, time and camera', async () => {
    const desk = await deskOf('oak-brook')
    await desk.onShift()
    const before = Date.now() + desk.clock.ahead
    const read = await desk.pass({ plate: 'JK10001', state: 'IL' })
    expect(read).toMatchObject({ plate: 'JK10001', cameraName: 'FRONT' })
    expect(read.cropHash).toMatch(/^[0-9a-f]{64}$/)
    expect(read.contextHash).toMatch(/^[0-9a-f]{64}$/)
    expect(read.capturedAt).toBeGreaterThanOrEqual(before)
  })

  test('Oak Brook 131.7 (a): without a fix a read says so, and no place is made up', async () => {
    const desk = await deskOf('oak-brook')
    await desk.onShift()
    const read = await desk.pass({ plate: 'JK20002', state: 'IL' })
    expect(read.location).toEqual({ kind: 'none', why: 'no-receiver' })
  })

  test('Oak Brook 131.3 ALPR/Fixed: each camera says whether it is mobile or fixed', async () => {
    const desk = await deskOf('oak-brook')
    await desk.onShift()
    const cameras = await call(desk.router.cameras.list, undefined, { context: desk.context })
    expect(cameras.map(({ kind }) => kind)).toEqual(['mobile'])
  })
})

test('Oak Brook 131.3 Alert: an alert names what it is, and is compared before anything else', async () => {
  const desk = await deskOf('oak-brook')
  desk.clock.ahead += 15 * 60_000
  const hit = await desk.raise('AB30857')
  expect(hit).toMatchObject({ status: 'raised', presentation: { spoken: 'Wanted person' } })
  await expect(desk.step(hit.id, saw('AB30857'))).rejects.toMatchObject({ code: 'REFUSED' })
  await rejectAll(desk)
})
