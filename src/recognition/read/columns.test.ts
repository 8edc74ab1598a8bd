import { expect, test } from 'vitest'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { positionsOf, stackedPairsOf, type Position } from './columns.ts'

const CLASSES = 38

/** Reader output from one entry a column: "." is blank, "#" a stacked pair, a letter a sure character, a record shares. */
function outputOf(columns: readonly (string | Record<string, number>)[]): Float32Array {
  const output = new Float32Array(columns.length * CLASSES)
  for (const [index, column] of columns.entries()) {
    const shares = typeof column === 'string' ? { [column]: 1 } : column
    let rest = 1
    for (const [character, share] of Object.entries(shares)) {
      if (character === '.') continue
      output[index * CLASSES + (character === '#' ? 37 : 1 + PLATE_CHARACTERS.indexOf(character))] = share
      rest -= share
    }
    output[index * CLASSES] = rest
  }
  return output
}

const likeliest = ({ characters }: Position): string =>
  PLATE_CHARACTERS[characters.indexOf(Math.max(...characters))] ?? ''

const textOf = (output: Float32Array): string =>
  positionsOf(output, output.length / CLASSES)
    .filter(({ presence }) => presence >= 0.5)
    .map(likeliest)
    .join('')

test('columns of one character are one position, a blank between two of a kind parts them', () => {
  expect(textOf(outputOf([...'.AAA..BBB.BBB..7..']))).toBe('ABB7')
})

test('two halves taken for two characters are one, and share its probability', () => {
  const half = { '8': 0.6, B: 0.4 }
  const other = { B: 0.6, '8': 0.4 }
  const output = outputOf([...'.AAA..', half, other, ...'..CCC..DDD.'])
  expect(textOf(output)).toHaveLength(4)
  const [, doubtful] = positionsOf(output, output.length / CLASSES)
  expect(doubtful?.characters[PLATE_CHARACTERS.indexOf('8')]).toBeCloseTo(0.5)
  expect(doubtful?.characters[PLATE_CHARACTERS.indexOf('B')]).toBeCloseTo(0.5)
})

test('a trace of a character in the blank is kept as a position that may be nothing', () => {
  const positions = positionsOf(outputOf([...'.AAA...', { '1': 0.3 }, ...'...CCC.']), 14)
  expect(positions.map((one) => [likeliest(one), one.presence.toFixed(1)])).toEqual([
    ['A', '1.0'],
    ['1', '0.3'],
    ['C', '1.0'],
  ])
})

test('an empty plate has no positions', () => {
  expect(positionsOf(outputOf([...'....']), 4)).toEqual([])
})

test('a stacked pair is no character of the serial, and its place in it is told', () => {
  const output = outputOf([...'.##.AAA..BBB.##.CCC.'])
  expect(textOf(output)).toBe('ABC')
  expect(stackedPairsOf(output, 20)).toEqual([0, 2])
  expect(stackedPairsOf(outputOf([...'.AAA.']), 5)).toEqual([])
})
