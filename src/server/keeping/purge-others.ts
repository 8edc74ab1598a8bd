// Hits, canvasses, what officers entered, context images and the cars' audit: rows that go by themselves, day by day and
// in slices, so that taking in is not held up.
import { sql, type RawBuilder } from 'kysely'
import { dayOf } from '#server/storage/day.ts'
import { lockDays } from '#server/storage/day-lock.ts'
import {
  certify,
  lastDay,
  lastWholeDay,
  linesFrom,
  purgeAct,
  sum,
  sumOf,
  type Gone,
  type Purge,
  type Sum,
} from './certificates.ts'
import { isCanvassHeld, isHitHeld, isReadKept, type Trx } from './held.ts'
import { canvassesKept, type Keeper } from './keeper.ts'
import { imageObject, keptKey } from './reseal.ts'
import { addTasks } from './tasks.ts'

const SLICE = 5000

/** Hits past the clock that no hold keeps. */
export function purgeHits(keeper: Keeper, purge: Purge): Promise<void> {
  const past = sql`r.raised_at < ${purge.cutoffAt} AND NOT ${isHitHeld(keeper.now())}`
  return inSlices(keeper, purge, {
    firstDay: sql`SELECT min(r.day) AS day FROM hits r WHERE r.day <= ${lastDay(purge.cutoffAt)} AND ${past}`,
    lock: (day) => sql`SELECT DISTINCT read_day AS day FROM hits WHERE day = ${day}`,
    remove: (day) => sql`DELETE FROM hits r WHERE r.day = ${day} AND (r.car_id, r.id) IN (
        SELECT r.car_id, r.id FROM hits r WHERE r.day = ${day} AND ${past} LIMIT ${SLICE})
      RETURNING r.car_id::text AS car, r.id::text AS id, r.sha256 AS sha`,
    keyOf: ({ car, id }, day) => keptKey('hit', car, day, id),
  })
}

/** Canvasses past the clock; one stays while a hold stands on one of its reads. */
export function purgeCanvasses(keeper: Keeper, purge: Purge): Promise<void> {
  return purgeOther(keeper, purge, 'canvass', isCanvassHeld(keeper.now()))
}

/** Plates that officers entered in cars, past the clock. */
export function purgeEntered(keeper: Keeper, purge: Purge): Promise<void> {
  return purgeOther(keeper, purge, 'entered', sql<boolean>`false`)
}

function purgeOther(
  keeper: Keeper,
  purge: Purge,
  kind: 'canvass' | 'entered',
  isHeld: RawBuilder<boolean>,
): Promise<void> {
  const past = sql`r.kind = ${kind} AND r.recorded_at < ${purge.cutoffAt} AND NOT ${isHeld}`
  return inSlices(keeper, purge, {
    firstDay: sql`SELECT min(r.day) AS day FROM other_records r WHERE r.day <= ${lastDay(purge.cutoffAt)} AND ${past}`,
    remove: (day) => sql`DELETE FROM other_records r WHERE r.day = ${day} AND (r.car_id, r.kind, r.id) IN (
        SELECT r.car_id, r.kind, r.id FROM other_records r WHERE r.day = ${day} AND ${past} LIMIT ${SLICE})
      RETURNING r.car_id::text AS car, r.id, r.sha256 AS sha`,
    keyOf: ({ car, id }, day) => keptKey(kind, car, day, id),
  })
}

/** All but the newest entry of each car's chain, to which the next one is joined. */
export function purgeCarAudit(keeper: Keeper, purge: Purge): Promise<void> {
  const before = sql`r.at < ${purge.cutoffAt} AND EXISTS (SELECT 1 FROM car_audit n
    WHERE n.car_id = r.car_id AND n.device = r.device AND n.counter > r.counter)`
  return inSlices(keeper, purge, {
    firstDay: sql`SELECT (min(r.at) / 86400000)::int AS day FROM car_audit r WHERE ${before}`,
    remove: (day) => sql`DELETE FROM car_audit r WHERE (r.car_id, r.device, r.counter) IN (
        SELECT r.car_id, r.device, r.counter FROM car_audit r
        WHERE ${before} AND r.at < ${(day + 1) * 86_400_000} ORDER BY r.counter LIMIT ${SLICE})
      RETURNING r.car_id::text AS car, r.device || ' ' || r.counter AS id, r.hash AS sha`,
  })
}

/** Context images whose clock is shorter than that of their reads. A kept read keeps its picture. */
export async function purgeContextImages(keeper: Keeper, purge: Purge): Promise<void> {
  const { db, acts, now, policyWords } = keeper
  const past = contextsPast(purge.cutoffAt, isReadKept(now(), await canvassesKept(keeper)))
  for (;;) {
    const { rows } = await sql<{
      day: number | null
    }>`SELECT min(i.day) AS day FROM images i WHERE ${past}`.execute(db.kysely)
    const day = rows[0]?.day ?? undefined
    if (day === undefined) return
    await acts.run(purge.by, purgeAct, async (trx) => {
      await lockDays(trx, [day], 'alone')
      const { rows: gone } =
        await sql<Gone>`DELETE FROM images i WHERE i.day = ${day} AND (i.car_id, i.hash) IN (
          SELECT i.car_id, i.hash FROM images i WHERE i.day = ${day} AND ${past} LIMIT ${SLICE})
        RETURNING i.car_id::text AS car, i.hash AS id, i.hash AS sha`.execute(trx)
      await addTasks(
        trx,
        'object',
        gone.map(({ car, id }) => imageObject(day, car, id)),
      )
      return certify(
        trx,
        purge,
        day,
        { images: await sumRows(trx, gone) },
        { policy: policyWords(), at: now() },
      )
    })
  }
}

/**
 * Of the image `i`: a context image past the clock that nothing needs. `isKept` is of the read `r`. One that came before
 * its read waits for it, at most for as long as its day does.
 */
export function contextsPast(cutoffAt: number, isKept: RawBuilder<boolean>): RawBuilder<boolean> {
  const named = sql`r.day = i.day AND r.car_id = i.car_id`
  return sql<boolean>`(i.kind = 'context' AND NOT i.is_kept AND i.day <= ${lastDay(cutoffAt)}
    AND (i.day <= ${lastWholeDay(cutoffAt)} OR i.received_at < ${cutoffAt}
      OR EXISTS (SELECT 1 FROM reads r WHERE ${named} AND r.context_hash = i.hash))
    AND NOT EXISTS (SELECT 1 FROM reads r
      WHERE ${named} AND r.context_hash = i.hash AND (r.recorded_at >= ${cutoffAt} OR ${isKept}))
    AND NOT EXISTS (SELECT 1 FROM reads r WHERE ${named} AND r.crop_hash = i.hash)
    AND NOT EXISTS (SELECT 1 FROM kept_reads r WHERE ${named} AND i.hash IN (r.crop_hash, r.context_hash)))`
}

type Rows = {
  /** The oldest day that has something to go, as `day`. */
  readonly firstDay: RawBuilder<unknown>
  /** Days of reads to have alone, for holds that are being placed. */
  readonly lock?: (day: number) => RawBuilder<unknown>
  /** Deletes a slice of a day and returns car, id and sha. */
  readonly remove: (day: number) => RawBuilder<unknown>
  /** The key of its own that a kept one may have. */
  readonly keyOf?: (gone: Gone, day: number) => string
}

async function inSlices(
  keeper: Keeper,
  purge: Purge,
  { firstDay, lock, remove, keyOf }: Rows,
): Promise<void> {
  const { db, acts, now, policyWords } = keeper
  for (;;) {
    const { rows } = await sql<{ day: number | null }>`${firstDay}`.execute(db.kysely)
    const day = rows[0]?.day ?? undefined
    if (day === undefined) return
    await acts.run(purge.by, purgeAct, async (trx) => {
      if (lock !== undefined) {
        const held = await sql<{ day: number }>`${lock(day)}`.execute(trx)
        await lockDays(
          trx,
          held.rows.map((one) => one.day),
          'alone',
        )
      }
      const { rows: gone } = await sql<Gone>`${remove(day)}`.execute(trx)
      if (keyOf !== undefined)
        await addTasks(
          trx,
          'kept-key',
          gone.map((one) => keyOf(one, day)),
        )
      return certify(
        trx,
        purge,
        Math.min(day, dayOf(purge.cutoffAt)),
        { rows: await sumRows(trx, gone) },
        { policy: policyWords(), at: now() },
      )
    })
  }
}

const sumRows = (trx: Trx, gone: readonly Gone[]): Promise<Sum> => sum(trx, sumOf(linesFrom(gone)))
