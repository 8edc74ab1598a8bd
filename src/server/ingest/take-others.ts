// What officers entered, and canvasses: kept whole.
import { sql } from 'kysely'
import { sealBody } from '#server/vault/index.ts'
import type { FineOf } from './check-record.ts'
import { column } from './columns.ts'
import { byId, judge } from './standing.ts'
import type { Refusals, Taking } from './taking.ts'

type FineOther = FineOf<'entered'> | FineOf<'canvass'>

export async function takeOthers(
  { trx, vault, car, receivedAt }: Taking,
  others: readonly FineOther[],
  refusals: Refusals,
): Promise<void> {
  if (others.length === 0) return
  const ids = others.map(({ envelope }) => envelope.id)
  const { rows } = await sql<{ kind: string; id: string; day: number; revision: number; sha256: string }>`
    SELECT kind, id, day, revision, sha256 FROM other_records
    WHERE car_id = ${car}::uuid AND id = ANY(${column('text', ids)})`.execute(trx)
  const standingOf = byId(rows)
  const stored = others.filter((fine) => {
    const standing = standingOf(fine.envelope.id).filter(({ kind }) => kind === fine.kind)
    const verdict = judge(fine, standing)
    if (verdict !== 'store' && verdict !== 'have') refusals.set(fine, verdict.why)
    return verdict === 'store'
  })
  if (stored.length === 0) return
  await trx
    .insertInto('other_records')
    .values(stored.map((fine) => rowOf(fine, { vault, car, receivedAt })))
    .onConflict((conflict) =>
      conflict
        .columns(['car_id', 'kind', 'id'])
        .doUpdateSet((eb) => ({
          revision: eb.ref('excluded.revision'),
          received_at: eb.ref('excluded.received_at'),
          sha256: eb.ref('excluded.sha256'),
          body: eb.ref('excluded.body'),
        }))
        .whereRef('excluded.revision', '>', 'other_records.revision'),
    )
    .execute()
}

function rowOf(
  { kind, envelope, day, sha256 }: FineOther,
  { vault, car, receivedAt }: Pick<Taking, 'vault' | 'car' | 'receivedAt'>,
) {
  const id = envelope.id.toLowerCase()
  return {
    car_id: car,
    kind,
    id,
    day,
    revision: envelope.revision,
    recorded_at: envelope.recordedAt,
    received_at: receivedAt,
    sha256,
    body: sealBody(vault, kind, { car_id: car, day, id }, envelope.body),
  }
}
