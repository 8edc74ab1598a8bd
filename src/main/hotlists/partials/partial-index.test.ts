import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldLookalikes, PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { StateReading } from '#shared/domain/read.ts'
import { parsePattern, type Pattern } from '#shared/domain/partial-pattern.ts'
import { createPartialIndex } from './partial-index.ts'

function pattern(typed: string): Pattern {
  const parsed = parsePattern(typed)
  if ('reason' in parsed) throw new Error(parsed.reason)
  return parsed
}

const certain = (plate: string) => ({ candidates: [{ plate, probability: 1 }] })

/** The pattern as a regular expression over folded plates: the plain way, kept apart from the code it checks. */
function asExpression(typed: string): RegExp {
  const body = foldLookalikes(typed).replaceAll('?', '.').replaceAll('*', '.*')
  return new RegExp(`^${body}$`)
}

const character = fc.constantFrom(...PLATE_CHARACTERS)
const few = fc.constantFrom('0', 'O', '1', 'I', 'A', 'B')
const plate = fc.oneof(
  fc.string({ unit: character, minLength: 1, maxLength: 10 }),
  fc.string({ unit: few, minLength: 1, maxLength: 10 }),
)
const part = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(character, few) },
  { weight: 2, arbitrary: fc.constant('?') },
  { weight: 2, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: fc.string({ unit: few, minLength: 1, maxLength: 3 }).map((set) => `[${set}]`) },
)
const typed = fc
  .array(part, { minLength: 2, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => !('reason' in parsePattern(text)))

test('a plate fits the patterns that it fits as a regular expression, and no others', () => {
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 70 }), plate, (patterns, plate) => {
      const index = createPartialIndex(
        patterns.map((text, number) => ({ id: `${number}`, pattern: pattern(text) })),
      )
      const found = index.match(certain(plate)).map(({ id }) => Number(id))
      const expected = [...patterns.keys()].filter((number) =>
        asExpression(patterns[number] ?? '').test(foldLookalikes(plate)),
      )
      expect(found.toSorted((a, b) => a - b)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('a pattern made of a plate fits it, and exactly', () => {
  fc.assert(
    fc.property(
      plate.filter((text) => text.length > 2),
      fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      (plate, hidden) => {
        const text = [...plate].map((one, at) => (hidden[at] === true && at > 1 ? '?' : one)).join('')
        const index = createPartialIndex([{ id: 'a', pattern: pattern(text) }])
        expect(index.match(certain(plate))).toEqual([{ id: 'a', plate, probability: 1, isFolded: false }])
      },
    ),
  )
})

test('the position counts: A?1 ?4* fits AB1 C45 and not BA1 C45', () => {
  const index = createPartialIndex([{ id: 'a', pattern: pattern('A?1 ?4*') }])
  expect(index.match(certain('AB1C45')).map(({ id }) => id)).toEqual(['a'])
  expect(index.match(certain('AB1C4'))).toHaveLength(1)
  expect(index.match(certain('BA1C45'))).toEqual([])
  expect(index.match(certain('AB1C'))).toEqual([])
})

test('the probability is the sum over the candidates that fit, the plate the likeliest of them', () => {
  const index = createPartialIndex([
    { id: 'a', pattern: pattern('AB?234') },
    { id: 'b', pattern: pattern('*99*') },
  ])
  const candidates = [
    { plate: 'AB1234', probability: 0.5 },
    { plate: 'A81234', probability: 0.25 },
    { plate: 'AB7234', probability: 0.125 },
    { plate: 'AB9934', probability: 0.0625 },
  ]
  expect(index.match({ candidates })).toEqual([
    { id: 'a', plate: 'AB1234', probability: 0.625, isFolded: false },
    { id: 'b', plate: 'AB9934', probability: 0.0625, isFolded: false },
  ])
})

test('O and 0, I and 1 are taken as one another, and the fit says that they were', () => {
  const index = createPartialIndex([{ id: 'a', pattern: pattern('O1?4') }])
  expect(index.match(certain('0I34'))).toEqual([{ id: 'a', plate: '0I34', probability: 1, isFolded: true }])
  expect(index.match(certain('O134')).map(({ isFolded }) => isFolded)).toEqual([false])
})

test('a read of another state does not fit a pattern with a state; one whose state is not known does', () => {
  const index = createPartialIndex([{ id: 'a', pattern: pattern('AB12?'), state: 'IL' }])
  const fits = (state: unknown) =>
    index.match({ ...certain('AB123'), state: StateReading.parse(state) }).length
  expect(fits({ code: 'IL', probability: 0.9, candidates: [{ code: 'IL', probability: 0.9 }] })).toBe(1)
  expect(fits({ code: 'KS', probability: 0.9, candidates: [{ code: 'KS', probability: 0.9 }] })).toBe(0)
  const doubtful = [
    { code: 'KS', probability: 0.6 },
    { code: 'IL', probability: 0.3 },
  ]
  expect(fits({ code: 'KS', probability: 0.6, candidates: doubtful })).toBe(1)
  expect(fits({ isOther: true, probability: 0.9, candidates: [{ code: 'other', probability: 0.9 }] })).toBe(0)
  expect(fits({ probability: 0.3, candidates: [] })).toBe(1)
})
