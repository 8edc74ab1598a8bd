// Reads that go row by row: inside of a day that is not over for its clock, and kept ones that nothing keeps any more.
// Each slice with its pictures is a purge of its own.
import { sql } from 'kysely'
import { lockDays } from '#server/storage/day-lock.ts'
import { certify, linesFrom, purgeAct, sum, sumOf, type Gone, type Purge } from './certificates.ts'
import { isReadKept, type Trx } from './held.ts'
import type { Keeper } from './keeper.ts'
import { imageContext, imageObject, keptImageObject, keptKey } from './reseal.ts'
import { addTasks, slicesOf } from './tasks.ts'

const SLICE = 2000

/** Rows of a day that is not over for the clock. */
export async function purgeInside(
  keeper: Keeper,
  purge: Purge,
  day: number,
  canvasses: readonly string[],
): Promise<void> {
  const { db, acts, now, policyWords } = keeper
  const { cutoffAt } = purge
  for (;;) {
    const isKept = isReadKept(now(), canvasses)
    const past = sql`r.day = ${day} AND r.recorded_at < ${cutoffAt} AND NOT ${isKept}`
    const { rows: found } = await sql`SELECT 1 FROM reads r WHERE ${past} LIMIT 1`.execute(db.kysely)
    if (found.length === 0) return
    await acts.run(purge.by, purgeAct, async (trx) => {
      await lockDays(trx, [day], 'alone')
      const { rows: gone } =
        await sql<GoneRead>`DELETE FROM reads r WHERE r.day = ${day} AND (r.car_id, r.id) IN (
          SELECT r.car_id, r.id FROM reads r WHERE ${past} LIMIT ${SLICE})
        RETURNING r.day, r.car_id, r.id, r.sha256, r.crop_hash, r.context_hash`.execute(trx)
      const rows = await sum(trx, sumOf(linesOf(gone)))
      const images = await forgetImages(trx, gone, false)
      return certify(trx, purge, day, { rows, images }, { policy: policyWords(), at: now() })
    })
  }
}

type GoneRead = {
  readonly day: number
  readonly car_id: string
  readonly id: string
  readonly sha256: string
  readonly crop_hash: string
  readonly context_hash: string | null
}

/** Kept reads that nothing keeps any more, with their pictures and keys. */
export async function purgeKept(
  keeper: Keeper,
  purge: Purge,
  isKept: ReturnType<typeof isReadKept>,
): Promise<void> {
  const { db, acts, now, policyWords } = keeper
  const past = sql`r.recorded_at < ${purge.cutoffAt} AND NOT ${isKept}`
  for (;;) {
    const { rows: found } = await sql<{
      day: number
    }>`SELECT r.day FROM kept_reads r WHERE ${past} ORDER BY r.day LIMIT 1`.execute(db.kysely)
    const day = found[0]?.day
    if (day === undefined) return
    await acts.run(purge.by, purgeAct, async (trx) => {
      await lockDays(trx, [day], 'alone')
      const { rows: gone } =
        await sql<GoneRead>`DELETE FROM kept_reads r WHERE r.day = ${day} AND (r.car_id, r.id) IN (
          SELECT r.car_id, r.id FROM kept_reads r WHERE r.day = ${day} AND ${past} LIMIT ${SLICE})
        RETURNING r.day, r.car_id, r.id, r.sha256, r.crop_hash, r.context_hash`.execute(trx)
      const rows = await sum(trx, sumOf(linesOf(gone)))
      const images = await forgetImages(trx, gone, true)
      await addTasks(
        trx,
        'kept-key',
        gone.map(({ car_id: car, id }) => keptKey('read', car, day, id)),
      )
      return certify(trx, purge, day, { rows, images }, { policy: policyWords(), at: now() })
    })
  }
}

/** Pictures of these reads that no other read names; their objects go after the commit. */
async function forgetImages(trx: Trx, gone: readonly GoneRead[], isOfKept: boolean) {
  const named = new Map(
    gone.flatMap(({ day, car_id: car, crop_hash: crop, context_hash: context }) =>
      [crop, ...(context === null ? [] : [context])].map(
        (hash) => [`${car} ${hash}`, { day, car, hash }] as const,
      ),
    ),
  )
  const lines: Gone[] = []
  for (const slice of slicesOf([...named.values()], 500)) {
    const keys = sql.join(slice.map(({ day, car, hash }) => sql`(${day}::int, ${car}::uuid, ${hash}::text)`))
    const { rows } = await sql<{ day: number; car_id: string; hash: string }>`DELETE FROM images i
      WHERE (i.day, i.car_id, i.hash) IN (${keys}) AND i.is_kept = ${isOfKept} AND NOT EXISTS (
        SELECT 1 FROM reads r WHERE r.day = i.day AND r.car_id = i.car_id AND i.hash IN (r.crop_hash, r.context_hash)
        UNION ALL
        SELECT 1 FROM kept_reads r
        WHERE r.day = i.day AND r.car_id = i.car_id AND i.hash IN (r.crop_hash, r.context_hash))
      RETURNING i.day, i.car_id, i.hash`.execute(trx)
    const object = isOfKept ? keptImageObject : imageObject
    await addTasks(
      trx,
      'object',
      rows.map(({ day, car_id: car, hash }) => object(day, car, hash)),
    )
    if (isOfKept) {
      await addTasks(
        trx,
        'kept-key',
        rows.map(({ day, car_id: car, hash }) => imageContext(day, car, hash)),
      )
    }
    lines.push(...rows.map(({ car_id: car, hash }) => ({ car, id: hash, sha: hash })))
  }
  return sum(trx, sumOf(linesFrom(lines)))
}

const linesOf = (gone: readonly GoneRead[]) =>
  linesFrom(gone.map(({ car_id: car, id, sha256: sha }) => ({ car, id, sha })))
