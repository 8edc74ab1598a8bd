// What a purge would take and what would stay, day by day, and why: for a dry run, for a proposal, for the daily proof.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { RecordClass } from '#shared/records/retention.ts'
import { lastDay } from './certificates.ts'
import { isCanvassHeld, isHitHeld, isReadHeld, isReadKept } from './held.ts'
import { contextsPast } from './purge-others.ts'

export type DaySurvey = {
  readonly day: number
  /** Past the clock, and nothing keeps them. */
  readonly rows: number
  readonly images: number
  /** Past the clock and kept, of them by a hold, by their hit, by their canvass. */
  readonly kept: number
  readonly held: number
}

type Question = {
  readonly class: RecordClass
  readonly cutoffAt: number
  readonly now: number
  /** Canvasses that keep their reads. */
  readonly canvasses: readonly string[]
  /** Context images go with their reads: they have no clock of their own. */
  readonly areContextsWithReads: boolean
}

export async function survey(db: Kysely<RecordsDatabase>, question: Question): Promise<DaySurvey[]> {
  const { rows } = await sql<DaySurvey>`${SURVEYS[question.class](question)} ORDER BY day`.execute(db)
  return rows
}

const counted = (lines: RawBuilder<unknown>): RawBuilder<unknown> => sql`SELECT day,
    count(*) FILTER (WHERE NOT held)::int AS rows, 0 AS images,
    count(*) FILTER (WHERE held)::int AS kept, count(*) FILTER (WHERE held)::int AS held
  FROM (${lines}) AS past GROUP BY day`

function readsSurvey({ cutoffAt, now, canvasses, areContextsWithReads }: Question): RawBuilder<unknown> {
  const newest = lastDay(cutoffAt)
  const kept = isReadKept(now, canvasses)
  const named = sql`r.day = i.day AND r.car_id = i.car_id AND (r.recorded_at >= ${cutoffAt} OR ${kept})`
  const one = (table: 'reads' | 'kept_reads') => sql`SELECT r.day, ${kept} AS kept, ${isReadHeld(now)} AS held
    FROM ${sql.table(table)} r WHERE r.day <= ${newest} AND r.recorded_at < ${cutoffAt}`
  const kinds = areContextsWithReads ? sql`` : sql`AND i.kind = 'crop'`
  const unnamed = sql.join(
    (['reads', 'kept_reads'] as const).flatMap((table) =>
      (['crop_hash', 'context_hash'] as const).map(
        (column) =>
          sql`NOT EXISTS (SELECT 1 FROM ${sql.table(table)} r WHERE ${sql.ref(`r.${column}`)} = i.hash AND ${named})`,
      ),
    ),
    sql` AND `,
  )
  return sql`SELECT day, sum(rows)::int AS rows, sum(images)::int AS images, sum(kept)::int AS kept,
      sum(held)::int AS held FROM (
    SELECT day, count(*) FILTER (WHERE NOT kept) AS rows, 0 AS images, count(*) FILTER (WHERE kept) AS kept,
      count(*) FILTER (WHERE held) AS held
    FROM (${one('reads')} UNION ALL ${one('kept_reads')}) AS past GROUP BY day
    UNION ALL
    SELECT i.day, 0, count(*), 0, 0 FROM images i WHERE i.day <= ${newest} ${kinds} AND ${unnamed} GROUP BY i.day
  ) AS found GROUP BY day`
}

const hitsSurvey = ({ cutoffAt, now }: Question): RawBuilder<unknown> =>
  counted(sql`SELECT r.day, ${isHitHeld(now)} AS held FROM hits r
    WHERE r.day <= ${lastDay(cutoffAt)} AND r.raised_at < ${cutoffAt}`)

const othersSurvey = (
  kind: 'canvass' | 'entered',
  isHeld: RawBuilder<boolean>,
  cutoffAt: number,
): RawBuilder<unknown> =>
  counted(sql`SELECT r.day, ${isHeld} AS held FROM other_records r
    WHERE r.kind = ${kind} AND r.day <= ${lastDay(cutoffAt)} AND r.recorded_at < ${cutoffAt}`)

const contextsSurvey = ({ cutoffAt, now, canvasses }: Question): RawBuilder<unknown> =>
  sql`SELECT i.day, 0 AS rows, count(*)::int AS images, 0 AS kept, 0 AS held
    FROM images i WHERE ${contextsPast(cutoffAt, isReadKept(now, canvasses))} GROUP BY i.day`

const auditSurvey = ({ cutoffAt }: Question): RawBuilder<unknown> =>
  counted(sql`SELECT (r.at / 86400000)::int AS day, false AS held FROM car_audit r
    WHERE r.at < ${cutoffAt} AND EXISTS (SELECT 1 FROM car_audit n
      WHERE n.car_id = r.car_id AND n.device = r.device AND n.counter > r.counter)`)

const SURVEYS: Readonly<Record<RecordClass, (question: Question) => RawBuilder<unknown>>> = {
  reads: readsSurvey,
  hits: hitsSurvey,
  'context-images': contextsSurvey,
  canvasses: ({ cutoffAt, now }) => othersSurvey('canvass', isCanvassHeld(now), cutoffAt),
  entered: ({ cutoffAt }) => othersSurvey('entered', sql<boolean>`false`, cutoffAt),
  'car-audit': auditSurvey,
}
