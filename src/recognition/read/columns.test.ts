import { expect, test } from 'vitest'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { positionsOf, type Position } from './columns.ts'

/** Reader output from one entry a column: "." is blank, a letter a sure character, a record shares. */
function outputOf(columns: readonly (string | Record<string, number>)[]): Float32Array {
  const output = new Float32Array(columns.length * 37)
  for (const [index, column] of columns.entries()) {
    const shares = typeof column === 'string' ? { [column]: 1 } : column
    let rest = 1
    for (const [character, share] of Object.entries(shares)) {
      if (character === '.') continue
      output[index * 37 + 1 + PLATE_CHARACTERS.indexOf(character)] = share
      rest -= share
    }
    output[index * 37] = rest
  }
  return output
}

const likeliest = ({ characters }: Position): string =>
  PLATE_CHARACTERS[characters.indexOf(Math.max(...characters))] ?? ''

const textOf = (output: Float32Array): string =>
  positionsOf(output, output.length / 37)
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
  const [, doubtful] = positionsOf(output, output.length / 37)
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
