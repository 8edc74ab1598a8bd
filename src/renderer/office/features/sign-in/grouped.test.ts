import { expect, test } from 'vitest'
import { grouped } from './grouped.ts'

test('a code may be typed with or without dashes, spaces and capitals', () => {
  expect(grouped('abcd-efgh jkmn')).toBe('ABCD-EFGH-JKMN')
  expect(grouped('ABCDE')).toBe('ABCD-E')
  expect(grouped(' - ')).toBe('')
})
