import { expect, test } from 'vitest'
import type { TrainingItem } from '#shared/domain/training.ts'
import { notValid, reminderLine, trainingLine } from './training-words.ts'

const valid: TrainingItem = { kind: 'leads', state: 'valid' }
const missing: TrainingItem = { kind: 'awareness', state: 'missing' }
const due: TrainingItem = { kind: 'policy', state: 'due', words: 'new retention rule' }

test('what is not valid is named with how it stands', () => {
  expect(notValid([valid, missing, due])).toEqual([missing, due])
  expect(trainingLine(missing)).toBe('CJIS security awareness: missing')
  expect(trainingLine(due)).toBe('current policy: due again - new retention rule')
  const expired = trainingLine({
    kind: 'legal',
    state: 'expired',
    expiresAt: Date.parse('2026-11-12T12:00:00'),
  })
  expect(expired).toBe('legal authorities and issues: expired on Nov 12')
})

test('trainings that end soon are one line, the soonest first', () => {
  expect(reminderLine([valid])).toBeUndefined()
  expect(
    reminderLine([
      { ...valid, remindDays: 30 },
      { kind: 'policy', state: 'valid', remindDays: 1 },
    ]),
  ).toBe('Training ends soon: current policy in 1 day, LEADS training in 30 days.')
})
