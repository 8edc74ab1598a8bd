// Hits that were acted on in the field are held by themselves where the policy has that hold (Oak Brook 131.5(c)).
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { PROGRAM } from '#main/audit/index.ts'
import { isActedOn, type TakenHit } from '#server/ingest/index.ts'
import { openBody } from '#server/vault/index.ts'
import { Decision } from '#shared/domain/hit-step.ts'
import { HitBody } from '#shared/transfer/bodies.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { lockDays } from '#server/storage/day-lock.ts'
import { type Trx } from './held.ts'
import { MOST_REVIEW_MS, type HoldRules } from './holds.ts'
import type { Keeper } from './keeper.ts'

const KIND = 'acted-on'
const SLICE = 200

type Rules = { readonly profile: Pick<HoldRules, 'holds'>; readonly now: () => number }

/**
 * Holds the read of a hit that was acted on, in the transaction that takes the hit in; gives the hold's id where one was
 * placed. Once for each read: a hold that was lifted is not placed again. The incident number of a hit that is closed
 * later is filled in.
 */
export async function holdActedOn(
  trx: Trx,
  { car, readDay, decision, hit }: TakenHit,
  { profile, now }: Rules,
): Promise<string | undefined> {
  if (!profile.holds.value.includes(KIND) || !isActedOn(decision)) return undefined
  await lockDays(trx, [readDay], 'shared')
  const incident = incidentOf(hit)
  const found = await trx
    .selectFrom('hold_items as i')
    .innerJoin('holds as h', 'h.id', 'i.hold_id')
    .select(['h.id', 'h.case_number'])
    .where('h.kind', '=', KIND)
    .where('h.placed_badge', '=', PROGRAM.badge)
    .where('i.read_day', '=', readDay)
    .where('i.car_id', '=', car)
    .where('i.read_id', '=', hit.readId)
    .executeTakeFirst()
  if (found !== undefined) {
    if (incident !== undefined && found.case_number === '') {
      await trx.updateTable('holds').set({ case_number: incident }).where('id', '=', found.id).execute()
    }
    return undefined
  }
  const id = randomUUID()
  await trx
    .insertInto('holds')
    .values({
      id,
      kind: KIND,
      ground: `Acted on in the field: ${decision ?? ''}.`,
      case_number: incident ?? '',
      placed_at: now(),
      placed_badge: PROGRAM.badge,
      placed_name: PROGRAM.name,
      review_at: now() + MOST_REVIEW_MS,
      lifted_at: null,
      lifted_badge: null,
      lifted_name: null,
      lifted_why: null,
      schedule_until: null,
    })
    .execute()
  await trx
    .insertInto('hold_items')
    .values({ hold_id: id, car_id: car, read_day: readDay, read_id: hit.readId })
    .execute()
  return id
}

/** Of the newest step that names one; a hit that is not closed yet has none. */
function incidentOf({ steps }: HitBody): string | undefined {
  const named = steps.flatMap(({ input }) =>
    (input.kind === 'closed' || input.kind === 'rejected') && input.incident ? [input.incident] : [],
  )
  return named.at(-1)
}

/** Before each purge: whatever was acted on and is not held, however it came in and whatever the policy was then. */
export async function holdAllActedOn(keeper: Keeper, rules: Rules): Promise<void> {
  if (!rules.profile.holds.value.includes(KIND)) return
  const { db, acts, vault, log } = keeper
  const passed = new Set<string>()
  for (;;) {
    const rows = await db.kysely
      .selectFrom('hits as r')
      .selectAll()
      .where('r.decision', 'is not', null)
      .where('r.decision', '<>', 'no-action')
      .where(
        sql<boolean>`NOT EXISTS (SELECT 1 FROM hold_items i JOIN holds h ON h.id = i.hold_id
          WHERE h.kind = ${KIND} AND h.placed_badge = ${PROGRAM.badge}
            AND i.read_day = r.read_day AND i.car_id = r.car_id AND i.read_id = r.read_id)`,
      )
      .$if(passed.size > 0, (query) => query.where('r.id', 'not in', [...passed]))
      .limit(SLICE)
      .execute()
    if (rows.length === 0) return
    for (const row of rows) {
      passed.add(row.id)
      let hit: HitBody
      try {
        hit = HitBody.parse(JSON.parse(openBody(vault, 'hit', row)))
      } catch {
        log('error', 'A hit that was acted on cannot be opened.')
        continue
      }
      const taken = {
        car: CarId.parse(row.car_id),
        readDay: row.read_day,
        decision: Decision.parse(row.decision),
        hit,
      }
      await acts.run(
        PROGRAM,
        (id: string | undefined) => ({
          action: 'hold.place',
          subject: id ?? row.id,
          detail: { kind: KIND, records: 1, hit: row.id },
          about: { caseNumber: incidentOf(hit) ?? '' },
        }),
        (trx) => holdActedOn(trx, taken, rules),
      )
    }
  }
}
