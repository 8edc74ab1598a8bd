import { expect, test } from 'vitest'
import { madeUpHit, madeUpPolicy } from '#renderer/patrol/words/made-up-hit.ts'
import { progressOf } from '#shared/domain/hit-progress.ts'
import type { Seen, StepInput } from '#shared/domain/hit-step.ts'
import { EMPTY_DRAFT, type HitDraft } from './draft.ts'
import { contradictionsOf, questionsOf, standingQuestion } from './questions.ts'

const SEEN: Seen = { plate: 'AB12345', isTyped: false, state: 'IL', vehicle: 'match', vehicleWords: '' }
const compared = (change: Partial<Seen> = {}): StepInput => ({
  kind: 'compared',
  seen: { ...SEEN, ...change },
})
const ACKNOWLEDGED: StepInput = { kind: 'acknowledged' }

const rules = madeUpPolicy().verification.value
const after = (...steps: StepInput[]) => progressOf(madeUpHit(1, { steps: [ACKNOWLEDGED, ...steps] }), rules)
const standing = (draft: Partial<HitDraft>, ...steps: StepInput[]): string =>
  standingQuestion(after(...steps), { ...EMPTY_DRAFT, ...draft }, rules, 7)
const reasons = (...steps: StepInput[]): string[] =>
  contradictionsOf(after(...steps)).map(({ reason }) => reason)

test('the comparison asks characters, then the state, then the vehicle', () => {
  const all = Array.from('AB12345')
  expect([
    standing({}),
    standing({ characters: all.with(3, '') }),
    standing({ characters: all.slice(0, 6) }),
    standing({ typed: 'AB12345' }),
    standing({ typed: '' }),
    standing({ characters: all, state: 'cannot-tell' }),
  ]).toEqual(['characters', 'state', 'characters', 'state', 'characters', 'vehicle'])
})

test('after a comparison that agrees the items of the policy are asked one after the other', () => {
  const plateType: StepInput = { kind: 'checked', item: 'plate-type', answer: 'yes', words: '' }
  expect([standing({}, compared()), standing({}, compared(), plateType)]).toEqual(['plate-type', 'status'])
})

test('other characters, another state and another vehicle stop the way and name the reason to reject', () => {
  expect(standing({}, compared({ plate: 'AB12346' }))).toBe('contradiction')
  expect([
    reasons(compared({ plate: 'AB12346' })),
    reasons(compared({ state: 'TX' })),
    reasons(compared({ state: 'TX', vehicle: 'no-match' })),
    reasons(compared({ state: 'cannot-tell', vehicle: 'cannot-tell' })),
    reasons(compared()),
  ]).toEqual([['wrong-character'], ['wrong-state'], ['wrong-state', 'wrong-vehicle'], [], []])
})

test('characters that look alike on a plate do not contradict', () => {
  const progress = progressOf(
    madeUpHit(1, {
      match: { entry: { plate: 'AB12O45' } },
      steps: [ACKNOWLEDGED, compared({ plate: 'AB12045' })],
    }),
    rules,
  )
  expect(contradictionsOf(progress)).toEqual([])
})

test('a stolen plate is expected on another vehicle', () => {
  const progress = progressOf(
    madeUpHit(1, {
      match: { entry: { category: 'stolen-plate' } },
      steps: [ACKNOWLEDGED, compared({ vehicle: 'no-match' })],
    }),
    rules,
  )
  expect(contradictionsOf(progress)).toEqual([])
})

test('a contradiction is looked past once, and a new one stops again', () => {
  const other = compared({ plate: 'AB12346' })
  const fields = { 'passed.characters.AB12346': 'yes' }
  expect(standing({ fields }, other)).toBe('decision')
  expect(standing({ fields }, compared({ plate: 'AB12347' }))).toBe('contradiction')
})

test('a decision without a comparison leads to the end, and another plate asks nothing more', () => {
  const noAction: StepInput = { kind: 'decided', decision: 'no-action', ground: 'safety', words: '' }
  expect(standing({}, noAction)).toBe('close')
  const few = madeUpPolicy({ items: ['characters', 'state', 'status'] }).verification.value
  const other = progressOf(
    madeUpHit(1, { steps: [ACKNOWLEDGED, compared({ plate: 'AB12346', vehicle: 'no-match' })] }),
    few,
  )
  expect(questionsOf(other, few)).toEqual(['characters', 'state', 'vehicle', 'status', 'decision', 'close'])
})

test('a decision leads to its hand-off, then to the end', () => {
  const handOff: StepInput = { kind: 'decided', decision: 'hand-off', words: '' }
  const told: StepInput = { kind: 'handed-off', text: 'x', delivery: 'sent', receivedBy: '' }
  expect([standing({}, compared(), handOff), standing({}, compared(), handOff, told)]).toEqual([
    'hand-off',
    'close',
  ])
  expect(questionsOf(after(compared(), handOff), rules)).toContain('hand-off')
  expect(questionsOf(after(compared()), rules)).not.toContain('hand-off')
})
