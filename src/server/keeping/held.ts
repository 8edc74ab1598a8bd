// What keeps a record past its clock: a standing hold, a hit that is still kept, a canvass that is to be kept.
import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { RecordsDatabase } from '#server/storage/schema.ts'

export type Trx = Transaction<RecordsDatabase>

/** A hold stands until it is lifted, and then as long as the schedule that follows it (Parsons 427.5 ¶2 s2). */
export const standing = (now: number): RawBuilder<boolean> =>
  sql<boolean>`(h.lifted_at IS NULL OR h.schedule_until > ${now})`

const heldAs = (
  day: string,
  car: string,
  id: string,
  now: number,
): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT 1 FROM hold_items i JOIN holds h ON h.id = i.hold_id
  WHERE i.read_day = ${sql.ref(day)} AND i.car_id = ${sql.ref(car)} AND i.read_id = ${sql.ref(id)} AND ${standing(now)})`

/** Of the read `r`: a standing hold. */
export const isReadHeld = (now: number): RawBuilder<boolean> => heldAs('r.day', 'r.car_id', 'r.id', now)

/** Of the hit `r`: it is held with its read. */
export const isHitHeld = (now: number): RawBuilder<boolean> =>
  heldAs('r.read_day', 'r.car_id', 'r.read_id', now)

const hasKeptHit = sql<boolean>`EXISTS (
  SELECT 1 FROM hits t WHERE t.read_day = r.day AND t.car_id = r.car_id AND t.read_id = r.id)`

/** Of the read `r`: anything that keeps it. `canvasses`: those whose reads stay (canvassesKept). */
export function isReadKept(now: number, canvasses: readonly string[]): RawBuilder<boolean> {
  const ofCanvass =
    canvasses.length === 0
      ? sql<boolean>`false`
      : sql<boolean>`coalesce(r.canvass_id IN (${sql.join(canvasses.map((id) => sql`${id}::uuid`))}), false)`
  return sql<boolean>`(${isReadHeld(now)} OR ${hasKeptHit} OR ${ofCanvass})`
}

/**
 * The reads of a day that something keeps, as car_id and id. From what keeps them, not from the reads: of a million reads
 * a few are kept, and the others are not looked at.
 */
export function keptOfDay(day: number, now: number, canvasses: readonly string[]): RawBuilder<unknown> {
  const ofCanvass =
    canvasses.length === 0
      ? sql``
      : sql`UNION SELECT c.car_id, c.id FROM reads c
          WHERE c.day = ${day} AND c.canvass_id IN (${sql.join(canvasses.map((id) => sql`${id}::uuid`))})`
  return sql`SELECT i.car_id, i.read_id AS id FROM hold_items i JOIN holds h ON h.id = i.hold_id
      WHERE i.read_day = ${day} AND ${standing(now)}
    UNION SELECT t.car_id, t.read_id FROM hits t WHERE t.read_day = ${day} ${ofCanvass}`
}

/** Of the canvass `r`: a hold stands on one of its reads. */
export const isCanvassHeld = (now: number): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT 1 FROM hold_items i JOIN holds h ON h.id = i.hold_id
  WHERE i.car_id = r.car_id AND ${standing(now)} AND EXISTS (
    SELECT 1 FROM reads d WHERE d.day = i.read_day AND d.car_id = i.car_id AND d.id = i.read_id AND d.canvass_id::text = r.id
    UNION ALL
    SELECT 1 FROM kept_reads d
    WHERE d.day = i.read_day AND d.car_id = i.car_id AND d.id = i.read_id AND d.canvass_id::text = r.id))`
