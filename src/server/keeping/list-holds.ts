// Holds as the console shows them.
import { sql, type Kysely, type Selectable } from 'kysely'
import type { HoldsTable, RecordsDatabase } from '#server/storage/schema.ts'
import type { Hold } from '#shared/records/holds.ts'

type Question = {
  readonly isLiftedToo: boolean
  readonly now: number
  /** Whose schedule a held file follows once its hold is lifted. */
  readonly schedule: string | undefined
}

const MOST = 1000

/** Standing first, the one whose review is due first of all. */
export async function listHolds(
  db: Kysely<RecordsDatabase>,
  { isLiftedToo, now, schedule }: Question,
): Promise<Hold[]> {
  const rows = await db
    .selectFrom('holds')
    .selectAll()
    .$if(!isLiftedToo, (query) => query.where('lifted_at', 'is', null))
    .orderBy(sql`lifted_at IS NOT NULL`)
    .orderBy('review_at')
    .orderBy('id')
    .limit(MOST)
    .execute()
  return toHolds(db, rows, now, schedule)
}

export async function readHold(
  db: Kysely<RecordsDatabase>,
  id: string,
  now: number,
  schedule: string | undefined,
): Promise<Hold | undefined> {
  const rows = await db.selectFrom('holds').selectAll().where('id', '=', id).execute()
  return (await toHolds(db, rows, now, schedule))[0]
}

async function toHolds(
  db: Kysely<RecordsDatabase>,
  rows: readonly Selectable<HoldsTable>[],
  now: number,
  schedule: string | undefined,
): Promise<Hold[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const counts = await db
    .selectFrom('hold_items')
    .select(['hold_id', (eb) => eb.fn.countAll<number>().as('items')])
    .where('hold_id', 'in', ids)
    .groupBy('hold_id')
    .execute()
  const itemsOf = new Map(counts.map(({ hold_id: id, items }) => [id, items]))
  const reviews = await db
    .selectFrom('hold_reviews')
    .selectAll()
    .where('hold_id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    ground: row.ground,
    caseNumber: row.case_number,
    placedBy: { badge: row.placed_badge, name: row.placed_name },
    placedAt: row.placed_at,
    reviewAt: row.review_at,
    isReviewDue: row.lifted_at === null && row.review_at <= now,
    items: itemsOf.get(row.id) ?? 0,
    reviews: reviews
      .filter(({ hold_id: id }) => id === row.id)
      .map(({ badge, name, at, words, next_review_at: nextReviewAt }) => ({
        by: { badge, name },
        at,
        words,
        nextReviewAt,
      })),
    ...liftedOf(row),
    ...(row.schedule_until === null ? {} : { scheduleUntil: row.schedule_until }),
    ...(schedule === undefined ? {} : { schedule }),
  }))
}

function liftedOf(row: Selectable<HoldsTable>): Pick<Hold, 'lifted'> {
  const { lifted_at: at, lifted_badge: badge, lifted_name: name, lifted_why: why } = row
  if (at === null || badge === null || name === null || why === null) return {}
  return { lifted: { by: { badge, name }, at, why } }
}
