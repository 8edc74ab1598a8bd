// What is marked on a plate: characters the recogniser doubts, and characters that differ from another
// plate. Both are marks on the characters themselves, where the eye compares them.
import type { PlatePosition } from '#shared/domain/read.ts'
import type { PlateCell } from '#renderer/ui/plate-text.tsx'

/** A character with a lower probability is marked: more than one in ten of them is another. */
export const DOUBTFUL_BELOW = 0.9

export function plainCells(plate: string): PlateCell[] {
  return Array.from(plate, (character) => ({ character }))
}

/** The best string of a read with its doubtful characters marked. */
export function readCells(plate: string, positions: readonly PlatePosition[]): PlateCell[] {
  return Array.from(plate, (character, at) => {
    const position = positions[at]
    const isDoubtful = position?.character !== character || position.probability < DOUBTFUL_BELOW
    return { character, isDoubtful }
  })
}

/**
 * Two plates under one another with the characters that differ marked on both; where one has a
 * character more, the other gets an empty place. The alignment is the one with the fewest differences.
 */
export function comparedCells(
  one: readonly PlateCell[],
  other: readonly PlateCell[],
): { readonly one: PlateCell[]; readonly other: PlateCell[] } {
  const aligned = align(one, other)
  return {
    one: aligned.map(([cell, against]) => mark(cell, against)),
    other: aligned.map(([against, cell]) => mark(cell, against)),
  }
}

type Pair = readonly [PlateCell | undefined, PlateCell | undefined]

function mark(cell: PlateCell | undefined, against: PlateCell | undefined): PlateCell {
  const shown = cell ?? { character: undefined }
  return cell?.character === against?.character ? shown : { ...shown, differs: true }
}

function align(one: readonly PlateCell[], other: readonly PlateCell[]): Pair[] {
  const costs = differenceTable(one, other)
  const cost = (row: number, column: number): number => costs[row]?.[column] ?? Number.POSITIVE_INFINITY
  const pairs: Pair[] = []
  let row = one.length
  let column = other.length
  while (row > 0 || column > 0) {
    const here = cost(row, column)
    const differs = one[row - 1]?.character === other[column - 1]?.character ? 0 : 1
    if (row > 0 && column > 0 && here === cost(row - 1, column - 1) + differs) {
      pairs.push([one[row - 1], other[column - 1]])
      row -= 1
      column -= 1
    } else if (row > 0 && here === cost(row - 1, column) + 1) {
      pairs.push([one[row - 1], undefined])
      row -= 1
    } else {
      pairs.push([undefined, other[column - 1]])
      column -= 1
    }
  }
  return pairs.toReversed()
}

/** Levenshtein's table: fewest differences between the first `row` and the first `column` characters. */
function differenceTable(one: readonly PlateCell[], other: readonly PlateCell[]): number[][] {
  const table = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  for (const [at, cell] of one.entries()) {
    const above = table[at] ?? []
    const row = [at + 1]
    for (const [column, against] of other.entries()) {
      const differs = cell.character === against.character ? 0 : 1
      row.push(Math.min((above[column] ?? 0) + differs, (above[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1))
    }
    table.push(row)
  }
  return table
}
