import { expect, test } from 'vitest'
import { madeUpHit, madeUpPolicy } from '#renderer/patrol/words/made-up-hit.ts'
import { progressOf } from '#shared/domain/hit-progress.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import { clauseOf, markOf, stepWords } from './hit-words.ts'

const SEEN = {
  plate: 'AB12346',
  isTyped: true,
  state: 'cannot-tell',
  vehicle: 'no-match',
  vehicleWords: 'SUV',
} as const

test('every kind of step is told in words, with what was said', () => {
  const steps: StepInput[] = [
    { kind: 'deferred' },
    { kind: 'acknowledged' },
    { kind: 'compared', seen: SEEN },
    { kind: 'checked', item: 'record', answer: 'cannot-tell', words: ' dark ' },
    {
      kind: 'checked',
      item: 'status',
      answer: 'yes',
      plate: 'AB12346',
      state: 'IL',
      channel: 'communications',
      ranBy: 'dispatch 3',
      ranAt: 0,
      reference: 'C-12',
      words: '',
    },
    { kind: 'skipped', item: 'status', reason: 'no radio' },
    { kind: 'confirmation-requested', urgency: 'urgent' },
    { kind: 'other-grounds', words: 'ran a red light' },
    {
      kind: 'decided',
      decision: 'no-action',
      ground: 'safety',
      words: '',
      busy: { assignment: 'crash', graver: 'assignment', endangers: true },
    },
    { kind: 'supervisor-told', words: '' },
    { kind: 'handed-off', text: 'x', delivery: 'read-aloud', receivedBy: 'dispatch 3' },
    { kind: 'rejected', reason: 'wrong-person', words: '', exoneration: { proof: 'licence seen', days: 30 } },
    { kind: 'closed', incident: '26-1' },
    { kind: 'noted', words: 'plate bent' },
  ]
  expect(steps.map(stepWords)).toEqual([
    'Not now',
    'Matches what I see',
    'Compared: saw AB12346 (typed), state cannot tell, vehicle no match: SUV',
    'Record: cannot tell: dark',
    'Status of AB12346: active yes, by Communications Center, run by dispatch 3, reference C-12',
    'Skipped status: no radio',
    'Asked the entering agency to confirm, urgent',
    'Enforcement has other grounds: ran a red light',
    'Decided: no action (safety); on assignment: crash',
    'Supervisor told',
    'Handed to Communications, read aloud to dispatch 3',
    'Rejected: wrong person; not the wanted vehicle: licence seen',
    'Closed, incident 26-1',
    'Note: plate bent',
  ])
})

test('a step shows what was answered to it and the clause that binds it', () => {
  const policy = madeUpPolicy()
  const progress = progressOf(
    madeUpHit(1, { steps: [{ kind: 'acknowledged' }, { kind: 'compared', seen: SEEN }] }),
    policy.verification.value,
  )
  const questions = ['characters', 'state', 'vehicle', 'status', 'decision'] as const
  expect(questions.map((question) => markOf(question, progress))).toEqual(['NO', 'cannot tell', 'NO', '', ''])
  expect([clauseOf('status', policy), clauseOf('hand-off', policy)]).toEqual(['1.1', undefined])
})
