// The way of a canvass as a line to draw: no map, only its form and its size.
import type { Canvass } from '#shared/domain/local-list.ts'

type Spot = Pick<Canvass['track'][number], 'latitude' | 'longitude'>

export type TrackPath = {
  /** Points of an SVG polyline inside `width` and `height`, north up. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** Metres that `width` stands for. */
  readonly widthMetres: number
}

const METRES_PER_DEGREE = 111_320
const MARGIN = 12
/** Below this the line would only show the noise of the fix. */
const LEAST_METRES = 100

/** Scales the track to fit, both ways alike. Undefined for a track without a spot. */
export function trackPath(track: readonly Spot[], width: number, height: number): TrackPath | undefined {
  const [first] = track
  if (first === undefined) return undefined
  const east = METRES_PER_DEGREE * Math.cos((first.latitude * Math.PI) / 180)
  const metres = track.map(({ latitude, longitude }): readonly [number, number] => [
    (longitude - first.longitude) * east,
    (first.latitude - latitude) * METRES_PER_DEGREE,
  ])
  const [left, right] = bounds(metres.map(([x]) => x))
  const [top, bottom] = bounds(metres.map(([, y]) => y))
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(right - left, LEAST_METRES),
    (height - 2 * MARGIN) / Math.max(bottom - top, LEAST_METRES),
  )
  const place = (x: number, y: number): readonly [number, number] => [
    width / 2 + (x - (left + right) / 2) * scale,
    height / 2 + (y - (top + bottom) / 2) * scale,
  ]
  return { points: metres.map(([x, y]) => place(x, y)), widthMetres: width / scale }
}

function bounds(values: readonly number[]): readonly [number, number] {
  let [least = 0, most = 0] = [values[0], values[0]]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

/** Metres driven between the spots. */
export function trackMetres(track: readonly Spot[]): number {
  let metres = 0
  for (const [at, { latitude, longitude }] of track.entries()) {
    const before = track[at - 1]
    if (before === undefined) continue
    const east = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
    metres += Math.hypot(
      (latitude - before.latitude) * METRES_PER_DEGREE,
      (longitude - before.longitude) * east,
    )
  }
  return metres
}
