// How far two places are apart.
import type { Location } from './place.ts'

const EARTH_M = 6_371_000
const RADIANS = Math.PI / 180

/** Metres along the great circle (haversine); undefined when either place was not measured. */
export function metresBetween(one: Location, other: Location): number | undefined {
  if (one.kind !== 'fix' || other.kind !== 'fix') return undefined
  const [a, b] = [one.place, other.place]
  const north = (b.latitude - a.latitude) * RADIANS
  const east = (b.longitude - a.longitude) * RADIANS
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * Math.sin(east / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(half)))
}
