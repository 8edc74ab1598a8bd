// Reads go by days: what is held is moved aside, sealed anew, and the day's partition is dropped with everything in it.
// Where the clock does not let a whole day go at once, rows go one by one inside of it.
import { sql } from 'kysely'
import { dayOf } from '#server/storage/day.ts'
import { days, dropDay, forgetDay } from '#server/storage/partitions.ts'
import { lockDays } from '#server/storage/day-lock.ts'
import { certify, lastDay, lastWholeDay, purgeAct, sum, sumOf, type Purge } from './certificates.ts'
import { isReadKept, keptOfDay, type Trx } from './held.ts'
import { canvassesKept, type Keeper } from './keeper.ts'
import { purgeInside, purgeKept } from './purge-rows.ts'
import { keepImage, keptImageObject } from './reseal.ts'
import { keepImages, setAside } from './set-aside.ts'

export async function purgeReads(keeper: Keeper, purge: Purge): Promise<void> {
  const { db, now } = keeper
  const canvasses = await canvassesKept(keeper)
  const whole = lastWholeDay(purge.cutoffAt)
  const { rows: ofImages } = await sql<{ day: number }>`
    SELECT DISTINCT day FROM images WHERE NOT is_kept AND day <= ${whole}`.execute(db.kysely)
  const partitions = await days(db)
  const past = new Set([...partitions.filter((day) => day <= whole), ...ofImages.map(({ day }) => day)])
  for (const day of [...past].toSorted((a, b) => a - b)) await purgeDay(keeper, purge, day, canvasses)
  const inside = dayOf(purge.cutoffAt)
  if (partitions.includes(inside) && lastDay(purge.cutoffAt) === inside) {
    await purgeInside(keeper, purge, inside, canvasses)
  }
  await purgeKept(keeper, purge, isReadKept(now(), canvasses))
}

/** One whole day, in one transaction: what is held goes aside, the rest goes. */
async function purgeDay(
  keeper: Keeper,
  purge: Purge,
  day: number,
  canvasses: readonly string[],
): Promise<void> {
  const { db, acts, now } = keeper
  // Pictures are sealed anew before the day is locked, so that nobody waits for it. It may be done twice.
  const { rows: wanted } = await sql<{ car_id: string; hash: string }>`
    SELECT i.car_id, i.hash FROM (${keptOfDay(day, now(), canvasses)}) AS k
    JOIN reads r ON r.day = ${day} AND r.car_id = k.car_id AND r.id = k.id
    JOIN images i ON i.day = r.day AND i.car_id = r.car_id AND i.hash IN (r.crop_hash, r.context_hash)
    WHERE NOT i.is_kept GROUP BY i.car_id, i.hash`.execute(db.kysely)
  const copied = new Set<string>()
  const copy = async (car: string, hash: string): Promise<boolean> => {
    const name = keptImageObject(day, car, hash)
    if (!copied.has(name) && (await keepImage(keeper, day, car, hash))) copied.add(name)
    return copied.has(name)
  }
  for (const { car_id: car, hash } of wanted) await copy(car, hash)

  const work = async (trx: Trx) => {
    await lockDays(trx, [day], 'alone')
    const kept = await setAside(keeper, trx, day, canvasses)
    const rows = await sum(
      trx,
      sumOf(sql`SELECT r.car_id::text AS car, r.id::text AS id, r.sha256 AS sha FROM reads r
        WHERE r.day = ${day}`),
    )
    await keepImages(trx, day, copy)
    const images = await sum(
      trx,
      sql`WITH gone AS (DELETE FROM images WHERE day = ${day} AND NOT is_kept RETURNING car_id, hash) ${sumOf(
        sql`SELECT car_id::text AS car, hash AS id, hash AS sha FROM gone`,
      )}`,
    )
    await dropDay(trx, day)
    return { rows, images, kept }
  }
  if (await isDayEmpty(keeper, day)) {
    await db.kysely.transaction().execute(work)
  } else {
    await acts.run(purge.by, purgeAct, async (trx) => {
      const went = await work(trx)
      return certify(trx, purge, day, went, { policy: keeper.policyWords(), at: now() })
    })
  }
  forgetDay(db, day)
}

async function isDayEmpty({ db }: Keeper, day: number): Promise<boolean> {
  const { rows } = await sql<{ is_empty: boolean }>`SELECT NOT EXISTS (SELECT 1 FROM reads WHERE day = ${day})
    AND NOT EXISTS (SELECT 1 FROM images WHERE day = ${day} AND NOT is_kept) AS is_empty`.execute(db.kysely)
  return rows[0]?.is_empty ?? true
}
