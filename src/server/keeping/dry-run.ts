// A dry run in words: day by day what would go and what stays, and why. No plate in it.
import { sql, type Kysely } from 'kysely'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { DryRun } from '#shared/records/retention.ts'
import { spanWords, type Clock } from './clocks.ts'
import { standing } from './held.ts'
import type { DaySurvey } from './survey.ts'

type HoldOfDay = {
  readonly day: number
  readonly kind: string
  readonly case_number: string
  readonly items: number
}

export async function dryRunOf(
  db: Kysely<RecordsDatabase>,
  clock: Clock,
  cutoffAt: number,
  found: readonly DaySurvey[],
  now: number,
): Promise<DryRun> {
  const holds = await holdsByDay(
    db,
    found.map(({ day }) => day),
    now,
  )
  return {
    class: clock.class,
    cutoffAt,
    days: found.map(({ day, rows, images, kept, held }) => ({
      day,
      rows,
      images,
      kept,
      why: [
        ...(rows + images === 0 ? [] : [goesWords(clock)]),
        ...holds
          .filter((one) => one.day === day && held > 0)
          .map(
            ({ kind, case_number: caseNumber, items }) =>
              `${items} held: ${kind}${caseNumber === '' ? '' : `, case ${caseNumber}`}`,
          ),
        ...(kept > held ? [`${kept - held} kept with their hit or their canvass`] : []),
      ],
    })),
  }
}

function goesWords({ keptMs, clause, purge }: Clock): string {
  const by = clause === undefined ? '' : ` (${clause})`
  const when = purge === 'automatic' ? 'goes by itself' : 'goes when somebody decides so'
  return `past ${spanWords(keptMs ?? 0)}${by}: ${when}`
}

async function holdsByDay(
  db: Kysely<RecordsDatabase>,
  days: readonly number[],
  now: number,
): Promise<readonly HoldOfDay[]> {
  if (days.length === 0) return []
  const { rows } =
    await sql<HoldOfDay>`SELECT i.read_day AS day, h.kind, h.case_number, count(*)::int AS items
    FROM hold_items i JOIN holds h ON h.id = i.hold_id
    WHERE i.read_day IN (${sql.join(days)}) AND ${standing(now)}
    GROUP BY i.read_day, h.kind, h.case_number ORDER BY i.read_day, h.kind, h.case_number`.execute(db)
  return rows
}
