import { expect, test } from 'vitest'
import { FRESH, queryOf } from './search-draft.ts'

test('an empty query asks for everything, and what is typed narrows it', () => {
  expect(queryOf(FRESH)).toEqual({ query: { limit: 200 } })
  const typed = { ...FRESH, plate: ' A?1* ', state: 'il', from: '2026-11-22T10:00', to: '2026-11-22T12:00' }
  expect(queryOf(typed)).toEqual({
    query: {
      limit: 200,
      plate: 'A?1*',
      state: 'IL',
      from: Date.parse('2026-11-22T10:00'),
      to: Date.parse('2026-11-22T12:00'),
    },
  })
})

test('what cannot be understood is named before anything is sent', () => {
  const typed = { ...FRESH, plate: 'AB[', state: 'QQ', from: '2026-11-22T12:00', to: '2026-11-22T10:00' }
  const answer = queryOf(typed)
  expect('missing' in answer && answer.missing).toHaveLength(3)
})
