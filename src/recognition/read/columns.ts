// From the reader's 40 columns of character probabilities to the positions of a serial ("runs"): columns
// side by side that are no wider together than one character are one position, their probabilities summed.
// Small stacked pairs (plate type, county, month) are a class of their own: told apart, never read into the serial.
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'

/** Characters after the blank. */
export const CHARACTER_COUNT = PLATE_CHARACTERS.length
/** Blank, the characters, stacked pair. */
const CLASSES = CHARACTER_COUNT + 2
const STACKED = CLASSES - 1

/** One place where a character may stand. */
export type Position = {
  /** Probability that a character stands here at all, not a bolt, a graphic or nothing. */
  readonly presence: number
  /** Probability of each of the 36 characters, given that one stands here; adds up to one. */
  readonly characters: Float64Array
}

/** Columns from `from` to `to`, both included. */
type Run = { from: number; to: number }

/** A blank stretch with at least this much character in it may be a character that was nearly missed. */
const FAINT_PRESENCE = 0.1

/** Positions of one crop from its output [columns, 38], left to right. */
export function positionsOf(output: Float32Array, columns: number): Position[] {
  const runs = mergedRuns(sameCharacterRuns(output, columns))
  const all = [...runs, ...faintRuns(output, columns, runs)].toSorted((a, b) => a.from - b.from)
  return all.map((run) => positionOf(output, run))
}

/**
 * Where stacked pairs stand: the number of characters before each. An output of [columns, 38] and the runs of
 * its characters' columns come from the same crop.
 */
export function stackedPairsOf(output: Float32Array, columns: number): number[] {
  const pairs: Run[] = []
  for (let column = 0; column < columns; column++) {
    if (likeliestClass(output, column) !== STACKED) continue
    const before = pairs.at(-1)
    if (before !== undefined && before.to === column - 1) before.to = column
    else pairs.push({ from: column, to: column })
  }
  // most plates have none, and the runs are needed only to say where one stands
  if (pairs.length === 0) return []
  const runs = mergedRuns(sameCharacterRuns(output, columns))
  return pairs.map((pair) => runs.filter(({ to }) => to < pair.from).length)
}

/** Stretches of columns whose likeliest class is one and the same character. */
function sameCharacterRuns(output: Float32Array, columns: number): Run[] {
  const runs: Run[] = []
  let last = 0
  for (let column = 0; column < columns; column++) {
    const likeliest = likeliestClass(output, column)
    const current = runs.at(-1)
    if (likeliest === 0 || likeliest === STACKED) last = 0
    else if (likeliest === last && current !== undefined) current.to = column
    else runs.push({ from: column, to: column })
    last = likeliest
  }
  return runs
}

/**
 * Joins neighbours that touch and together are as wide as one character and closer than the pitch: one
 * character whose halves were taken for two.
 */
function mergedRuns(runs: readonly Run[]): Run[] {
  const width = median(runs.map((run) => run.to - run.from + 1)) ?? 0
  const centre = (run: Run): number => (run.from + run.to) / 2
  const gaps = runs.slice(1).map((run, index) => centre(run) - centre(runs[index] ?? run))
  const pitch = median(gaps) ?? 5
  const merged: Run[] = []
  for (const run of runs) {
    const before = merged.at(-1)
    const touches = before !== undefined && run.from === before.to + 1
    if (
      touches &&
      run.to - before.from + 1 <= Math.max(width + 1, 3) &&
      centre(run) - centre(before) < 0.6 * pitch
    ) {
      before.to = run.to
    } else merged.push({ ...run })
  }
  return merged
}

/** Peaks of character probability in what was taken for blank, clear of the runs. */
function faintRuns(output: Float32Array, columns: number, runs: readonly Run[]): Run[] {
  const faint: Run[] = []
  const isClear = (column: number): boolean =>
    runs.every((run) => column < run.from - 1 || column > run.to + 1)
  for (let column = 0; column < columns; column++) {
    const presence = presenceIn(output, column)
    if (presence < FAINT_PRESENCE || !isClear(column)) continue
    const before = faint.at(-1)
    if (before !== undefined && column <= before.to + 2) {
      if (presence > presenceIn(output, before.from)) Object.assign(before, { from: column, to: column })
    } else faint.push({ from: column, to: column })
  }
  return faint
}

function positionOf(output: Float32Array, run: Run): Position {
  const characters = new Float64Array(CHARACTER_COUNT)
  let presence = 0
  let total = 0
  for (let column = run.from; column <= run.to; column++) {
    presence = Math.max(presence, presenceIn(output, column))
    for (let c = 0; c < CHARACTER_COUNT; c++) {
      const probability = output[column * CLASSES + 1 + c] ?? 0
      characters[c] = (characters[c] ?? 0) + probability
      total += probability
    }
  }
  return { presence, characters: characters.map((sum) => sum / Math.max(total, 1e-9)) }
}

function likeliestClass(output: Float32Array, column: number): number {
  let best = 0
  for (let c = 1; c < CLASSES; c++) {
    if ((output[column * CLASSES + c] ?? 0) > (output[column * CLASSES + best] ?? 0)) best = c
  }
  return best
}

/** Probability that the column shows a character of the serial. */
const presenceIn = (output: Float32Array, column: number): number =>
  1 - (output[column * CLASSES] ?? 1) - (output[column * CLASSES + STACKED] ?? 0)

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
