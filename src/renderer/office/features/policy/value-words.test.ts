import { expect, test } from 'vitest'
import { shortValue, valueWords } from './value-words.ts'

test.each([
  [true, 'yes'],
  [null, 'not set'],
  [12, '12'],
  ['any-enforcement', 'any enforcement'],
  ['as_law_permits', 'as law permits'],
  ['Deputy Chief of Police', 'Deputy Chief of Police'],
  ['evidence.com', 'evidence.com'],
  [[], 'none'],
  [['characters', 'plate-type'], 'characters, plate type'],
  [{ isRequired: true, maxAgeDays: 365, modules: [] }, 'required: yes; max age days: 365; modules: none'],
  [
    [
      { purpose: 'patrol', isCaseAsked: false },
      { purpose: 'canvass', isCaseAsked: true },
    ],
    'purpose: patrol; case asked: no | purpose: canvass; case asked: yes',
  ],
  [{ high: { sound: 'low', isCovert: false }, low: 1 }, 'high: sound: low; covert: no | low: 1'],
])('%j is said as "%s"', (value, words) => {
  expect(valueWords(value)).toBe(words)
})

test('a long value is cut in a table, and says so', () => {
  expect(shortValue('x'.repeat(160))).toBe('x'.repeat(160))
  expect(shortValue('x'.repeat(161))).toBe(`${'x'.repeat(160)} ... (open the rule)`)
})
