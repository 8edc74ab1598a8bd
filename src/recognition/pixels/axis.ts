// Resampling along one axis as a table of integer weights: area averaging where the picture shrinks,
// bilinear where it grows.

/**
 * Output i is the sum over `taps` source samples from `starts[i]` on, with the weights
 * `weights[i * taps ...]`, which add up to `WEIGHT_ONE`.
 */
export type Axis = {
  readonly taps: number
  readonly starts: Int32Array
  readonly weights: Uint16Array
  /** N when every output is the plain mean of its own N neighbours, side by side; 0 otherwise. */
  readonly blocks: number
}

/** Two passes of 8 bits on 8-bit samples stay within 24 bits, so int32 arithmetic is exact. */
export const WEIGHT_ONE = 256

/** A sliver of a sample narrower than this is a rounding error of a division, not a part of the picture. */
const SLIVER = 1e-6

/**
 * Table for `count` outputs that cover the interval [from, from + span) of an axis of `length` samples.
 * Sample k covers [k, k + 1). What lies outside repeats the edge.
 */
export function axisTable(length: number, from: number, span: number, count: number): Axis {
  const scale = span / count
  // Bilinear is the same area rule with a window of one sample around the output's centre.
  const window = Math.max(scale, 1)
  const shift = scale < 1 ? (scale - 1) / 2 : 0
  const widest = Math.ceil(window) + 1
  const raw = new Uint16Array(count * widest)
  const firsts = new Int32Array(count)
  let used = 1
  for (let i = 0; i < count; i++) {
    const begin = from + i * scale + shift
    const first = Math.floor(begin + SLIVER)
    const size = Math.ceil(begin + window - SLIVER) - first
    firsts[i] = first
    used = Math.max(used, size)
    // Weights are differences of a rounded running sum, so they add up exactly.
    let given = 0
    for (let k = 0; k < size; k++) {
      const covered = (first + k + 1 - begin) / window
      const upTo = k === size - 1 ? WEIGHT_ONE : Math.round(covered * WEIGHT_ONE)
      raw[i * widest + k] = upTo - given
      given = upTo
    }
  }
  const taps = Math.min(used, length)
  const starts = new Int32Array(count)
  const weights = new Uint16Array(count * taps)
  for (let i = 0; i < count; i++) {
    const first = firsts[i] ?? 0
    const start = Math.min(Math.max(first, 0), length - taps)
    starts[i] = start
    for (let k = 0; k < used; k++) {
      const slot = i * taps + Math.min(Math.max(first + k, 0), length - 1) - start
      weights[slot] = (weights[slot] ?? 0) + (raw[i * widest + k] ?? 0)
    }
  }
  return { taps, starts, weights, blocks: blocksOf(length, from, scale, count) }
}

function blocksOf(length: number, from: number, scale: number, count: number): number {
  const isWhole = Number.isInteger(scale) && Number.isInteger(from)
  return isWhole && from >= 0 && from + scale * count <= length ? scale : 0
}
