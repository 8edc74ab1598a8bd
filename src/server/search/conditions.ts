// A query as conditions over `reads AS r` or `kept_reads AS r`. Every value is a parameter.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { RecordCursor, RecordsQuery } from '#shared/records/records.ts'
import type { PlateTerm } from './plate-term.ts'

type Condition = RawBuilder<SqlBool>

export function conditionsOf(
  { from, to, state, cameraId, car, area, hasHit }: RecordsQuery,
  term: PlateTerm,
  after: RecordCursor | undefined,
): Condition {
  const all: Condition[] = [...ofPlate(term)]
  if (from !== undefined) all.push(sql`r.captured_at >= ${from}`)
  if (to !== undefined) all.push(sql`r.captured_at <= ${to}`)
  if (after !== undefined) {
    const { capturedAt, id } = after
    // The first condition is what the index understands.
    all.push(sql`r.captured_at <= ${capturedAt}`, sql`(r.captured_at < ${capturedAt} OR r.id > ${id}::uuid)`)
  }
  if (state !== undefined) all.push(sql`r.state = ${state}`)
  if (cameraId !== undefined) all.push(sql`r.camera_id = ${cameraId}`)
  if (car !== undefined) all.push(sql`r.car_id = ${car}::uuid`)
  if (area !== undefined) {
    const { south, west, north, east } = area
    all.push(sql`r.latitude BETWEEN ${south} AND ${north}`, sql`r.longitude BETWEEN ${west} AND ${east}`)
  }
  if (hasHit !== undefined)
    all.push(hasHit ? sql`r.has_hit AND ${OPEN_HIT}` : sql`NOT (r.has_hit AND ${OPEN_HIT})`)
  return all.length === 0 ? sql`TRUE` : sql.join(all, sql` AND `)
}

/** Covert hits come before no officer, here neither: a read with nothing else has no hit. */
const OPEN_HIT: Condition = sql`EXISTS (SELECT FROM hits AS h WHERE h.read_day = r.day AND h.car_id = r.car_id
  AND h.read_id = r.id AND h.visibility <> 'covert')`

function ofPlate(term: PlateTerm): Condition[] {
  if (term.kind === 'any') return []
  if (term.kind === 'whole') return [sql`r.plate = ANY(${[...term.spellings]}::text[])`]
  const fits = sql<SqlBool>`r.plate ~ ${term.fits}`
  if (term.kind === 'loose') return [fits]
  const parts = term.parts.map((part) =>
    term.kind === 'beginning'
      ? sql<SqlBool>`r.plate LIKE ${`${part}%`}`
      : sql<SqlBool>`reverse(r.plate) LIKE ${`${Array.from(part).toReversed().join('')}%`}`,
  )
  return [sql`(${sql.join(parts, sql` OR `)})`, fits]
}
