// Rows of holds within a transaction.
import { sql } from 'kysely'
import { refuse } from '#main/refused.ts'
import { lockDays } from '#server/storage/day-lock.ts'
import type { RecordKey } from '#shared/records/records.ts'
import type { Trx } from './held.ts'

const SLICE = 500

/** Under the days' locks: what a purge took before is not held, and that is said. */
export async function mustBeHere(trx: Trx, keys: readonly RecordKey[]): Promise<void> {
  await lockDays(
    trx,
    keys.map(({ day }) => day),
    'shared',
  )
  let found = 0
  for (const slice of slices(keys)) {
    const wanted = sql.join(slice.map(({ day, car, id }) => sql`(${day}::int, ${car}::uuid, ${id}::uuid)`))
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (
      SELECT day, car_id, id FROM reads WHERE (day, car_id, id) IN (${wanted})
      UNION SELECT day, car_id, id FROM kept_reads WHERE (day, car_id, id) IN (${wanted})) AS here`.execute(
      trx,
    )
    found += rows[0]?.count ?? 0
  }
  if (found === keys.length) return
  const gone = keys.length - found
  throw refuse(
    `${gone} of the ${keys.length} records: ${gone === 1 ? 'it was' : 'they were'} purged before the hold`,
    'Search again, and hold what is still there.',
  )
}

export async function addItems(trx: Trx, holdId: string, keys: readonly RecordKey[]): Promise<void> {
  for (const slice of slices(keys)) {
    await trx
      .insertInto('hold_items')
      .values(slice.map(({ day, car, id }) => ({ hold_id: holdId, car_id: car, read_day: day, read_id: id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The hold, kept as it is until the transaction ends; refused when it is lifted or not there. */
export async function standingHold(trx: Trx, id: string) {
  const hold = await trx.selectFrom('holds').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (hold === undefined) throw refuse('this hold', 'Look at the list of holds again.')
  if (hold.lifted_at !== null) {
    throw refuse('a standing hold: this one was lifted', 'Place a new hold on what is still there.')
  }
  return hold
}

function* slices(keys: readonly RecordKey[]): Generator<readonly RecordKey[]> {
  for (let at = 0; at < keys.length; at += SLICE) yield keys.slice(at, at + SLICE)
}

/** Without doubles. */
export function distinct(keys: readonly RecordKey[]): RecordKey[] {
  return [...new Map(keys.map((key) => [`${key.day} ${key.car} ${key.id}`, key])).values()]
}
