// What is held of a day that goes is moved aside first: reads into kept_reads, pictures under kept/, each sealed by a key
// of its own, since the day's key is destroyed.
import { sql } from 'kysely'
import { keptOfDay, type Trx } from './held.ts'
import { keepBody } from '#server/vault/index.ts'
import type { Keeper } from './keeper.ts'

const SLICE = 500

/** Moves the kept reads of a day into kept_reads, sealed by keys of their own; a newer revision takes an older one's place. */
export async function setAside(
  { vault, now }: Keeper,
  trx: Trx,
  day: number,
  canvasses: readonly string[],
): Promise<number> {
  const kept = keptOfDay(day, now(), canvasses)
  let moved = 0
  let after = { car: '00000000-0000-0000-0000-000000000000', id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const rows = await trx
      .selectFrom('reads as r')
      .selectAll()
      .where('r.day', '=', day)
      .where(sql<boolean>`(r.car_id, r.id) IN (${kept})`)
      .where(sql<boolean>`(r.car_id, r.id) > (${after.car}::uuid, ${after.id}::uuid)`)
      .orderBy('r.car_id')
      .orderBy('r.id')
      .limit(SLICE)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) break
    const sealed = rows.map((row) => ({ ...row, body: keepBody(vault, 'read', row), kept_at: now() }))
    await trx
      .insertInto('kept_reads')
      .values(sealed)
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'car_id', 'id'])
          .doUpdateSet((eb) => ({
            revision: eb.ref('excluded.revision'),
            plate: eb.ref('excluded.plate'),
            state: eb.ref('excluded.state'),
            plate_probability: eb.ref('excluded.plate_probability'),
            has_hit: eb.ref('excluded.has_hit'),
            crop_hash: eb.ref('excluded.crop_hash'),
            context_hash: eb.ref('excluded.context_hash'),
            canvass_id: eb.ref('excluded.canvass_id'),
            sha256: eb.ref('excluded.sha256'),
            body: eb.ref('excluded.body'),
            received_at: eb.ref('excluded.received_at'),
          }))
          .whereRef('excluded.revision', '>=', 'kept_reads.revision'),
      )
      .execute()
    moved += rows.length
    after = { car: last.car_id, id: last.id }
  }
  await sql`DELETE FROM reads r WHERE r.day = ${day} AND (r.car_id, r.id) IN (${kept})`.execute(trx)
  return moved
}

/** Marks the pictures that kept reads name; one whose object is not there has nothing to keep. */
export async function keepImages(
  trx: Trx,
  day: number,
  copy: (car: string, hash: string) => Promise<boolean>,
): Promise<void> {
  const { rows } = await sql<{ car_id: string; hash: string }>`
    SELECT i.car_id, i.hash FROM kept_reads k
    JOIN images i ON i.day = k.day AND i.car_id = k.car_id AND i.hash IN (k.crop_hash, k.context_hash)
    WHERE k.day = ${day} AND NOT i.is_kept GROUP BY i.car_id, i.hash`.execute(trx)
  for (const { car_id: car, hash } of rows) {
    if (!(await copy(car, hash))) continue
    await trx
      .updateTable('images')
      .set({ is_kept: true })
      .where('day', '=', day)
      .where('car_id', '=', car)
      .where('hash', '=', hash)
      .execute()
  }
}
