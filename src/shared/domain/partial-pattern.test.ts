import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitOf, fitsPattern, parsePattern } from './partial-pattern.ts'
import { foldLookalikes } from './plate.ts'

const reasonOf = (text: string): string => {
  const pattern = parsePattern(text)
  return 'reason' in pattern ? pattern.reason : ''
}

describe('parsePattern', () => {
  test('reads known, unknown and any number of characters, without spaces and dashes', () => {
    expect(parsePattern('a?1-[4 A]*')).toEqual([
      { kind: 'one', characters: 'A' },
      { kind: 'any' },
      { kind: 'one', characters: '1' },
      { kind: 'one', characters: '4A' },
      { kind: 'many' },
    ])
  })

  test('says why it is no pattern', () => {
    expect(reasonOf('A*')).toMatch(/at least 2 characters/)
    expect(reasonOf('A*B*C*D*')).toMatch(/at most 3 \*/)
    expect(reasonOf('AB'.repeat(6))).toMatch(/at most 10 characters/)
    expect(reasonOf('A**1***2*')).toBe('')
    for (const text of ['AB[', 'AB]', 'AB[]', 'AB[C', 'AB_', 'ÄBC'])
      expect(reasonOf(text)).toMatch(/is not a letter/)
  })
})

describe('fitOf', () => {
  test('positions are enforced', () => {
    expect(fitOf('A?1 ?4*', 'AX1Y4')).toBe('same')
    expect(fitOf('A?1 ?4*', 'AX1Y4ZZZ')).toBe('same')
    expect(fitOf('A?1 ?4*', 'XAX1Y4')).toBe('differ')
    expect(fitOf('A?1', 'AX12')).toBe('differ')
  })

  test('what fits only with O as 0 or I as 1 is folded', () => {
    expect(fitOf('O?1', 'OXI')).toBe('folded')
    expect(fitOf('O?1', 'OX1')).toBe('same')
    expect(fitOf('[AO]?1', '0X1')).toBe('folded')
  })

  const place = fc.oneof(fc.constantFrom('0', 'O', '1', 'I', 'A', '?', '*'), fc.constantFrom('[0A]', '[IB]'))
  const plates = fc.array(fc.constantFrom('0', 'O', '1', 'I', 'A', 'B'), { minLength: 1, maxLength: 8 })

  test('is what a regular expression says of the text, and of the folded text', () => {
    const expression = (text: string): RegExp =>
      new RegExp(`^${text.replaceAll('?', '.').replaceAll('*', '.*')}$`)
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 7 }), plates, (places, characters) => {
        const text = places.join('')
        fc.pre(reasonOf(text) === '')
        const plate = characters.join('')
        const isFolded = expression(foldLookalikes(text)).test(foldLookalikes(plate))
        const expected = expression(text).test(plate) ? 'same' : isFolded ? 'folded' : 'differ'
        expect(fitOf(text, plate)).toBe(expected)
        expect(fitsPattern(text, plate)).toBe(isFolded)
      }),
      { numRuns: 3000 },
    )
  })
})
