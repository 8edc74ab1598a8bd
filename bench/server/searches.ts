// What people look for, with values that are new each time.
import { DAY_MS } from '#server/storage/day.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import { CAMERAS, TOWN } from './fill-reads.ts'
import { plateOf, someVehicle } from './plates.ts'

export type SearchKind = {
  readonly words: string
  readonly isInOverall: boolean
  readonly query: (lastAt: number, daysStored: number) => RecordsQuery
}

const HOUR_MS = 3_600_000
const somePlate = (): string => plateOf(someVehicle())

/** A span that ends within what is stored. */
function span(lengthMs: number, lastAt: number, daysStored: number): { from: number; to: number } {
  const room = Math.max(0, daysStored * DAY_MS - lengthMs)
  const to = Math.floor(lastAt - Math.random() * room)
  return { from: to - lengthMs, to }
}

function someArea(): NonNullable<RecordsQuery['area']> {
  const south = TOWN.latitude + (Math.random() - 0.5) * 0.06
  const west = TOWN.longitude + (Math.random() - 0.5) * 0.06
  return { south, west, north: south + 0.005, east: west + 0.007 }
}

export const SEARCHES: readonly SearchKind[] = [
  { words: 'whole plate', isInOverall: true, query: () => ({ plate: somePlate() }) },
  {
    words: 'first three characters',
    isInOverall: true,
    query: () => ({ plate: `${somePlate().slice(0, 3)}*` }),
  },
  {
    words: 'first unknown, a week',
    isInOverall: true,
    query: (lastAt, stored) => ({ plate: `?${somePlate().slice(1)}`, ...span(7 * DAY_MS, lastAt, stored) }),
  },
  {
    words: 'an hour and a camera',
    isInOverall: true,
    query: (lastAt, stored) => ({
      ...span(HOUR_MS, lastAt, stored),
      cameraId: CAMERAS[Math.floor(Math.random() * CAMERAS.length)] ?? 'front',
    }),
  },
  {
    words: 'an area of 600 m, a day',
    isInOverall: true,
    query: (lastAt, stored) => ({ area: someArea(), ...span(DAY_MS, lastAt, stored) }),
  },
  {
    words: 'hits only, a month',
    isInOverall: true,
    query: (lastAt, stored) => ({ hasHit: true, ...span(30 * DAY_MS, lastAt, stored) }),
  },
  {
    // No index helps: it looks at each read of the day.
    words: 'both ends unknown, a day',
    isInOverall: false,
    query: (lastAt, stored) => ({
      plate: `?${somePlate().slice(1, 6)}?`,
      ...span(DAY_MS, lastAt, stored),
    }),
  },
]
