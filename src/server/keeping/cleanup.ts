// After a purge: objects that nothing names any more go, kept records are sealed by keys of their own, and the keys of days
// that are over go with everything they ever sealed, backups too. All of it may be done again after a crash.
import { sql, type RawBuilder } from 'kysely'
import { keepBody, type VaultKey } from '#server/vault/index.ts'
import { lockDays } from '#server/storage/day-lock.ts'
import { isCanvassHeld, isHitHeld, type Trx } from './held.ts'
import type { Keeper } from './keeper.ts'
import { doTasks } from './tasks.ts'

/** The newest day that is wholly past its clock, by the class of key; absent: no day is. */
export type PastDays = Readonly<Partial<Record<DayKey['cls'], number>>>

type DayKey = Extract<VaultKey, { readonly cls: unknown }>

export async function cleanUp(keeper: Keeper, past: PastDays): Promise<void> {
  const { db, objects, vault } = keeper
  await doTasks(db, {
    object: (name) => objects.remove(name),
    keptKey: (name) => vault.destroyKept(name),
  })
  for (const key of vault.keys()) {
    if (!('cls' in key) || key.day > (past[key.cls] ?? -1)) continue
    await endDay(keeper, key)
  }
}

/** Destroys a day's key when nothing rests on it any more. Late records of that day wait for the lock meanwhile. */
async function endDay(keeper: Keeper, { cls, day }: DayKey): Promise<void> {
  const { db, objects, vault, now } = keeper
  await db.kysely.transaction().execute(async (trx) => {
    await lockDays(trx, [day], 'alone')
    if (await isNeeded(trx, cls, day, now())) return
    // What is kept of hits and canvasses stays in its table; only its body is sealed anew.
    if (cls === 'hits') await keepHits(keeper, trx, day)
    if (cls === 'other') await keepOthers(keeper, trx, day)
  })
  await db.kysely.transaction().execute(async (trx) => {
    await lockDays(trx, [day], 'alone')
    if ((await isNeeded(trx, cls, day, now())) || (await hasDayBodies(trx, cls, day))) return
    if (cls === 'images') await objects.removeAll(`images/${day}/`)
    vault.destroy(cls, day)
  })
}

/** Something of that day is there yet that is neither held nor sealed by a key of its own. */
async function isNeeded(trx: Trx, cls: DayKey['cls'], day: number, now: number): Promise<boolean> {
  const { rows } = await NEEDING[cls](day, now).execute(trx)
  return rows.length > 0
}

const NEEDING: Readonly<Record<DayKey['cls'], (day: number, now: number) => RawBuilder<unknown>>> = {
  reads: (day) => sql`SELECT 1 FROM reads WHERE day = ${day} LIMIT 1`,
  images: (day) => sql`SELECT 1 FROM images WHERE day = ${day} AND NOT is_kept LIMIT 1`,
  hits: (day, now) => sql`SELECT 1 FROM hits r WHERE r.day = ${day} AND NOT ${isHitHeld(now)} LIMIT 1`,
  other: (day, now) => sql`SELECT 1 FROM other_records r
    WHERE r.day = ${day} AND NOT (r.kind = 'canvass' AND ${isCanvassHeld(now)}) LIMIT 1`,
}

/** Bytes at the start of a body that was sealed by a day's key: the vault's form names the key. */
const isOfDay = sql<boolean>`get_byte(body, 4) <> 255`

async function keepHits({ vault }: Keeper, trx: Trx, day: number): Promise<void> {
  const rows = await trx
    .selectFrom('hits')
    .select(['car_id', 'id', 'day', 'sha256', 'body', 'revision'])
    .where('day', '=', day)
    .where(isOfDay)
    .forUpdate()
    .execute()
  for (const row of rows) {
    await trx
      .updateTable('hits')
      .set({ body: keepBody(vault, 'hit', row) })
      .where('car_id', '=', row.car_id)
      .where('id', '=', row.id)
      .execute()
  }
}

async function keepOthers({ vault }: Keeper, trx: Trx, day: number): Promise<void> {
  const rows = await trx
    .selectFrom('other_records')
    .select(['car_id', 'kind', 'id', 'day', 'sha256', 'body'])
    .where('day', '=', day)
    .where(isOfDay)
    .forUpdate()
    .execute()
  for (const row of rows) {
    await trx
      .updateTable('other_records')
      .set({ body: keepBody(vault, row.kind, row) })
      .where('car_id', '=', row.car_id)
      .where('kind', '=', row.kind)
      .where('id', '=', row.id)
      .execute()
  }
}

/** Something came in between that the day's key has sealed: the key stays until the next run. */
async function hasDayBodies(trx: Trx, cls: DayKey['cls'], day: number): Promise<boolean> {
  if (cls !== 'hits' && cls !== 'other') return false
  const table = cls === 'hits' ? 'hits' : 'other_records'
  const { rows } =
    await sql`SELECT 1 FROM ${sql.table(table)} WHERE day = ${day} AND ${isOfDay} LIMIT 1`.execute(trx)
  return rows.length > 0
}
