import { expect, test } from 'vitest'
import { madeUpHit, madeUpMatch } from '#renderer/patrol/words/made-up-hit.ts'
import type { PlatePosition } from '#shared/domain/read.ts'
import { comparedPlate, lastPlace, nextPlace, seenPlate, withCharacter } from './compared-plate.ts'
import { EMPTY_DRAFT } from './draft.ts'

function position(character: string, probability: number, other?: string): PlatePosition {
  const alternatives = other === undefined ? [] : [{ character: other, probability: 1 - probability }]
  return { character, probability, alternatives }
}

const { read } = madeUpHit(1, {
  read: {
    plate: 'AB120',
    positions: [
      position('A', 0.99),
      position('B', 0.6, '8'),
      position('1', 0.99),
      position('2', 0.99),
      position('0', 0.99),
    ],
  },
})

test('differing and doubtful places are asked first, the others from left to right', () => {
  const plates = comparedPlate(madeUpMatch('AB12O'), read)
  expect(plates.order).toEqual([1, 4, 0, 2, 3])
  expect(plates.alternatives).toEqual([undefined, '8', undefined, undefined, undefined])
})

test('a place that only the list has is asked, and may be answered with no character', () => {
  const plates = comparedPlate(madeUpMatch('AB1250'), read)
  expect(plates.read.map(({ character }) => character ?? '_').join('')).toBe('AB12_0')
  expect(plates.order.slice(0, 2)).toEqual([1, 4])
  const characters = ['A', 'B', '1', '2', '', '0']
  expect(seenPlate({ ...EMPTY_DRAFT, characters })).toBe('AB120')
})

test('a partial plate is not set against the reading place by place', () => {
  const plates = comparedPlate(madeUpMatch('AB120', { entry: { pattern: 'A? 1*' } }), read)
  expect(plates.listed.map(({ character }) => character).join('')).toBe('A?1*')
  expect(plates.read.some(({ differs }) => differs)).toBe(false)
})

test('confirmed characters are gone through in the order of asking, forth and back', () => {
  const plates = comparedPlate(madeUpMatch('AB12O'), read)
  const draft = { ...EMPTY_DRAFT, characters: EMPTY_DRAFT.characters }
  const asked: (number | undefined)[] = []
  for (const character of ['8', 'O', 'A', '1', '2']) {
    const place = nextPlace(plates, draft)
    asked.push(place)
    draft.characters = withCharacter(draft, place ?? 0, character)
  }
  expect([asked, nextPlace(plates, draft), lastPlace(plates, draft)]).toEqual([[1, 4, 0, 2, 3], undefined, 3])
  expect(seenPlate(draft)).toBe('A812O')
  draft.characters = withCharacter(draft, 3, undefined)
  expect([nextPlace(plates, draft), lastPlace(plates, draft)]).toEqual([3, 2])
})

test('a plate typed as a whole comes before what was confirmed', () => {
  expect(seenPlate({ ...EMPTY_DRAFT, characters: ['A'], typed: 'XY9' })).toBe('XY9')
})
