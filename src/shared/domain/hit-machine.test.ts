// Properties of the way of a hit, over random steps of random officers under random profiles. Steps that are
// refused are not taken, as in the core.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { ITEM_WORDS, refusalOf, type HitRules } from './hit-machine.ts'
import { openItems, progressOf } from './hit-progress.ts'
import { CheckedItem, HIT_STATUSES, HitStep, type Seen, StepInput } from './hit-step.ts'
import type { HotListMatch } from './hot-list.ts'
import type { Officer } from './officer.ts'
import { fitsPattern } from './partial-pattern.ts'
import { foldsAlike } from './plate.ts'
import { CHECKLIST_ITEMS, type ChecklistItem } from './profile.ts'

type Way = { readonly matches: HotListMatch[]; readonly steps: HitStep[] }

const plate = fc.constantFrom('5SOW750', '5SOW350', '5S0W750', 'AB1')
const state = fc.constantFrom('IL' as const, 'CO' as const)
const seenState = fc.constantFrom('IL' as const, 'CO' as const, 'other' as const, 'cannot-tell' as const)
const answer = fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'cannot-tell' as const)

const match = fc
  .record({
    plate,
    state: fc.option(state, { nil: undefined }),
    otherIssuer: fc.option(fc.constant('ON'), { nil: undefined, freq: 9 }),
    pattern: fc.option(fc.constantFrom('5S?W*', '5SO?750'), { nil: undefined, freq: 6 }),
    category: fc.constantFrom('stolen-vehicle' as const, 'stolen-plate' as const, 'wanted-person' as const),
    vehicle: fc.constantFrom({}, { make: 'TOYT', colour: 'SIL' }),
    key: fc.uuid(),
  })
  .map(({ state, otherIssuer, pattern, ...entry }): HotListMatch => ({
    entry: {
      ...entry,
      list: 'NCIC vehicles',
      kind: pattern === undefined ? 'list' : 'partial',
      source: 'NCIC',
      line: 7,
      raw: '',
      categoryWords: '',
      cautions: [],
      notes: '',
      trust: 'normal',
      mended: [],
      ...(pattern === undefined ? {} : { pattern }),
      ...(state === undefined ? (otherIssuer === undefined ? {} : { otherIssuer }) : { state }),
    },
    kind: 'exact',
    matchedPlate: entry.plate,
    plateProbability: 0.9,
    replaced: [],
    stateAgreement: 'unknown',
    odds: { characters: 0.9, both: 0.9 },
    crowding: { listed: 0, looked: 0 },
  }))

const CORE: readonly ChecklistItem[] = ['characters', 'state', 'status']
const channel = fc.constantFrom(
  'leads' as const,
  'ncic' as const,
  'kcjis' as const,
  'communications' as const,
)

/** Every shipped profile asks at least characters, state and status. */
const profile = fc
  .record({
    modal: fc.constantFrom('shall' as const, 'if-practicable' as const),
    scope: fc.constantFrom('any-enforcement' as const, 'solely-on-alert' as const),
    more: fc.subarray(CHECKLIST_ITEMS.filter((item) => !CORE.includes(item))),
    channels: fc.uniqueArray(channel, { minLength: 1 }),
    incident: fc.boolean(),
    clause: fc.option(fc.constant('131.6'), { nil: undefined }),
  })
  .map(({ modal, scope, more, channels, incident, clause }) => {
    const rule = <T>(value: T) => (clause === undefined ? { value } : { value, clause })
    return {
      verification: rule({ modal, scope, items: [...CORE, ...more] }),
      channels: rule(channels),
      authorisation: rule('authorised-only' as const),
      incidentForEnforcement: rule(incident),
      busyOfficer: rule({ isGuided: true }),
    }
  })

const officer = fc
  .subarray(['leads' as const, 'ncic' as const, 'kcjis' as const])
  .map((authorisations): Officer => ({
    badge: '4711',
    name: 'Patrol one',
    authorisations,
    position: 'sworn',
    roles: ['operator'],
  }))

const seen = fc.record({
  plate,
  isTyped: fc.boolean(),
  state: seenState,
  vehicle: fc.constantFrom('match' as const, 'no-match' as const, 'cannot-tell' as const),
  vehicleWords: fc.constant(''),
})

const busy = fc.record({
  assignment: fc.constant('Theft report'),
  graver: fc.constantFrom('hit' as const, 'assignment' as const),
  endangers: fc.boolean(),
})

const checked = fc.record({
  kind: fc.constant('checked' as const),
  item: fc.constantFrom(...CheckedItem.options),
  answer,
  plate,
  state: seenState,
  channel,
  ranBy: fc.constant('Dispatch 3'),
  ranAt: fc.constant(1000),
  reference: fc.constant('R1'),
  words: fc.constant(''),
})

const decided = fc.record(
  {
    kind: fc.constant('decided' as const),
    decision: fc.constantFrom('stop' as const, 'follow' as const, 'hand-off' as const, 'no-action' as const),
    ground: fc.constantFrom('safety' as const, 'other' as const),
    busy,
    words: fc.constantFrom('', 'gone on the motorway'),
  },
  { requiredKeys: ['kind', 'decision', 'words'] },
)

const requested = fc.constant({ kind: 'confirmation-requested' as const, urgency: 'urgent' as const })

const input: fc.Arbitrary<StepInput> = fc
  .oneof(
    fc.constant({ kind: 'deferred' as const }),
    { arbitrary: fc.constant({ kind: 'acknowledged' as const }), weight: 3 },
    { arbitrary: seen.map((seen) => ({ kind: 'compared' as const, seen })), weight: 4 },
    { arbitrary: checked, weight: 6 },
    {
      arbitrary: fc
        .constantFrom(...CHECKLIST_ITEMS)
        .map((item) => ({ kind: 'skipped' as const, item, reason: 'heavy traffic' })),
      weight: 4,
    },
    requested,
    fc.constant({ kind: 'other-grounds' as const, words: 'ran a red light before me' }),
    { arbitrary: decided, weight: 5 },
    fc.constant({ kind: 'supervisor-told' as const, words: '' }),
    fc.constant({
      kind: 'handed-off' as const,
      text: 'Possible',
      delivery: 'read-aloud' as const,
      receivedBy: '',
    }),
    fc
      .constantFrom('wrong-character' as const, 'other' as const)
      .map((reason) => ({ kind: 'rejected' as const, reason, words: '' })),
    fc.constantFrom('', '26-00017').map((incident) => ({ kind: 'closed' as const, incident })),
    fc.constant({ kind: 'noted' as const, words: 'seen again' }),
  )
  .map((one) => StepInput.parse(one))

/** Undefined: what a diligent officer does next, whatever has been done till then. */
const withDiligence = (offered: fc.Arbitrary<StepInput>) =>
  fc.array(fc.option(offered, { nil: undefined, freq: 2 }), { minLength: 1, maxLength: 24, size: 'max' })

type Walk = {
  readonly profile: HitRules
  readonly officer: Officer
  /** Before each offered step: what was taken till then, what was offered and whether it was taken. */
  readonly offers: readonly { readonly before: Way; readonly input: StepInput; readonly isTaken: boolean }[]
  readonly end: Way
}

const step = (input: StepInput, number: number): HitStep =>
  HitStep.parse({
    number,
    at: number * 1000,
    afterMs: 1000,
    by: { badge: '4711', name: 'Patrol one' },
    input,
  })

const lastSeen = ({ steps }: Way): Seen | undefined =>
  steps.flatMap(({ input }) => (input.kind === 'compared' ? input.seen : [])).at(-1)

const walkOf = (offered: fc.Arbitrary<StepInput>): fc.Arbitrary<Walk> =>
  fc
    .record({
      matches: fc.array(match, { minLength: 1, maxLength: 3 }),
      profile,
      officer,
      inputs: withDiligence(offered),
    })
    .map(({ matches, profile, officer, inputs }) => {
      let way: Way = { matches, steps: [] }
      const offers = inputs.map((offered) => {
        const before = way
        const input = offered ?? StepInput.parse(nextOf(before, profile))
        const isTaken = refusalOf(before, input, officer, profile) === undefined
        if (isTaken) way = { matches, steps: [...before.steps, step(input, before.steps.length + 1)] }
        return { before, input, isTaken }
      })
      return { profile, officer, offers, end: way }
    })

function nextOf(way: Way, { verification, channels }: HitRules): z.input<typeof StepInput> {
  const progress = progressOf(way, verification.value)
  const [match] = way.matches
  const { comparison } = progress
  if (progress.status === 'raised') return { kind: 'acknowledged' }
  if (comparison === undefined) {
    const { plate, state = 'IL' } = match?.entry ?? { plate: 'AB1' }
    const seen = { plate, isTyped: false, state, vehicle: 'match', vehicleWords: '' } as const
    return { kind: 'compared', seen }
  }
  const item = openItems(progress, verification.value).find((one) => CheckedItem.safeParse(one).success)
  if (item === undefined) return { kind: 'decided', decision: 'stop', words: '' }
  const { plate, state } = comparison.seen
  const channel = channels.value.at(-1) ?? 'communications'
  const run = { plate, state, channel, ranBy: 'Dispatch 3', ranAt: 1000, reference: 'R1' }
  return { kind: 'checked', item: CheckedItem.parse(item), answer: 'yes', words: '', ...run }
}

const always = (check: (walk: Walk) => void, offered = input): void =>
  fc.assert(fc.property(walkOf(offered), check), { numRuns: 1000 })

const stops = ({ offers }: Walk): Way[] =>
  offers.flatMap(({ before, input, isTaken }) =>
    isTaken && input.kind === 'decided' && input.decision === 'stop' ? before : [],
  )

const hasOtherGrounds = ({ steps }: Way): boolean => steps.some(({ input }) => input.kind === 'other-grounds')

/** Whether some entry of the hit is the plate that was seen, said without the machine. */
const agrees = ({ matches }: Way, seen: Seen, isStateSure: boolean): boolean =>
  matches.some(({ entry }) => {
    const isPlate =
      entry.pattern === undefined
        ? foldsAlike(entry.plate, seen.plate)
        : fitsPattern(entry.pattern, seen.plate)
    const listed = entry.state ?? (entry.otherIssuer === undefined ? undefined : 'other')
    const isState =
      listed === undefined || listed === seen.state || (!isStateSure && seen.state === 'cannot-tell')
    return isPlate && isState
  })

describe('a hit on its way', () => {
  test('never goes back, step by step', () => {
    always(({ end, profile }) => {
      const rules = profile.verification.value
      const ranks = end.steps.map((_, index) =>
        HIT_STATUSES.indexOf(progressOf({ ...end, steps: end.steps.slice(0, index + 1) }, rules).status),
      )
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
    })
  })

  test('takes only notes once it is closed', () => {
    always(({ offers, profile }) => {
      for (const { before, input, isTaken } of offers) {
        if (progressOf(before, profile.verification.value).status === 'closed') {
          expect(isTaken).toBe(input.kind === 'noted')
        }
      }
    })
  })

  test('is neither accepted nor rejected nor closed without a step that says so', () => {
    always(({ end, profile }) => {
      const progress = progressOf(end, profile.verification.value)
      const has = (kind: StepInput['kind']): boolean => end.steps.some(({ input }) => input.kind === kind)
      expect(progress.decision !== undefined).toBe(has('decided'))
      expect(progress.rejected !== undefined).toBe(has('rejected'))
      expect(progress.status === 'closed').toBe(has('rejected') || has('closed'))
      expect(progress.status !== 'raised').toBe(has('acknowledged') || has('rejected'))
    })
  })

  test('a refusal names what is missing and what to do, and no clause that the profile does not have', () => {
    always(({ offers, officer, profile }) => {
      for (const { before, input } of offers) {
        const refusal = refusalOf(before, input, officer, profile)
        if (refusal === undefined) continue
        expect(refusal.missing.length).toBeGreaterThan(0)
        for (const words of [...refusal.missing, refusal.next]) expect(words.length).toBeGreaterThan(3)
        if (profile.verification.clause === undefined) expect(refusal.clause).toBeUndefined()
      }
    })
  })
})

describe('enforcement', () => {
  test('is reached on some walks under every kind of rule, so that the properties below say something', () => {
    const reached = new Set<string>()
    for (const one of fc.sample(walkOf(input), { seed: 1, numRuns: 1500 })) {
      const { modal, scope } = one.profile.verification.value
      for (const before of stops(one)) {
        reached.add(`${modal}, ${scope}, ${hasOtherGrounds(before) ? 'other grounds' : 'verified'}`)
      }
    }
    expect([...reached].toSorted()).toEqual([
      'if-practicable, any-enforcement, verified',
      'if-practicable, solely-on-alert, other grounds',
      'if-practicable, solely-on-alert, verified',
      'shall, any-enforcement, verified',
      'shall, solely-on-alert, other grounds',
      'shall, solely-on-alert, verified',
    ])
  })

  test('never with other characters or another state before the officer, whatever else he did', () => {
    always((one) => {
      for (const before of stops(one)) {
        const seen = lastSeen(before)
        if (seen !== undefined) expect(agrees(before, seen, false)).toBe(true)
      }
    })
  })

  test('under "shall" only with the plate and state seen, and its status run through a channel that may', () => {
    always((one) => {
      const { verification, channels } = one.profile
      if (verification.value.modal !== 'shall') return
      for (const before of stops(one)) {
        if (verification.value.scope === 'solely-on-alert' && hasOtherGrounds(before)) continue
        const seen = lastSeen(before)
        if (seen === undefined) throw new Error('enforced without a comparison')
        expect(agrees(before, seen, true)).toBe(true)
        const run = before.steps
          .flatMap(({ input }) => (input.kind === 'checked' && input.item === 'status' ? input : []))
          .at(-1)
        expect(run).toMatchObject({ answer: 'yes', plate: seen.plate, state: seen.state })
        if (run === undefined) continue
        expect(channels.value).toContain(run.channel)
        if (run.channel !== 'communications') expect(one.officer.authorisations).toContain(run.channel)
        expect(before.steps.some(({ input }) => input.kind === 'skipped')).toBe(false)
      }
    })
  })

  test('under "if practicable" every item that was not answered yes has a reason, or there are other grounds', () => {
    always((one) => {
      const rules = one.profile.verification.value
      if (rules.modal === 'shall') return
      for (const before of stops(one)) {
        if (rules.scope === 'solely-on-alert' && hasOtherGrounds(before)) continue
        const { items, skipped } = progressOf(before, rules)
        for (const item of rules.items) {
          const isExplained = item === 'vehicle' && items.vehicle === 'no'
          if (items[item] !== 'yes' && !isExplained) expect(skipped.get(item)).toBe('heavy traffic')
        }
      }
    })
  })

  test('a vehicle that is not the listed one is explained by record and confirmation, never skipped', () => {
    always((one) => {
      const rules = one.profile.verification.value
      for (const before of stops(one)) {
        if (rules.scope === 'solely-on-alert' && hasOtherGrounds(before)) continue
        const { items, comparison } = progressOf(before, rules)
        if (items.vehicle !== 'no' || comparison?.match.entry.category === 'stolen-plate') continue
        expect(items).toMatchObject({ record: 'yes', confirmation: 'yes' })
      }
    })
  })

  test('never past a plain no to status, record or confirmation, skipped or asked again', () => {
    always(
      (one) => {
        const rules = one.profile.verification.value
        for (const before of stops(one)) {
          if (rules.scope === 'solely-on-alert' && hasOtherGrounds(before)) continue
          const last = before.steps.findLastIndex(({ input }) => input.kind === 'compared')
          const answers = new Map(
            before.steps
              .slice(last + 1)
              .flatMap(({ input }) =>
                input.kind === 'checked' ? [[input.item, input.answer] as const] : [],
              ),
          )
          for (const item of ['status', 'record', 'confirmation'] as const) {
            expect(answers.get(item)).not.toBe('no')
          }
        }
      },
      fc.oneof(checked, requested).map((one) => StepInput.parse(one)),
    )
  })

  test('refused carries the clause where the profile asks what is missing', () => {
    always(({ offers, officer, profile }) => {
      const { clause, value: rules } = profile.verification
      const asked = new Set([
        'the comparison with what you see',
        ...rules.items.map((item) => ITEM_WORDS[item]),
      ])
      for (const { before, input } of offers) {
        if (input.kind !== 'decided' || input.busy !== undefined) continue
        const refusal = refusalOf(before, input, officer, profile)
        if (refusal?.missing.some((words) => asked.has(words)) === true) expect(refusal.clause).toBe(clause)
      }
    })
  })

  test('once decided it needs its incident number to end, where the profile asks, whatever comes after', () => {
    always((one) => {
      if (!one.profile.incidentForEnforcement.value || stops(one).length === 0) return
      const last = one.end.steps.find(({ input }) => input.kind === 'closed' || input.kind === 'rejected')
      if (last !== undefined) expect(last.input).toEqual({ kind: 'closed', incident: '26-00017' })
    })
  })
})

describe('a status check', () => {
  test('of another plate or state than the ones seen is always refused', () => {
    always(({ offers, officer, profile }) => {
      for (const { before, input } of offers) {
        if (input.kind !== 'checked' || input.item !== 'status') continue
        const seen = lastSeen(before)
        if (seen?.plate === input.plate && seen.state === input.state) continue
        expect(refusalOf(before, input, officer, profile)).toBeDefined()
      }
    })
  })

  test('counts no longer once another plate, or another state, was seen', () => {
    always(({ end, profile }) => {
      const { statusCheck, comparison, items } = progressOf(end, profile.verification.value)
      if (statusCheck === undefined) expect(items.status === 'yes' || items.status === 'no').toBe(false)
      else expect(statusCheck).toMatchObject({ plate: comparison?.seen.plate, state: comparison?.seen.state })
    })
  })
})
