import { expect, test } from 'vitest'
import { auditState, openParts, reviewState } from './review-words.ts'

const BY = { badge: '3001', name: 'Auditor one' }
const NOW = new Date(2026, 10, 22).getTime()
const finding = { verdict: 'in-order', words: 'All of it was looked at.', by: BY, at: NOW } as const

test('an audit names each part without its finding, and the clause', () => {
  const parts = [
    { part: 'passwords' as const, figures: [], finding },
    { part: 'usage' as const, figures: [] },
    { part: 'training' as const, figures: [] },
  ]
  expect(openParts({ parts, clause: '131.5(d)' })).toBe(
    'It cannot be closed while a part has no finding: System usage, Training (clause 131.5(d)).',
  )
  expect(openParts({ parts: parts.map((part) => Object.assign({}, part, { finding })) })).toBeUndefined()
})

test('what is due, overdue and done says so', () => {
  expect(reviewState({ dueAt: NOW + 1 }, NOW)).toEqual(['due by 2026-11-22', 'waiting'])
  expect(reviewState({ dueAt: NOW - 1 }, NOW)).toEqual(['overdue since 2026-11-21', 'stopped'])
  expect(auditState({ dueAt: NOW - 1, closed: { by: BY, at: NOW } }, NOW)).toEqual([
    'closed by Auditor one',
    'in-order',
  ])
})
