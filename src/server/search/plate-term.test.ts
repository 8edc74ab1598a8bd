import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsPattern, parsePattern } from '#shared/domain/partial-pattern.ts'
import { foldsAlike } from '#shared/domain/plate.ts'
import { plateTermOf, type PlateTerm } from './plate-term.ts'

/** What the database answers for a term. */
function finds(term: PlateTerm | { readonly reason: string }, plate: string): boolean {
  if ('reason' in term) return false
  if (term.kind === 'any') return true
  if (term.kind === 'whole') return term.spellings.includes(plate)
  const isFit = new RegExp(term.fits).test(plate)
  if (term.kind === 'loose') return isFit
  const hasPart = term.parts.some((part) =>
    term.kind === 'beginning' ? plate.startsWith(part) : plate.endsWith(part),
  )
  return isFit && hasPart
}

// Few letters, so that patterns fit now and then.
const letter = fc.constantFrom('A', 'B', 'O', '0', 'I', '1', '7')
const plates = fc.array(letter, { minLength: 1, maxLength: 7 }).map((all) => all.join(''))
const place = fc.oneof(
  { weight: 4, arbitrary: letter },
  { weight: 2, arbitrary: fc.constantFrom('?', '*') },
  {
    weight: 1,
    arbitrary: fc.array(letter, { minLength: 1, maxLength: 3 }).map((all) => `[${all.join('')}]`),
  },
)
const patterns = fc.array(place, { minLength: 2, maxLength: 8 }).map((all) => all.join(''))

test('a whole plate finds the same plates as the car does: those that look alike', () => {
  fc.assert(
    fc.property(plates, plates, (wanted, plate) => {
      expect(finds(plateTermOf(wanted), plate)).toBe(foldsAlike(wanted, plate))
    }),
    { numRuns: 2000 },
  )
})

test('a pattern finds the same plates as in the car, whatever part of it an index is asked for', () => {
  fc.assert(
    fc.property(patterns, fc.array(plates, { minLength: 5, maxLength: 20 }), (pattern, some) => {
      fc.pre(/[?*[]/.test(pattern) && !('reason' in parsePattern(pattern)))
      const term = plateTermOf(pattern)
      for (const plate of some)
        expect([pattern, plate, finds(term, plate)]).toEqual([pattern, plate, fitsPattern(pattern, plate)])
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['AB1*', 'beginning'],
  ['AB 1-?2', 'beginning'],
  ['*4B7', 'end'],
  ['??4B7', 'end'],
  ['A*47', 'end'],
  ['?B1*', 'loose'],
  ['A*4*', 'loose'],
  ['ab 12-345', 'whole'],
  ['', 'any'],
])('of "%s" the %s is asked for', (text, kind) => {
  expect(plateTermOf(text)).toMatchObject({ kind })
})

test('however many characters look alike, an index is asked for few parts', () => {
  for (const text of ['O0I1O0I1O?', '[0O1I]'.repeat(9) + '?']) {
    const term = plateTermOf(text)
    expect(term).toMatchObject({ kind: 'beginning' })
    expect('parts' in term ? term.parts.length : Infinity).toBeLessThanOrEqual(64)
  }
})

test.each(["A'B?", 'A%?', 'AB(?', 'A\\d*', 'A.B?', '*', '?A?', 'A?BCDEFGHIJKL'])(
  '"%s" is refused',
  (text) => {
    expect(plateTermOf(text)).toHaveProperty('reason')
  },
)
