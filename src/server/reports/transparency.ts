// The report for the public: counts alone. No plate, no person and no case stands in it, and small numbers are kept back
// so that nobody is made out by them (suppress.ts).
import { sql } from 'kysely'
import { dayOf } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { CATEGORIES, CATEGORY_WORDS } from '#shared/domain/category.ts'
import { SearchPurpose } from '#shared/domain/profile.ts'
import type { ReportTable } from '#shared/records/reports.ts'
import { auditFigures } from './audit-figures.ts'
import { clauseWords, line, type Draft, type Make, type Span } from './draft.ts'
import { hitCounts } from './hit-counts.ts'
import { CAUSE_WORDS, END_WORDS, WRONG_CAUSES, type End } from './outcomes.ts'
import { CLASS_WORDS } from './retention.ts'
import { FEWER, KEPT_BACK, suppress, type Sum } from './suppress.ts'

const ENDS = Object.keys(END_WORDS).filter((end): end is End => end in END_WORDS)
const PURPOSE_WORDS: Readonly<Record<SearchPurpose, string>> = {
  'criminal-case': 'A criminal case',
  'civil-action': 'A civil action',
  'administrative-action': 'An administrative action',
  'other-legitimate': 'Another legitimate purpose',
}

const NOTE = `A count of 1 to 4 is told as "${FEWER}". "${KEPT_BACK}": kept back, so that such a count cannot be computed from the others.`

/** A table of counts that make up one sum, each a cell of its own. */
type Group = {
  readonly title: string
  readonly columns: readonly [string, string]
  readonly total?: { readonly cell: string; readonly words: string }
  readonly rows: readonly { readonly cell: string; readonly words: string }[]
}

export const makeTransparency: Make = async ({ db, tallies, audit, profile }, span) => {
  await tallies.tally()
  const totals = await tallies.totals(dayOf(span.from), dayOf(span.to))
  const agencies = await sharesByAgency(db, span)
  const values = new Map([
    ...hitCells(totals),
    ['reads', totals.get('reads') ?? 0],
    ['entered', totals.get('entered') ?? 0],
    ...(await searchCells(db, span)),
    ['shares', agencies.reduce((sum, { count }) => sum + count, 0)],
    ...agencies.map(({ id, count }) => [`share/${id}`, count] as const),
    ['requests-refused', await requestsRefused(db, span)],
  ])
  const groups = groupsOf(agencies)
  const sums: Sum[] = groups.flatMap(({ total, rows }) =>
    total === undefined ? [] : [{ total: total.cell, parts: rows.map(({ cell }) => cell) }],
  )
  const shown = suppress(values, sums)
  const { closed, signOffs } = await auditFigures(audit, span.from, span.to)
  const kept = await retentionMet(db, span)
  const tell = (cell: string): string | number => shown.get(cell) ?? 0
  return {
    title: 'Automatic license plate readers: report to the public',
    summary: [
      line('Plates read', tell('reads')),
      line('Possible matches with a list', tell('hits')),
      line('Matches verified in all parts, and acted on', tell('end/confirmed')),
      line('Matches proved wrong', tell('end/wrong')),
      line('Plates entered by hand', tell('entered')),
      line('Searches of stored reads', tell('searches')),
      line('Shares with other agencies', tell('shares')),
      line('Requests of other agencies refused', tell('requests-refused')),
      line(
        `Stored data purged in time${clauseWords(profile.retention.clause)}`,
        kept.proofs === 0 ? 'not checked in this time' : `${kept.met} of ${kept.proofs} daily checks`,
      ),
      line('Weekly reviews of the log', signOffs.length),
      line('Audits', closed.length),
    ],
    tables: [...groups.map((group) => tableOf(group, tell)), kept.table],
  }
}

function groupsOf(agencies: readonly AgencyShares[]): Group[] {
  return [
    {
      title: 'How possible matches ended',
      columns: ['End', 'Matches'],
      total: { cell: 'hits', words: 'All possible matches' },
      rows: [
        ...ENDS.map((end) => ({ cell: `end/${end}`, words: END_WORDS[end] })),
        { cell: 'end/wrong', words: 'Proved wrong' },
      ],
    },
    {
      title: 'Matches proved wrong, by cause',
      columns: ['Cause', 'Matches'],
      total: { cell: 'end/wrong', words: 'All that were proved wrong' },
      rows: WRONG_CAUSES.map((cause) => ({ cell: `cause/${cause}`, words: CAUSE_WORDS[cause] })),
    },
    {
      title: 'Possible matches, by what the plate was listed for',
      columns: ['Listed for', 'Matches'],
      total: { cell: 'hits', words: 'All possible matches' },
      rows: CATEGORIES.map((category) => ({ cell: `category/${category}`, words: CATEGORY_WORDS[category] })),
    },
    {
      title: 'Searches of stored reads, by purpose',
      columns: ['Purpose', 'Searches'],
      total: { cell: 'searches', words: 'All searches' },
      rows: SearchPurpose.options.map((purpose) => ({
        cell: `purpose/${purpose}`,
        words: PURPOSE_WORDS[purpose],
      })),
    },
    {
      title: 'Shares, by the agency that received them',
      columns: ['Agency', 'Shares'],
      total: { cell: 'shares', words: 'All shares' },
      rows: agencies.map(({ id, name, state }) => ({ cell: `share/${id}`, words: `${name} (${state})` })),
    },
  ]
}

function tableOf(
  { title, columns, total, rows }: Group,
  tell: (cell: string) => string | number,
): ReportTable {
  return {
    title,
    note: NOTE,
    columns: [...columns],
    rows: [...rows, ...(total === undefined ? [] : [total])].map(({ cell, words }) => [words, tell(cell)]),
    chart: 1,
  }
}

function hitCells(totals: ReadonlyMap<string, number>): [string, number][] {
  const hits = hitCounts(totals)
  const causes = WRONG_CAUSES.map((cause): [string, number] => [`cause/${cause}`, hits.count({ end: cause })])
  return [
    ['hits', hits.count({})],
    ...ENDS.map((end): [string, number] => [`end/${end}`, hits.count({ end })]),
    ['end/wrong', causes.reduce((sum, [, count]) => sum + count, 0)],
    ...causes,
    ...CATEGORIES.map((category): [string, number] => [`category/${category}`, hits.count({ category })]),
  ]
}

async function searchCells(db: RecordsDb, { from, to }: Span): Promise<[string, number][]> {
  const rows = await db.kysely
    .selectFrom('searches')
    .select(['purpose', ({ fn }) => fn.countAll<number>().as('count')])
    .where('at', '>=', from)
    .where('at', '<=', to)
    .groupBy('purpose')
    .execute()
  const counts = SearchPurpose.options.map((purpose): [string, number] => [
    `purpose/${purpose}`,
    rows.find((row) => row.purpose === purpose)?.count ?? 0,
  ])
  return [['searches', counts.reduce((sum, [, count]) => sum + count, 0)], ...counts]
}

type AgencyShares = {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly count: number
}

async function sharesByAgency(db: RecordsDb, { from, to }: Span): Promise<AgencyShares[]> {
  const { rows } = await sql<AgencyShares>`
    SELECT a.id, a.name, a.state, count(*) AS count
    FROM shares AS s JOIN share_requests AS r ON r.id = s.request_id JOIN agencies AS a ON a.id = r.agency_id
    WHERE s.made_at >= ${from} AND s.made_at <= ${to}
    GROUP BY a.id, a.name, a.state ORDER BY a.name`.execute(db.kysely)
  return rows
}

async function requestsRefused(db: RecordsDb, { from, to }: Span): Promise<number> {
  const row = await db.kysely
    .selectFrom('share_requests')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'refused')
    .where('decided_at', '>=', from)
    .where('decided_at', '<=', to)
    .executeTakeFirst()
  return row?.count ?? 0
}

/** How often it was checked that nothing is older than its clock, and how often that held. No person in it. */
async function retentionMet(
  db: RecordsDb,
  { from, to }: Span,
): Promise<{ proofs: number; met: number; table: Draft['tables'][number] }> {
  const { rows } = await sql<{ class: string; proofs: number; met: number }>`
    SELECT class, count(*) AS proofs, count(*) FILTER (WHERE is_met) AS met
    FROM proofs WHERE at >= ${from} AND at <= ${to} GROUP BY class ORDER BY class`.execute(db.kysely)
  return {
    proofs: rows.reduce((sum, { proofs }) => sum + proofs, 0),
    met: rows.reduce((sum, { met }) => sum + met, 0),
    table: {
      title: 'Stored data purged in time',
      note: 'Each day it is checked that nothing is older than the policy lets it be, unless a hold stands on it.',
      columns: ['What', 'Checks', 'Met'],
      rows: rows.map((row) => [CLASS_WORDS[row.class] ?? row.class, row.proofs, row.met]),
    },
  }
}
