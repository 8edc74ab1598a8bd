import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitTexts } from './delimited.ts'

describe('splitTexts', () => {
  test('quotes hold delimiters, and doubled quotes are found', () => {
    expect(splitTexts('AB1,"2014 Camry, silver", x ,', ',', true)).toEqual([
      'AB1',
      '2014 Camry, silver',
      'x',
      '',
    ])
    expect(splitTexts('a|"b"|c', '|', false)).toEqual(['a', '"b"', 'c'])
  })

  test.each([
    ['AB1,"2014 Camry', 'a quoted field does not end on its line'],
    ['AB1,"x"y,z', 'there is text after the closing quote of a field'],
    ['silver",AB1', 'there is a quote within a field that is not quoted'],
    [','.repeat(100), 'the line has more than 100 columns'],
  ])('%s: %s', (line, fault) => expect(splitTexts(line, ',', true)).toBe(fault))

  test('reads what csv-parse reads, for whatever fields', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9 .-]{0,8}$/).map((text) => text.trim())
    const quoted = fc.stringMatching(/^[A-Za-z0-9 ,.-]{0,8}$/).map((text) => `"${text.trim()}"`)
    fc.assert(
      fc.property(fc.array(fc.oneof(plain, quoted), { minLength: 2, maxLength: 8 }), (fields) => {
        const line = fields.join(',')
        const parsed: unknown = parse(line, { trim: true, skip_empty_lines: false })
        expect([splitTexts(line, ',', true)]).toEqual(parsed)
      }),
    )
  })
})
