import { expect, test } from 'vitest'
import { platesOfGrid } from './grid.ts'

const ROWS = 12
const COLUMNS = 20
const PLANE = ROWS * COLUMNS

/** A grid with plates of 64 x 32 input pixels whose centre is that of their cell. */
function gridWith(cells: readonly { row: number; column: number; score: number }[]): Float32Array {
  const grid = new Float32Array(9 * PLANE)
  const reach = [-0.5, -0.25, 0.5, -0.25, 0.5, 0.25, -0.5, 0.25]
  for (const { row, column, score } of cells) {
    const at = row * COLUMNS + column
    grid[at] = score
    for (const [index, offset] of reach.entries()) grid[(1 + index) * PLANE + at] = offset
  }
  return grid
}

test('a cell above the threshold gives a plate with corners in frame pixels', () => {
  const [plate, ...more] = platesOfGrid(
    gridWith([{ row: 5, column: 9, score: 0.8 }]),
    ROWS,
    COLUMNS,
    0.5,
    0.2,
  )
  expect(more).toEqual([])
  expect(plate?.score).toBeCloseTo(0.8)
  expect(plate?.corners).toEqual([
    { x: 88, y: 56 },
    { x: 216, y: 56 },
    { x: 216, y: 120 },
    { x: 88, y: 120 },
  ])
})

test('neighbours and overlapping finds are one plate, the surer one', () => {
  const cells = [
    { row: 5, column: 9, score: 0.8 },
    { row: 5, column: 10, score: 0.7 },
    { row: 5, column: 12, score: 0.6 },
    { row: 2, column: 3, score: 0.5 },
    { row: 9, column: 3, score: 0.1 },
  ]
  const plates = platesOfGrid(gridWith(cells), ROWS, COLUMNS, 1, 0.2)
  expect(plates.map(({ score }) => score.toFixed(1))).toEqual(['0.8', '0.5'])
})
