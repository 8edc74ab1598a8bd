// Whether records went when the policy says, and what stays and why.
import { sql } from 'kysely'
import { dayStart } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { clauseWords, dateOf, line, type Make } from './draft.ts'

export const CLASS_WORDS: Readonly<Record<string, string>> = {
  reads: 'Reads',
  hits: 'Possible matches',
  'context-images': 'Context images',
  entered: 'Plates entered by hand',
  canvasses: 'Canvasses',
  'car-audit': 'Audit of the cars',
}
const classWords = (name: string): string => CLASS_WORDS[name] ?? name

export const makeRetention: Make = async ({ db, profile, now }, { from, to }) => {
  const proofs = await db.kysely
    .selectFrom('proofs')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<=', to)
    .orderBy('at')
    .execute()
  const purges = await db.kysely
    .selectFrom('purges')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<=', to)
    .orderBy('at', 'desc')
    .execute()
  const holds = await holdsStanding(db, now())
  const { leastDays, mostDays, purge } = profile.retention.value
  const isMet = proofs.every(({ is_met }) => is_met)
  return {
    title: 'Retention',
    summary: [
      line(
        'The policy',
        `${[
          ...(leastDays === undefined ? [] : [`at least ${leastDays} days`]),
          ...(mostDays === undefined ? [] : [`at most ${mostDays} days`]),
          `purge ${purge}`,
        ].join(', ')}${clauseWords(profile.retention.clause)}`,
      ),
      line('Daily proofs', proofs.length),
      line('Met', proofs.length === 0 ? 'no proof in this time' : isMet ? 'each time' : 'not each time'),
      line('Purges', purges.length),
      line('Records purged', sum(purges.map(({ rows }) => rows))),
      line('Holds that stand', sum(holds.map(({ count }) => count))),
    ],
    tables: [
      {
        title: 'Daily proofs: nothing older than the clock without a hold',
        columns: ['Class', 'Proofs', 'Met', 'Not met', 'Last cut-off', 'Last oldest record'],
        rows: [...Map.groupBy(proofs, (one) => one.class)].map(([name, of]) => {
          const last = of.at(-1)
          const met = of.filter(({ is_met }) => is_met).length
          return [
            classWords(name),
            of.length,
            met,
            of.length - met,
            last === undefined ? '' : dateOf(last.cutoff_at),
            dateOrNone(last?.oldest_at),
          ]
        }),
      },
      {
        title: 'What is kept now',
        columns: ['Class', 'Oldest', 'Days'],
        rows: (await oldest(db)).map(({ name, at }) => [
          classWords(name),
          at === null ? 'nothing' : dateOf(at),
          at === null ? 0 : Math.floor((now() - at) / 86_400_000),
        ]),
        chart: 2,
      },
      {
        title: 'Holds that stand',
        note: 'A hold beats every purge and never ends by itself.',
        columns: ['Kind', 'Holds', 'Records', 'Review overdue'],
        rows: holds.map(({ kind, count, items, overdue }) => [kind, count, items, overdue]),
        chart: 1,
      },
      {
        title: 'Certificates of purges',
        columns: ['At', 'Class', 'Through', 'Records', 'Images', 'Kept', 'How', 'By', 'Policy', 'Digest'],
        rows: purges.map((one) => [
          dateOf(one.at),
          classWords(one.class),
          dateOf(dayStart(one.through_day)),
          one.rows,
          one.images,
          one.kept,
          one.how,
          one.name,
          one.policy,
          one.digest,
        ]),
      },
    ],
  }
}

const dateOrNone = (at: number | null | undefined): string =>
  at === null || at === undefined ? 'none' : dateOf(at)

const sum = (some: readonly number[]): number => some.reduce((total, one) => total + one, 0)

type HoldCount = {
  readonly kind: string
  readonly count: number
  readonly items: number
  readonly overdue: number
}

async function holdsStanding(db: RecordsDb, now: number): Promise<HoldCount[]> {
  const { rows } = await sql<HoldCount>`
    SELECT kind, count(*) AS count, coalesce(sum(items), 0) AS items,
      count(*) FILTER (WHERE review_at < ${now}) AS overdue
    FROM (SELECT h.kind, h.review_at, (SELECT count(*) FROM hold_items AS i WHERE i.hold_id = h.id) AS items
      FROM holds AS h WHERE h.lifted_at IS NULL) AS standing
    GROUP BY kind ORDER BY kind`.execute(db.kysely)
  return rows
}

/** Of what its day still holds, kept records aside; reads by the first of their days. */
async function oldest(db: RecordsDb): Promise<{ name: string; at: number | null }[]> {
  const { rows } = await sql<{ name: string; at: number | null }>`
    SELECT 'reads' AS name, min(day)::bigint * 86400000 AS at FROM reads
    UNION ALL SELECT 'hits', min(raised_at) FROM hits
    UNION ALL SELECT 'context-images', min(day)::bigint * 86400000 FROM images WHERE kind = 'context' AND NOT is_kept
    UNION ALL SELECT 'entered', min(recorded_at) FROM other_records WHERE kind = 'entered'
    UNION ALL SELECT 'canvasses', min(recorded_at) FROM other_records WHERE kind = 'canvass'
    UNION ALL SELECT 'car-audit', min(at) FROM car_audit`.execute(db.kysely)
  return rows
}
