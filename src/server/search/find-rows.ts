// Rows of stored reads, newest first. Days are partitions, so they are asked in steps from the newest on: a search that
// finds much ends in the first days, and one that finds little reads little of each. An area is asked in windows of time.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { dayOf, dayStart } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { days as storedDays } from '#server/storage/partitions.ts'
import type { ReadsTable } from '#server/storage/schema.ts'
import type { RecordCursor, RecordsQuery } from '#shared/records/records.ts'
import { conditionsOf } from './conditions.ts'
import { cellsOf, inCells } from './place-cells.ts'
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
  const where = conditionsOf(query, term, after)
  const [kept, stored] = await Promise.all([
    ask(db, sql`SELECT ${columns} FROM kept_reads AS r WHERE ${where}`, most + 1),
    storedDays(db),
  ])
  const first = query.from === undefined ? -Infinity : dayOf(query.from) - ROOM_DAYS
  const looking = {
    db,
    query,
    term,
    where,
    kept,
    days: stored.filter((day) => day >= first).toSorted((one, other) => other - one),
    upper: Math.min(query.to ?? Infinity, after?.capturedAt ?? Infinity),
    limit: most + 1,
  }
  const cells = query.area === undefined || isByPlate(term) ? undefined : cellsOf(query.area)
  const rows = cells === undefined ? await inSteps(looking) : await inWindows(looking, cells)
  return { rows: rows.slice(0, most), isMore: rows.length > most }
}

type Looking = {
  readonly db: RecordsDb
  readonly query: RecordsQuery
  readonly term: PlateTerm
  readonly where: RawBuilder<SqlBool>
  /** Sorted as pages go, and at most `limit`, as the database gave them. */
  readonly kept: readonly FoundRead[]
  /** Newest first. */
  readonly days: readonly number[]
  /** Nothing was captured after this. */
  readonly upper: number
  readonly limit: number
}

const isByPlate = ({ kind }: PlateTerm): boolean => kind !== 'any' && kind !== 'loose'

async function inSteps(looking: Looking): Promise<readonly FoundRead[]> {
  const { db, query, term, where, days: all, upper, limit } = looking
  const left = [...all]
  let size = firstStep(left, upper, term)
  let rows: readonly FoundRead[] = looking.kept
  let asked = 0
  while (left.length > 0) {
    const days = left.splice(0, size)
    const select = sql`SELECT ${columns} FROM reads AS r WHERE ${inDays(days, query)} AND ${where}`
    rows = newestFirst([...rows, ...(await ask(db, select, limit, isByPlate(term)))], limit)
    // Every row of the days that are left was captured before this.
    if (isFull(rows, limit, dayStart((days.at(-1) ?? 0) + ROOM_DAYS))) break
    asked += days.length
    size = Math.max(asked * GROWTH, Math.ceil((asked * ENOUGH * limit) / Math.max(1, rows.length)))
  }
  return rows
}

/** The first look into an area; a busy town has some hundred reads in it. */
const WINDOW_MS = 3_600_000
/** Of so few cells all rows of a window are fetched and sorted; of more, the planner may walk along time instead. */
const FEW_CELLS = 64

/**
 * An area, back from the newest in windows of time: the index has each cell's reads in their order, so that a window
 * that fills the page costs what is on the page, however many reads the day has there.
 */
async function inWindows(looking: Looking, cells: readonly number[]): Promise<readonly FoundRead[]> {
  const { db, query, where, days, upper, limit } = looking
  const [newest] = days
  const oldest = days.at(-1)
  let rows: readonly FoundRead[] = looking.kept
  if (newest === undefined || oldest === undefined) return rows
  const end = Math.min(upper, dayStart(newest + 1 + ROOM_DAYS))
  const start = query.from ?? -Infinity
  let length = WINDOW_MS
  for (let before = end + 1; before > start;) {
    // Before the oldest day there is only footage: one look for all of it.
    const since = before - length < dayStart(oldest) ? start : Math.max(start, before - length)
    const within = days.filter((day) => since === -Infinity || day >= dayOf(since) - ROOM_DAYS)
    const select = sql`SELECT ${columns} FROM reads AS r WHERE ${inDays(within, query)} AND ${where}
      AND ${inCells(cells)} AND r.captured_at < ${before} ${since === -Infinity ? sql`` : sql`AND r.captured_at >= ${since}`}`
    const found = within.length === 0 ? [] : await ask(db, select, limit, cells.length <= FEW_CELLS)
    rows = newestFirst([...rows, ...found], limit)
    if (isFull(rows, limit, since)) break
    before = since
    const looked = end - since
    length = Math.max(looked * GROWTH, Math.ceil((looked * ENOUGH * limit) / Math.max(1, rows.length)))
  }
  return rows
}

/** Whether nothing that was captured before that could come onto the page. */
function isFull(rows: readonly FoundRead[], limit: number, before: number): boolean {
  const last = rows.at(-1)
  return rows.length === limit && last !== undefined && last.captured_at >= before
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
function newestFirst(rows: readonly FoundRead[], limit: number): FoundRead[] {
  const once = new Map(rows.map((row) => [`${row.car_id} ${row.day} ${row.id}`, row]))
  return [...once.values()]
    .toSorted((one, other) => other.captured_at - one.captured_at || (one.id < other.id ? -1 : 1))
    .slice(0, limit)
}
