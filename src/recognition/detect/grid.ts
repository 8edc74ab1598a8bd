// From the detector's grid of scores and corners to plates.
import type { Corners } from '#shared/domain/read.ts'
import { boxAround, overlap } from '../pixels/quad.ts'

export type FoundPlate = { readonly corners: Corners; readonly score: number }

/** The detector answers once per cell of this many input pixels, and gives corners in units of REACH. */
const CELL = 8
const REACH = 64
/** Two finds that overlap more than this are one plate. */
const SAME_PLATE_OVERLAP = 0.3
/** More plates than this in one frame is a parking garage, or noise. */
const MOST_PLATES = 20

/**
 * Plates of one grid [9, rows, columns] (score, then dx, dy of four corners), best first: cells that
 * are the best of their 3x3 neighbourhood and above the threshold, one per plate. Corners are in frame
 * pixels; `scale` is input pixels per frame pixel.
 */
export function platesOfGrid(
  grid: Float32Array,
  rows: number,
  columns: number,
  scale: number,
  threshold: number,
): FoundPlate[] {
  const peaks: { readonly at: number; readonly score: number }[] = []
  for (let at = 0; at < rows * columns; at++) {
    const score = grid[at] ?? 0
    if (score > threshold && isPeak(grid, rows, columns, at)) peaks.push({ at, score })
  }
  peaks.sort((a, b) => b.score - a.score)
  const plates: FoundPlate[] = []
  for (const { at, score } of peaks.slice(0, MOST_PLATES)) {
    const corners = cornersAt(grid, rows * columns, columns, at, scale)
    const box = boxAround(corners)
    const isNew = plates.every((plate) => overlap(box, boxAround(plate.corners)) < SAME_PLATE_OVERLAP)
    if (isNew) plates.push({ corners, score })
  }
  return plates
}

function isPeak(grid: Float32Array, rows: number, columns: number, at: number): boolean {
  const row = Math.floor(at / columns)
  const column = at % columns
  const score = grid[at] ?? 0
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if ((grid[y * columns + x] ?? 0) > score) return false
    }
  }
  return true
}

function cornersAt(grid: Float32Array, plane: number, columns: number, at: number, scale: number): Corners {
  const centreX = CELL * (at % columns) + CELL / 2
  const centreY = CELL * Math.floor(at / columns) + CELL / 2
  const corner = (index: number) => ({
    x: (centreX + REACH * (grid[(1 + 2 * index) * plane + at] ?? 0)) / scale,
    y: (centreY + REACH * (grid[(2 + 2 * index) * plane + at] ?? 0)) / scale,
  })
  return [corner(0), corner(1), corner(2), corner(3)]
}
