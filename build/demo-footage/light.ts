// The light of a clip: a low afternoon sun that goes down into dusk, when lamps take over.
import type { Vector } from './camera.ts'
import { colour, mixColours, type Colour } from './colour.ts'

export type Light = {
  /** Towards the sun, length 1. */
  readonly sunDirection: Vector
  readonly sun: Colour
  readonly zenith: Colour
  readonly horizon: Colour
  /** Light that comes up from the road. */
  readonly bounce: Colour
  /** How far vehicles' lamps and our own are on, 0 to 1. */
  readonly lamps: number
  /** Standard deviation of the sensor's noise in sRGB steps. */
  readonly noise: number
}

type Mood = Omit<Light, 'sunDirection'>

const scale = (from: Colour, by: number): Colour => [from[0] * by, from[1] * by, from[2] * by]

const DAY: Mood = {
  sun: scale(colour('#fff0d8'), 0.95),
  zenith: scale(colour('#5f93d0'), 0.9),
  horizon: scale(colour('#d6e4ee'), 0.92),
  bounce: colour('#6b6861'),
  lamps: 0,
  noise: 1,
}

const DUSK: Mood = {
  sun: scale(colour('#ff9a58'), 0.03),
  zenith: scale(colour('#3a4f7c'), 0.34),
  horizon: scale(colour('#bfa59b'), 0.26),
  bounce: scale(colour('#3a3c42'), 0.5),
  lamps: 1,
  noise: 2.6,
}

/** Between day (0) and dusk (1). `sunDirection` need not have length 1. */
export function lightAt(duskShare: number, sunDirection: Vector): Light {
  const length = Math.hypot(...sunDirection)
  const mix = (from: Colour, to: Colour): Colour => mixColours(from, to, duskShare)
  return {
    sunDirection: [sunDirection[0] / length, sunDirection[1] / length, sunDirection[2] / length],
    sun: mix(DAY.sun, DUSK.sun),
    zenith: mix(DAY.zenith, DUSK.zenith),
    horizon: mix(DAY.horizon, DUSK.horizon),
    bounce: mix(DAY.bounce, DUSK.bounce),
    lamps: Math.max(0, duskShare * 2 - 1),
    noise: DAY.noise + (DUSK.noise - DAY.noise) * duskShare,
  }
}
