// What would make the database look at every read it has. It is refused with what to add, so that a search ends in the
// time that somebody waits, and so that nobody looks through everything for the sake of it.
import type { Refused } from '#main/refused.ts'
import { refuse } from '#main/refused.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import type { PlateTerm } from './plate-term.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 31
/** About 25 km in the north of the United States. */
const MOST_DEGREES = 0.3

/** The refusal of a query that nothing narrows, or undefined. */
export function tooWide(
  { from, to, car, area, hasHit }: RecordsQuery,
  term: PlateTerm,
  now: number,
): Refused | undefined {
  if (term.kind !== 'any' && term.kind !== 'loose') return undefined
  const isShort = from !== undefined && (to ?? now) - from <= MOST_DAYS * DAY_MS
  const isSmall =
    area !== undefined && area.north - area.south <= MOST_DEGREES && area.east - area.west <= MOST_DEGREES
  if (isShort || isSmall || car !== undefined || hasHit === true) return undefined
  return refuse(
    term.kind === 'any'
      ? 'something that narrows the search'
      : 'something that narrows the search: of this plate neither the first nor the last two characters are known',
    `Add a time of at most ${MOST_DAYS} days, a car, or a place on the map of at most 25 km, or look for hits alone.`,
  )
}
