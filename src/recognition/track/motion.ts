// Where a plate was last seen and where it will be: constant velocity of its centre.
import type { Corners, Point } from '#shared/domain/read.ts'
import { boxAround, centreOf, distance, overlap } from '../pixels/quad.ts'
import type { Box } from '../pixels/resample.ts'

export type Motion = {
  readonly corners: Corners
  readonly at: number
  /** Pixels per millisecond; undefined after a single sighting. */
  readonly velocity: Point | undefined
}

/** Share of the newest displacement in the velocity: corners jitter by a pixel or two. */
const NEWEST_SHARE = 0.6
/** Prediction further than this is guessing. */
const LONGEST_PREDICTION_MS = 500

export function firstMotion(corners: Corners, at: number): Motion {
  return { corners, at, velocity: undefined }
}

export function nextMotion(motion: Motion, corners: Corners, at: number): Motion {
  const spanMs = at - motion.at
  if (spanMs <= 0) return { corners, at, velocity: motion.velocity }
  const from = centreOf(motion.corners)
  const to = centreOf(corners)
  const newest = { x: (to.x - from.x) / spanMs, y: (to.y - from.y) / spanMs }
  const old = motion.velocity ?? newest
  return {
    corners,
    at,
    velocity: {
      x: NEWEST_SHARE * newest.x + (1 - NEWEST_SHARE) * old.x,
      y: NEWEST_SHARE * newest.y + (1 - NEWEST_SHARE) * old.y,
    },
  }
}

function predictedBox(motion: Motion, at: number): Box {
  const box = boxAround(motion.corners)
  const spanMs = Math.min(Math.max(at - motion.at, 0), LONGEST_PREDICTION_MS)
  const velocity = motion.velocity ?? { x: 0, y: 0 }
  return { ...box, left: box.left + velocity.x * spanMs, top: box.top + velocity.y * spanMs }
}

/**
 * How well a plate found at `at` continues a motion: 0 when it cannot be the same plate, up to 2. The
 * distance allowed grows with the gap, more so while the velocity is not known.
 */
export function continuation(motion: Motion, corners: Corners, at: number): number {
  const predicted = predictedBox(motion, at)
  const found = boxAround(corners)
  const growth = found.width / predicted.width
  if (growth > 2 || growth < 0.5) return 0
  const gapMs = Math.max(at - motion.at, 0)
  const widths = motion.velocity === undefined ? 1.5 + gapMs / 100 : 1 + gapMs / 300
  const reach = Math.max(predicted.width, found.width) * Math.min(widths, 4)
  const apart = distance(middleOf(predicted), middleOf(found))
  if (apart >= reach) return 0
  return overlap(predicted, found) + 1 - apart / reach
}

const middleOf = (box: Box): Point => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 })
