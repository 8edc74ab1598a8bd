// How often possible matches were right, and what was wrong with the others, from the answers of the officers.
import { sql } from 'kysely'
import { dayOf } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { HitsTable } from '#server/storage/schema.ts'
import { openBody, type Vault } from '#server/vault/index.ts'
import { CATEGORIES, CATEGORY_WORDS } from '#shared/domain/category.ts'
import { REJECT_REASONS } from '#shared/domain/hit-step.ts'
import { HitBody } from '#shared/transfer/bodies.ts'
import { dateOf, line, type Make } from './draft.ts'
import { hitCounts } from './hit-counts.ts'
import { CAUSE_WORDS, END_WORDS, WRONG_CAUSES, type End } from './outcomes.ts'

const MOST_SKIPPED = 500
const COLUMN_ENDS = [
  'confirmed',
  'acted',
  'no-action',
  'open',
  'recorded-only',
] as const satisfies readonly End[]

export const makeAccuracy: Make = async ({ db, vault, tallies }, { from, to }) => {
  await tallies.tally()
  const hits = hitCounts(await tallies.totals(dayOf(from), dayOf(to)))
  const wrongOf = (category?: string): number =>
    WRONG_CAUSES.reduce((sum, cause) => sum + hits.count({ end: cause, category }), 0)
  const judged = hits.count({ end: 'confirmed' }) + wrongOf()
  const skipped = await skippedChecks(db, vault, from, to)
  const categories = CATEGORIES.filter((category) => hits.count({ category }) > 0)
  return {
    title: 'Accuracy of alerts',
    summary: [
      line('Possible matches', hits.count({})),
      line('Verified in all parts, and acted on', hits.count({ end: 'confirmed' })),
      line('Proved wrong', wrongOf()),
      line(
        'Proved wrong, of those that were judged',
        judged === 0 ? 'none was judged' : `${Math.round((wrongOf() / judged) * 1000) / 10} %`,
      ),
      line('Verifications of which a part was left out', skipped.length),
    ],
    tables: [
      {
        title: 'By category',
        note: 'Counted by whole days (UTC); counts of purged days are kept.',
        columns: ['Category', 'All', 'Proved wrong', ...COLUMN_ENDS.map((end) => END_WORDS[end])],
        rows: categories.map((category) =>
          [CATEGORY_WORDS[category], hits.count({ category }), wrongOf(category)].concat(
            COLUMN_ENDS.map((end) => hits.count({ category, end })),
          ),
        ),
        chart: 1,
      },
      {
        title: 'Proved wrong, by cause',
        columns: ['Cause', 'Matches'],
        rows: REJECT_REASONS.map((cause) => [CAUSE_WORDS[cause], hits.count({ end: cause })]),
        chart: 1,
      },
      {
        title: 'Parts of a verification that were left out',
        note: `Only where the policy says "if practicable". Matches that are still kept, newest first, at most ${MOST_SKIPPED}.`,
        columns: ['Day', 'Category', 'Part', 'Reason', 'By'],
        rows: skipped.map(({ at, category, item, reason, badge }) => [
          dateOf(at),
          category,
          item,
          reason,
          badge,
        ]),
      },
    ],
  }
}

type Skipped = { at: number; category: string; item: string; reason: string; badge: string }

async function skippedChecks(db: RecordsDb, vault: Vault, from: number, to: number): Promise<Skipped[]> {
  const { rows } = await sql<Pick<HitsTable, 'car_id' | 'id' | 'day' | 'category' | 'sha256' | 'body'>>`
    SELECT car_id, id, day, category, sha256, body FROM hits
    WHERE skipped > 0 AND raised_at >= ${from} AND raised_at <= ${to}
    ORDER BY raised_at DESC LIMIT ${MOST_SKIPPED}`.execute(db.kysely)
  return rows.flatMap((row) =>
    HitBody.parse(JSON.parse(openBody(vault, 'hit', row))).steps.flatMap(({ input, at, by }) =>
      input.kind === 'skipped'
        ? [{ at, category: row.category, item: input.item, reason: input.reason, badge: by.badge }]
        : [],
    ),
  )
}
