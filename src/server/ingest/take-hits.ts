// Hits, and on their reads that they have one, whichever came first.
import { sql } from 'kysely'
import { dayOf } from '#server/storage/day.ts'
import { sealBody } from '#server/vault/index.ts'
import type { FineOf } from './check-record.ts'
import { column } from './columns.ts'
import { hitColumns, isActedOn, type TakenHit } from './hit-columns.ts'
import { byId, judge } from './standing.ts'
import type { Refusals, Taking } from './taking.ts'

type FineHit = FineOf<'hit'>

/** Stores what is new or newer; tells what was stored. */
export async function takeHits(
  taking: Taking,
  hits: readonly FineHit[],
  refusals: Refusals,
): Promise<TakenHit[]> {
  if (hits.length === 0) return []
  const { trx, vault, car, receivedAt } = taking
  const ids = hits.map(({ value }) => value.id)
  const { rows } = await sql<{ id: string; day: number; revision: number; sha256: string }>`
    SELECT id, day, revision, sha256 FROM hits
    WHERE car_id = ${car}::uuid AND id = ANY(${column('uuid', ids)})`.execute(trx)
  const standingOf = byId(rows)
  const stored: { fine: FineHit; columns: ReturnType<typeof hitColumns> }[] = []
  for (const fine of hits) {
    const columns = hitColumns(fine.value)
    if (taking.hitsOnly !== undefined && !isActedOn(columns.decision)) {
      refusals.set(fine, taking.hitsOnly)
      continue
    }
    const verdict = judge(fine, standingOf(fine.value.id))
    if (verdict === 'store') stored.push({ fine, columns })
    else if (verdict !== 'have') refusals.set(fine, verdict.why)
  }
  if (stored.length === 0) return []
  const values = stored.map(({ fine: { value, envelope, day, sha256 }, columns }) => {
    const key = { car_id: car, day, id: value.id.toLowerCase() }
    return {
      ...key,
      ...columns,
      read_id: value.readId,
      read_day: dayOf(value.readRecordedAt),
      revision: envelope.revision,
      received_at: receivedAt,
      sha256,
      body: sealBody(vault, 'hit', key, envelope.body),
    }
  })
  await trx
    .insertInto('hits')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['car_id', 'id'])
        .doUpdateSet((eb) => ({
          read_id: eb.ref('excluded.read_id'),
          read_day: eb.ref('excluded.read_day'),
          revision: eb.ref('excluded.revision'),
          received_at: eb.ref('excluded.received_at'),
          plate: eb.ref('excluded.plate'),
          state: eb.ref('excluded.state'),
          category: eb.ref('excluded.category'),
          severity: eb.ref('excluded.severity'),
          visibility: eb.ref('excluded.visibility'),
          status: eb.ref('excluded.status'),
          decision: eb.ref('excluded.decision'),
          reject_reason: eb.ref('excluded.reject_reason'),
          skipped: eb.ref('excluded.skipped'),
          closed_at: eb.ref('excluded.closed_at'),
          sha256: eb.ref('excluded.sha256'),
          body: eb.ref('excluded.body'),
        }))
        .whereRef('excluded.revision', '>', 'hits.revision'),
    )
    .execute()
  await mark(
    taking,
    values.map(({ read_id: id, read_day: day }) => ({ id, day })),
  )
  return stored.map(({ fine: { value }, columns: { decision } }) => ({
    car,
    readDay: dayOf(value.readRecordedAt),
    decision,
    hit: value,
  }))
}

/** Days and ids apart, as arrays: joined with rows of both, PostgreSQL would look into every day. */
async function mark(
  { trx, car }: Taking,
  reads: readonly { readonly id: string; readonly day: number }[],
): Promise<void> {
  const days = column('int', [...new Set(reads.map(({ day }) => day))])
  const ids = column(
    'uuid',
    reads.map(({ id }) => id),
  )
  for (const table of ['reads', 'kept_reads'] as const) {
    await sql`UPDATE ${sql.table(table)} SET has_hit = true
      WHERE day = ANY(${days}) AND car_id = ${car}::uuid AND id = ANY(${ids}) AND NOT has_hit`.execute(trx)
  }
}
