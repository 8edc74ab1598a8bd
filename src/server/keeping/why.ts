// "Why is this still here?" and "when will this go?", of one read.
import { sql } from 'kysely'
import { refuse } from '#main/refused.ts'
import type { RecordKey, WhyKept } from '#shared/records/records.ts'
import {
  clockOf,
  clocksOf,
  endOf,
  spanWords,
  type Clock,
  type ClockRules,
  type RetentionSettings,
} from './clocks.ts'
import { canvassesKept, type Keeper } from './keeper.ts'

type Options = Pick<Keeper, 'db' | 'vault' | 'log' | 'now'> & {
  readonly profile: ClockRules
  readonly settings: RetentionSettings
}

type HoldRow = {
  readonly id: string
  readonly kind: string
  readonly case_number: string
  readonly review_at: number
  readonly lifted_at: number | null
  readonly schedule_until: number | null
}

export type Why = (key: RecordKey) => Promise<WhyKept>

export function createWhy({ db, vault, log, profile, settings, now }: Options): Why {
  async function read({ day, car, id }: RecordKey) {
    const { rows } = await sql<{ recorded_at: number; canvass_id: string | null }>`
      SELECT recorded_at, canvass_id FROM reads WHERE day = ${day} AND car_id = ${car} AND id = ${id}
      UNION ALL
      SELECT recorded_at, canvass_id FROM kept_reads WHERE day = ${day} AND car_id = ${car} AND id = ${id}
      LIMIT 1`.execute(db.kysely)
    const found = rows[0]
    if (found === undefined) throw refuse('this record: it is not here any more', 'Search again.')
    return found
  }

  async function canvassClock(id: string | null, clock: Clock) {
    if (id === null || !(await canvassesKept({ db, vault, log })).includes(id)) return []
    const row = await db.kysely
      .selectFrom('other_records')
      .select('recorded_at')
      .where('kind', '=', 'canvass')
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? [] : [clockLine('It goes with its canvass', clock, row.recorded_at)]
  }

  return async (key) => {
    const { recorded_at: recordedAt, canvass_id: canvass } = await read(key)
    const clocks = clocksOf(profile, settings)
    const hits = await db.kysely
      .selectFrom('hits')
      .select('raised_at')
      .where('read_day', '=', key.day)
      .where('car_id', '=', key.car)
      .where('read_id', '=', key.id)
      .execute()
    const { rows: held } =
      await sql<HoldRow>`SELECT h.id, h.kind, h.case_number, h.review_at, h.lifted_at, h.schedule_until
      FROM hold_items i JOIN holds h ON h.id = i.hold_id
      WHERE i.read_day = ${key.day} AND i.car_id = ${key.car} AND i.read_id = ${key.id}
        AND (h.lifted_at IS NULL OR h.schedule_until > ${now()}) ORDER BY h.placed_at, h.id`.execute(
        db.kysely,
      )
    const standing = held.filter(({ lifted_at: at }) => at === null)
    const scheduled = held.filter(({ lifted_at: at }) => at !== null)
    const lines = [
      clockLine('Reads', clockOf(clocks, 'reads'), recordedAt),
      ...hits.map((hit) => clockLine('It goes with its hit', clockOf(clocks, 'hits'), hit.raised_at)),
      ...(await canvassClock(canvass, clockOf(clocks, 'canvasses'))),
      ...scheduled.map((hold) => scheduleLine(profile, hold)),
    ]
    const goesAt = goesAtOf(lines, standing.length > 0 || clockOf(clocks, 'reads').purge !== 'automatic')
    return {
      recordedAt,
      clocks: lines,
      holds: standing.map(({ id, kind, case_number: caseNumber, review_at: reviewAt }) => ({
        id,
        kind,
        caseNumber,
        reviewAt,
      })),
      ...(goesAt === undefined ? {} : { goesAt }),
      words: summary(lines, standing, clockOf(clocks, 'reads').purge, now()),
    }
  }
}

type Line = WhyKept['clocks'][number]

function clockLine(words: string, clock: Clock, from: number): Line {
  const { keptMs, clause } = clock
  const endsAt = endOf(clock, from)
  return {
    words:
      keptMs === undefined
        ? `${words}: neither the policy nor the settings give a number of days`
        : `${words}: kept for ${spanWords(keptMs)}`,
    ...(clause === undefined ? {} : { clause }),
    ...(endsAt === undefined ? {} : { endsAt }),
  }
}

function scheduleLine({ retention }: ClockRules, { schedule_until: until }: HoldRow): Line {
  return {
    words: `It was held; since then it follows ${retention.value.schedule ?? 'the records schedule'}`,
    ...(retention.clause === undefined ? {} : { clause: retention.clause }),
    ...(until === null ? {} : { endsAt: until }),
  }
}

/** The last of its clocks, unless something stands before it. */
function goesAtOf(lines: readonly Line[], isStopped: boolean): number | undefined {
  const ends = lines.map(({ endsAt }) => endsAt)
  if (isStopped || ends.includes(undefined)) return undefined
  return Math.max(...ends.map((at) => at ?? 0))
}

function summary(
  lines: readonly Line[],
  standing: readonly HoldRow[],
  purge: Clock['purge'],
  now: number,
): string {
  const [first] = standing
  if (first !== undefined) {
    const more = standing.length === 1 ? '' : `, and ${standing.length - 1} more`
    const forCase = first.case_number === '' ? '' : ` for ${first.case_number}`
    return `Held (${first.kind}${forCase}${more}): it stays until every hold is lifted.`
  }
  const ends = lines.map(({ endsAt }) => endsAt)
  if (ends.includes(undefined)) return 'No clock runs: it stays until a number of days is entered.'
  const end = Math.max(...ends.map((at) => at ?? 0))
  if (purge !== 'automatic') {
    return end <= now
      ? 'Past its clock: it goes when somebody decides on the purge.'
      : 'Its clock runs; after that it goes when somebody decides on the purge.'
  }
  return end <= now ? 'Past its clock: it goes at the next purge.' : 'Its clock runs; then it goes by itself.'
}
