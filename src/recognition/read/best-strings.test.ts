import { expect, test } from 'vitest'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { bestStrings } from './best-strings.ts'
import type { Position } from './columns.ts'

/** A position with the given characters; presence 1 unless told. */
function position(shares: Record<string, number>, presence = 1): Position {
  const characters = new Float64Array(PLATE_CHARACTERS.length)
  for (const [character, share] of Object.entries(shares)) {
    characters[PLATE_CHARACTERS.indexOf(character)] = share
  }
  return { presence, characters }
}

test('the best strings are those of a full enumeration', () => {
  const options = [
    { '8': 0.5, B: 0.3, '3': 0.2 },
    { O: 0.55, '0': 0.45 },
    { '1': 0.6, I: 0.3, L: 0.1 },
  ]
  const [first, second, third] = options.map((shares) => Object.entries(shares))
  const all = (first ?? []).flatMap(([a, pa]) =>
    (second ?? []).flatMap(([b, pb]) =>
      (third ?? []).map(([c, pc]) => ({ plate: a + b + c, probability: pa * pb * pc })),
    ),
  )
  const expected = all.toSorted((a, b) => b.probability - a.probability).slice(0, 10)
  const found = bestStrings(
    options.map((shares) => position(shares)),
    10,
  )
  expect(found.map(({ plate }) => plate)).toEqual(expected.map(({ plate }) => plate))
  for (const [index, { probability }] of found.entries()) {
    expect(probability).toBeCloseTo(expected[index]?.probability ?? Number.NaN)
  }
})

test('a doubtful position may be no character, and equal strings are added up', () => {
  const found = bestStrings([position({ A: 1 }, 0.5), position({ A: 1 }, 0.8)], 5)
  expect(found.map(({ plate, probability }) => [plate, probability.toFixed(2)])).toEqual([
    ['A', '0.50'],
    ['AA', '0.40'],
    ['', '0.10'],
  ])
})
