// Counts of each day that stay when its records are purged (storage/migrations/0060-tallies): reads, possible matches
// and how they ended, plates entered by hand. Nothing in them points at a person, so they are kept without an end.
import { sql } from 'kysely'
import { days } from '#server/storage/partitions.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { HitsTable } from '#server/storage/schema.ts'
import { openBody, type Vault } from '#server/vault/index.ts'
import { isVerified, progressOf } from '#shared/domain/hit-progress.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { HitBody } from '#shared/transfer/bodies.ts'

type Options = {
  readonly db: RecordsDb
  readonly vault: Vault
  readonly profile: Pick<Profile, 'verification'>
}

type Tally = { readonly day: number; readonly what: string; readonly count: number }

/** Days at a time: the counts of a large day take a tenth of a second. */
const MOST_ROWS = 1000

export function createTallies(options: Options) {
  const { db } = options

  /** Counts what is there now. A day that lost records since keeps the count that it had. */
  async function tally(): Promise<void> {
    await addHigher(db, [...(await readsOf(db)), ...(await enteredOf(db))])
    const byDay = Map.groupBy(await hitsOf(options), ({ day }) => day)
    for (const [day, rows] of byDay) await replaceHits(db, day, rows)
  }

  /** The sums over whole days, by `what`. */
  async function totals(from: number, to: number): Promise<ReadonlyMap<string, number>> {
    const rows = await db.kysely
      .selectFrom('tallies')
      .select(['what', ({ fn }) => fn.sum<number>('count').as('total')])
      .where('day', '>=', from)
      .where('day', '<=', to)
      .groupBy('what')
      .execute()
    return new Map(rows.map(({ what, total }) => [what, total]))
  }

  return { tally, totals }
}

async function readsOf(db: RecordsDb): Promise<Tally[]> {
  const tallies: Tally[] = []
  for (const day of await days(db)) {
    const { rows } = await sql<{
      count: number
    }>`SELECT count(*) AS count FROM reads WHERE day = ${day}`.execute(db.kysely)
    tallies.push({ day, what: 'reads', count: rows[0]?.count ?? 0 })
  }
  return tallies
}

/** Each plate or pattern once, however often it was changed: by its first version (enteredRecordId). */
async function enteredOf(db: RecordsDb): Promise<Tally[]> {
  const { rows } = await sql<Tally>`SELECT day, 'entered' AS what, count(*) AS count FROM other_records
    WHERE kind = 'entered' AND id LIKE '%-1' GROUP BY day`.execute(db.kysely)
  return rows
}

/** Columns tell how most ended; whether one that was acted on was verified, only its steps tell. */
async function hitsOf({ db, vault, profile }: Options): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    SELECT day, 'hits/' || visibility || '/' || category || '/' || CASE
      WHEN reject_reason IS NOT NULL THEN reject_reason
      WHEN decision = 'no-action' THEN 'no-action'
      WHEN visibility <> 'alert' THEN 'recorded-only'
      ELSE 'open' END AS what, count(*) AS count
    FROM hits WHERE reject_reason IS NOT NULL OR coalesce(decision, 'no-action') = 'no-action'
    GROUP BY 1, 2`.execute(db.kysely)
  const acted = new Map<string, Tally>()
  for await (const hit of actedOn(db)) {
    const what = `hits/${hit.visibility}/${hit.category}/${isConfirmed(hit, vault, profile) ? 'confirmed' : 'acted'}`
    const key = `${hit.day} ${what}`
    acted.set(key, { day: hit.day, what, count: (acted.get(key)?.count ?? 0) + 1 })
  }
  return [...rows, ...acted.values()]
}

type Acted = Pick<HitsTable, 'car_id' | 'id' | 'day' | 'visibility' | 'category' | 'sha256' | 'body'>

async function* actedOn(db: RecordsDb): AsyncGenerator<Acted> {
  let after: Pick<Acted, 'car_id' | 'id'> | undefined
  for (;;) {
    const last = after
    const rows: Acted[] = await db.kysely
      .selectFrom('hits')
      .select(['car_id', 'id', 'day', 'visibility', 'category', 'sha256', 'body'])
      .where('reject_reason', 'is', null)
      .where('decision', 'in', ['stop', 'follow', 'hand-off'])
      .$if(last !== undefined, (query) =>
        query.where(sql<boolean>`(car_id, id) > (${last?.car_id}::uuid, ${last?.id}::uuid)`),
      )
      .orderBy('car_id')
      .orderBy('id')
      .limit(MOST_ROWS)
      .execute()
    yield* rows
    after = rows.at(-1)
    if (rows.length < MOST_ROWS) return
  }
}

/** Everything that the profile asks was answered, and nothing left out. */
function isConfirmed(hit: Acted, vault: Vault, { verification }: Pick<Profile, 'verification'>): boolean {
  const progress = progressOf(HitBody.parse(JSON.parse(openBody(vault, 'hit', hit))), verification.value)
  return isVerified(progress, verification.value) && progress.skipped.size === 0
}

async function addHigher(db: RecordsDb, rows: readonly Tally[]): Promise<void> {
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    await db.kysely
      .insertInto('tallies')
      .values(rows.slice(at, at + MOST_ROWS))
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'what'])
          .doUpdateSet({ count: sql<number>`greatest(tallies.count, excluded.count)` }),
      )
      .execute()
  }
}

/** How hits end changes with time; a purge must not make it look as if there had been fewer. */
async function replaceHits(db: RecordsDb, day: number, rows: readonly Tally[]): Promise<void> {
  await db.kysely.transaction().execute(async (trx) => {
    const stored = await trx
      .selectFrom('tallies')
      .select('count')
      .where('day', '=', day)
      .where('what', 'like', 'hits/%')
      .execute()
    if (sum(rows) < sum(stored)) return
    await trx.deleteFrom('tallies').where('day', '=', day).where('what', 'like', 'hits/%').execute()
    await trx
      .insertInto('tallies')
      .values([...rows])
      .execute()
  })
}

const sum = (some: readonly { readonly count: number }[]): number =>
  some.reduce((total, { count }) => total + count, 0)
