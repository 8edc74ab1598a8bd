// A rectangle on the map as it is typed and shown: "41.8500, -87.6900, 41.9000, -87.6200".
import type { RecordsQuery } from '#shared/records/records.ts'

export type Area = NonNullable<RecordsQuery['area']>

/** The typed rectangle; undefined for what is none. */
export function areaOf(text: string): Area | undefined {
  const parts = text
    .trim()
    .split(/[\s,;]+/)
    .map(Number)
  const [south, west, north, east] = parts
  if (parts.length !== 4 || parts.some((part) => !Number.isFinite(part))) return undefined
  if (south === undefined || west === undefined || north === undefined || east === undefined) return undefined
  const isOnEarth = south >= -90 && north <= 90 && west >= -180 && east <= 180
  return isOnEarth && south <= north && west <= east ? { south, west, north, east } : undefined
}

/** Four decimals of a degree are 11 m. */
export const areaText = ({ south, west, north, east }: Area): string =>
  [south, west, north, east].map((degrees) => degrees.toFixed(4)).join(', ')
