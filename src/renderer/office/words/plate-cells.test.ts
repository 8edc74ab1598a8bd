import { expect, test } from 'vitest'
import type { PlateCell } from '#renderer/ui/plate-text.tsx'
import { comparedCells, plainCells, readCells } from './plate-cells.ts'

/** A plate as a text: a differing character in brackets, an empty place as "_". */
function shown(cells: readonly PlateCell[]): string {
  return cells
    .map(({ character = '_', differs }) => (differs === true ? `[${character}]` : character))
    .join('')
}

function compared(one: string, other: string): string[] {
  const cells = comparedCells(plainCells(one), plainCells(other))
  return [shown(cells.one), shown(cells.other)]
}

test('characters below the threshold are doubtful', () => {
  const positions = [
    { character: 'A', probability: 0.99, alternatives: [] },
    { character: '8', probability: 0.62, alternatives: [{ character: 'B', probability: 0.35 }] },
  ]
  expect(readCells('A8', positions)).toEqual([
    { character: 'A', isDoubtful: false },
    { character: '8', isDoubtful: true },
  ])
})

test('a character without a probability of its own is doubtful', () => {
  expect(readCells('A', [])).toEqual([{ character: 'A', isDoubtful: true }])
})

test('differing characters are marked on both plates', () => {
  expect(compared('AB12345', 'A812345')).toEqual(['A[B]12345', 'A[8]12345'])
  expect(compared('CWW2245', 'CWW2245')).toEqual(['CWW2245', 'CWW2245'])
})

test('a letter O against a digit 0 is a difference that is shown', () => {
  expect(compared('4OO4', '4004')).toEqual(['4[O][O]4', '4[0][0]4'])
})

test('a plate with a character less gets an empty place where it is missing', () => {
  expect(compared('AB12345', 'AB1345')).toEqual(['AB1[2]345', 'AB1[_]345'])
  expect(compared('B12345', 'AB12345')).toEqual(['[_]B12345', '[A]B12345'])
})
