import { describe, expect, test } from 'vitest'
import { askedItems, compare, openItems, progressOf } from './hit-progress.ts'
import { HitStep, type Seen, type StepInput } from './hit-step.ts'
import { HotListMatch } from './hot-list.ts'
import type { Verification } from './profile.ts'

function listed(plate: string, state: string | undefined, entry: Record<string, unknown> = {}): HotListMatch {
  return HotListMatch.parse({
    entry: {
      key: `${plate}|${state ?? ''}`,
      list: 'NCIC vehicles',
      kind: 'list',
      source: 'NCIC',
      line: 2,
      raw: '',
      plate,
      ...(state === undefined ? {} : { state }),
      category: 'stolen-vehicle',
      categoryWords: 'V',
      vehicle: { make: 'TOYT' },
      cautions: [],
      notes: '',
      trust: 'normal',
      mended: [],
      ...entry,
    },
    kind: 'exact',
    matchedPlate: plate,
    plateProbability: 0.9,
    replaced: [],
    stateAgreement: 'unknown',
    odds: { characters: 0.9, both: 0.9 },
    crowding: { listed: 0, looked: 0 },
  })
}

const saw = (plate: string, state: Seen['state'], vehicle: Seen['vehicle'] = 'match'): Seen => ({
  plate,
  isTyped: true,
  state,
  vehicle,
  vehicleWords: '',
})

describe('compare', () => {
  test('takes the entry of the state that was seen, of several states with one plate', () => {
    const matches = [listed('AB12345', 'IL'), listed('AB12345', 'MO'), listed('AB12345', 'KS')]
    expect(compare(saw('AB12345', 'MO'), matches)).toMatchObject({
      match: matches[1],
      characters: 'same',
      state: 'same',
    })
    expect(compare(saw('AB12345', 'WI'), matches)).toMatchObject({ characters: 'same', state: 'differs' })
    expect(compare(saw('AB12345', 'cannot-tell'), matches)).toMatchObject({
      match: matches[0],
      state: 'cannot-tell',
    })
  })

  test('right characters of the wrong state agree better than other characters of the right one', () => {
    const matches = [listed('AB12346', 'IL'), listed('AB12345', 'MO')]
    expect(compare(saw('AB12345', 'IL'), matches)).toMatchObject({ characters: 'same', state: 'differs' })
  })

  test('O and 0, I and 1 are folded, never the same, and nothing else is folded', () => {
    const characters = (listedPlate: string, seen: string) =>
      compare(saw(seen, 'IL'), [listed(listedPlate, 'IL')]).characters
    expect(characters('OB12345', 'OB12345')).toBe('same')
    expect(characters('OB12345', '0BI2345')).toBe('folded')
    expect(characters('5SOW750', '5SOW350')).toBe('differ')
    expect(characters('AB12345', 'AB1234')).toBe('differ')
  })

  test('a partial plate is compared by its pattern, and through O and 0 it fits folded', () => {
    const characters = (pattern: string, seen: string) =>
      compare(saw(seen, 'IL'), [listed('AX1234', undefined, { kind: 'partial', pattern })])
    expect(characters('A?1 ?4*', 'AX1Z49')).toMatchObject({ characters: 'same', state: 'not-listed' })
    expect(characters('A?0*', 'AXO99')).toMatchObject({ characters: 'folded' })
    expect(characters('A?1 ?4*', 'AX2Z49')).toMatchObject({ characters: 'differ' })
  })

  test('a plate of no state is compared with the listed issuer', () => {
    const ontario = [listed('AB12345', undefined, { otherIssuer: 'ON' })]
    expect(compare(saw('AB12345', 'other'), ontario).state).toBe('same')
    expect(compare(saw('AB12345', 'IL'), ontario).state).toBe('differs')
  })
})

const RULES: Verification = {
  modal: 'if-practicable',
  scope: 'solely-on-alert',
  items: ['characters', 'state', 'vehicle', 'plate-type', 'status'],
}

const BY = { badge: '4711', name: 'Patrol one' }

function after(matches: HotListMatch[], ...inputs: StepInput[]) {
  const steps = inputs.map((input, index) =>
    HitStep.parse({ number: index + 1, at: 1000 * (index + 1), afterMs: 1000, by: BY, input }),
  )
  return progressOf({ matches, steps }, RULES)
}

const compared = (seen: Seen): StepInput => ({ kind: 'compared', seen })
const checkedStatus = (plate: string, state: Seen['state']): StepInput => ({
  kind: 'checked',
  item: 'status',
  answer: 'yes',
  plate,
  state,
  channel: 'leads',
  ranBy: 'Patrol one',
  ranAt: 1000,
  reference: '',
  words: '',
})

describe('comparing again', () => {
  const both = [listed('AB12345', 'IL'), listed('AB12345', 'MO')]
  const type: StepInput = { kind: 'checked', item: 'plate-type', answer: 'yes', words: '' }

  test('keeps what was checked of the same plate, state and record', () => {
    const seen = saw('AB12345', 'IL')
    const progress = after(both, compared(seen), type, checkedStatus('AB12345', 'IL'), compared(seen))
    expect(progress.items).toMatchObject({ 'plate-type': 'yes', status: 'yes' })
    expect(progress.status).toBe('verified')
  })

  test('opens what was checked of another state and another record; the status does not go back', () => {
    const progress = after(
      both,
      compared(saw('AB12345', 'IL')),
      type,
      checkedStatus('AB12345', 'IL'),
      { kind: 'confirmation-requested', urgency: 'urgent' },
      compared(saw('AB12345', 'MO')),
    )
    expect(progress.items).toMatchObject({ 'plate-type': 'open', status: 'open' })
    expect(progress).toMatchObject({ statusCheck: undefined, confirmation: undefined, status: 'verified' })
    expect(openItems(progress, RULES)).toEqual(['plate-type', 'status'])
  })

  test('a reason for leaving an item out counts as long as the item is left out', () => {
    const skip: StepInput = { kind: 'skipped', item: 'state', reason: 'mud on the plate' }
    const dark = compared(saw('AB12345', 'cannot-tell'))
    expect(after(both, dark, skip).skipped.get('state')).toBe('mud on the plate')
    expect(after(both, dark, skip, compared(saw('AB12345', 'IL'))).skipped.size).toBe(0)
  })
})

describe('the checklist', () => {
  test('asks what the comparison does not answer, in one order', () => {
    const progress = after([listed('AB12345', 'IL')], compared(saw('AB12345', 'IL')))
    expect(askedItems(progress, RULES)).toEqual(['plate-type', 'status'])
  })

  test('asks record and confirmation where another vehicle carries the plate, but for a stolen plate', () => {
    const other = compared(saw('AB12345', 'IL', 'no-match'))
    expect(askedItems(after([listed('AB12345', 'IL')], other), RULES)).toEqual([
      'plate-type',
      'status',
      'record',
      'confirmation',
    ])
    const stolenPlate = [listed('AB12345', 'IL', { category: 'stolen-plate' })]
    expect(openItems(after(stolenPlate, other), RULES)).toEqual(['plate-type', 'status'])
  })

  test('the entering agency has ten minutes for an urgent confirmation, an hour for a routine one', () => {
    const matches = [listed('AB12345', 'IL')]
    const requested = (urgency: 'urgent' | 'routine') =>
      after(matches, compared(saw('AB12345', 'IL')), { kind: 'confirmation-requested', urgency }).confirmation
    expect(requested('urgent')).toEqual({ urgency: 'urgent', dueAt: 2000 + 600_000 })
    expect(requested('routine')).toEqual({ urgency: 'routine', dueAt: 2000 + 3_600_000 })
  })
})
