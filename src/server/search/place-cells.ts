// Places as numbers of a grid, so that one index leads to a small area and, within it, along time. An index over latitude
// and longitude led to a strip as wide as the earth: 445 ms for 600 m of a town in 50 million reads.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { RecordsQuery } from '#shared/records/records.ts'

/** Cells of a degree: 550 m from south to north, 410 m from west to east at the latitude of Illinois. */
const PER_DEGREE = 200
/** Above all that a longitude can make, so that no two cells share a number; the numbers fit an integer. */
const ROW = 80_000
/** An area of 0.3 degrees, the largest that is asked without a time, has 3,721. */
const MOST_CELLS = 4096

/** Of a row of reads; the same words as in the index `reads_by_place`, or the planner would not know it again. */
const PLACE_CELL = `((floor(latitude * ${PER_DEGREE})::int * ${ROW}) + floor(longitude * ${PER_DEGREE})::int)`

const step = (degrees: number): number => Math.floor(degrees * PER_DEGREE)

/** The cells that an area touches; undefined where they are too many to be a help. */
export function cellsOf({
  south,
  west,
  north,
  east,
}: NonNullable<RecordsQuery['area']>): number[] | undefined {
  const bottom = step(south)
  const left = step(west)
  const rows = Math.max(0, step(north) - bottom + 1)
  const columns = Math.max(0, step(east) - left + 1)
  if (rows * columns > MOST_CELLS) return undefined
  return Array.from(
    { length: rows * columns },
    (_, at) => (bottom + Math.floor(at / columns)) * ROW + left + (at % columns),
  )
}

export const inCells = (cells: readonly number[]): RawBuilder<SqlBool> =>
  sql`${sql.raw(PLACE_CELL)} = ANY(${[...cells]}::int[])`
