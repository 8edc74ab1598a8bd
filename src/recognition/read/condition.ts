// How good a look a crop is: what the honesty of the reader's probabilities depends on.
import type { RgbPlanes } from '../pixels/resample.ts'

/**
 * Three figures of one crop, each the natural logarithm of a quantity over its usual value, cut at -1.5 and 1.5, so
 * that 0 is an ordinary look. The training computes the same figures (training/reader/condition.py).
 */
export type Condition = {
  /** Width of the plate in the frame, over 80 px. */
  readonly width: number
  /** Mean step between neighbours over the spread of the values: edges, over 0.2. Blur lowers it. */
  readonly sharpness: number
  /** Spread of the values, over 45 levels. Darkness, glare and fog lower it. */
  readonly contrast: number
}

const USUAL = { width: 80, sharpness: 0.2, contrast: 45 }
const REACH = 1.5

/** `plateWidth`: in frame pixels. The crop is at the reader's own size; its green plane is measured. */
export function conditionOf(crop: RgbPlanes, plateWidth: number): Condition {
  const { width, height, data } = crop
  const size = width * height
  let sum = 0
  let squares = 0
  let steps = 0
  for (let y = 0; y < height; y++) {
    let before = data[size + y * width] ?? 0
    for (let x = 0; x < width; x++) {
      const value = data[size + y * width + x] ?? 0
      sum += value
      squares += value * value
      steps += Math.abs(value - before)
      before = value
    }
  }
  const mean = sum / size
  const spread = Math.sqrt(Math.max(squares / size - mean * mean, 1))
  const step = steps / (size - height)
  return {
    width: figure(plateWidth, USUAL.width),
    sharpness: figure(step / spread, USUAL.sharpness),
    contrast: figure(spread, USUAL.contrast),
  }
}

const figure = (value: number, usual: number): number =>
  Math.min(REACH, Math.max(-REACH, Math.log(Math.max(value, 1e-6) / usual)))
