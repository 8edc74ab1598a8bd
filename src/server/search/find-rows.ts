// Rows of stored reads, newest first. Days are partitions, so they are asked in steps from the newest on: a search that
// finds much ends in the first days, and one that finds little reads little of each.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { dayOf, dayStart } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { days as storedDays } from '#server/storage/partitions.ts'
import type { ReadsTable } from '#server/storage/schema.ts'
import type { RecordCursor, RecordsQuery } from '#shared/records/records.ts'
import { conditionsOf } from './conditions.ts'
import type { PlateTerm } from './plate-term.ts'

/**
 * A read is kept under the day on which it was recorded. Footage is captured long before that, a live read never more
 * than the length of its pass after it; a whole day of room costs nothing.
 */
const ROOM_DAYS = 1
/** Each step asks at least so many times the days of all before. */
const GROWTH = 4
/** And so many times those that would fill the page, by what was found so far. */
const ENOUGH = 1.5

const COLUMNS = [
  'day',
  'car_id',
  'id',
  'captured_at',
  'camera_id',
  'camera_name',
  'plate',
  'plate_probability',
  'state',
  'latitude',
  'longitude',
  'has_hit',
  'crop_hash',
] as const satisfies readonly (keyof ReadsTable)[]
export type FoundRead = Pick<ReadsTable, (typeof COLUMNS)[number]>

const columns = sql.join(COLUMNS.map((column) => sql.ref(column)))

type Wanted = {
  readonly query: RecordsQuery
  readonly term: PlateTerm
  readonly after?: RecordCursor | undefined
  readonly most: number
}

/** At most so many, newest first, and whether there are more. */
export async function findRows(
  db: RecordsDb,
  { query, term, after, most }: Wanted,
): Promise<{ readonly rows: FoundRead[]; readonly isMore: boolean }> {
  const limit = most + 1
  const where = conditionsOf(query, term, after)
  const [kept, stored] = await Promise.all([
    ask(db, sql`SELECT ${columns} FROM kept_reads AS r WHERE ${where}`, limit),
    storedDays(db),
  ])
  const first = query.from === undefined ? -Infinity : dayOf(query.from) - ROOM_DAYS
  const left = stored.filter((day) => day >= first).toSorted((one, other) => other - one)
  const upper = Math.min(query.to ?? Infinity, after?.capturedAt ?? Infinity)
  let size = firstStep(left, upper, term)
  let rows = kept
  let asked = 0
  while (left.length > 0) {
    const days = left.splice(0, size)
    const found = await ask(
      db,
      sql`SELECT ${columns} FROM reads AS r WHERE ${inDays(days, query)} AND ${where}`,
      limit,
      term.kind !== 'any' && term.kind !== 'loose',
    )
    rows = newestFirst([...rows, ...found]).slice(0, limit)
    const last = rows.at(-1)
    // Every row of the days that are left was captured before this.
    const unseenBefore = dayStart((days.at(-1) ?? 0) + ROOM_DAYS)
    if (rows.length === limit && last !== undefined && last.captured_at >= unseenBefore) break
    asked += days.length
    size = Math.max(asked * GROWTH, Math.ceil((asked * ENOUGH * limit) / Math.max(1, rows.length)))
  }
  return { rows: rows.slice(0, most), isMore: rows.length > most }
}

/** How many of the days, newest first, are asked at first: those that the newest rows may lie in. */
function firstStep(days: readonly number[], upper: number, { kind }: PlateTerm): number {
  // A whole plate is so rare that one question over all days is the quickest.
  if (kind === 'whole') return days.length
  const upperDay = Math.min(days[0] ?? 0, dayOf(upper))
  return Math.max(1, days.filter((day) => day >= upperDay - ROOM_DAYS).length)
}

/**
 * The days of a step follow one another. As a range they are planned in a third of the time of a list (3 ms for 60 of
 * them); but only by a list does the key (day, car_id, id) lead to one car's reads.
 */
function inDays(days: readonly number[], { car }: RecordsQuery): RawBuilder<SqlBool> {
  return car === undefined
    ? sql`day BETWEEN ${days.at(-1) ?? 0} AND ${days[0] ?? 0}`
    : sql`day = ANY(${[...days]}::int[])`
}

/**
 * `isRare`: few rows fit, so they are found by what is wanted and then sorted; left to itself the planner now and then
 * walks along time instead and looks at every row on the way.
 */
async function ask(
  db: RecordsDb,
  select: RawBuilder<unknown>,
  limit: number,
  isRare = false,
): Promise<FoundRead[]> {
  const order = sql`ORDER BY captured_at DESC, id LIMIT ${limit}`
  const whole = isRare
    ? sql<FoundRead>`WITH found AS MATERIALIZED (${select}) SELECT * FROM found ${order}`
    : sql<FoundRead>`${select} ${order}`
  const { rows } = await whole.execute(db.kysely)
  return rows
}

/** Sorted as pages go; a read that is both among the kept and still in its day is told once. */
function newestFirst(rows: readonly FoundRead[]): FoundRead[] {
  const once = new Map(rows.map((row) => [`${row.car_id} ${row.day} ${row.id}`, row]))
  return [...once.values()].toSorted(
    (one, other) => other.captured_at - one.captured_at || (one.id < other.id ? -1 : 1),
  )
}
