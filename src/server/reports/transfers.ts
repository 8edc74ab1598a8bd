// How the cars kept to the policy's interval between transfers (Schaumburg IV.B).
import { sql } from 'kysely'
import { transferDue } from '#shared/transfer/due.ts'
import { clauseWords, dateOf, line, minuteOf, type Make } from './draft.ts'

const DAY_MS = 86_400_000

type Batches = {
  readonly car_id: string
  readonly batches: number
  readonly records: number
  /** Between two batches that follow one another. */
  readonly longest_gap: number | null
  /** Of a record in its car, from when it was made to when it came. */
  readonly longest_wait: number | null
}

const LEVEL_WORDS = { fine: 'in time', warn: 'warned', escalated: 'escalated' } as const
/** In days; empty where there is nothing to tell. */
const tenths = (ms: number | null | undefined): number | string =>
  ms === null || ms === undefined ? '' : Math.round((ms / DAY_MS) * 10) / 10

export const makeTransfers: Make = async ({ db, profile, now }, { from, to }) => {
  const cars = await db.kysely.selectFrom('cars').selectAll().orderBy('name').execute()
  const { rows: batches } = await sql<Batches>`
    SELECT car_id, count(*) AS batches, coalesce(sum(records), 0) AS records, max(gap) AS longest_gap,
      max(at - oldest_at) AS longest_wait
    FROM (SELECT car_id, at, records, oldest_at, at - lag(at) OVER (PARTITION BY car_id ORDER BY at) AS gap
      FROM batches WHERE at <= ${to}) AS b
    WHERE at >= ${from} GROUP BY car_id`.execute(db.kysely)
  const ofCar = new Map(batches.map((row) => [row.car_id, row]))
  const notices = await db.kysely
    .selectFrom('notices')
    .select(['car_id', 'level', 'raised_at', 'cleared_at', 'words'])
    .where('kind', '=', 'transfer')
    .where('raised_at', '>=', from)
    .where('raised_at', '<=', to)
    .orderBy('raised_at', 'desc')
    .execute()
  const standing = cars.filter(({ state }) => state === 'enrolled')
  const dueOf = (oldest: number | null) => transferDue(oldest ?? undefined, now(), profile)
  const { mostDays } = profile.transfer.value
  const late = standing.filter(({ oldest_waiting_at }) => dueOf(oldest_waiting_at).level !== 'fine')
  const names = new Map(cars.map(({ id, name }) => [id, name]))
  const waits = batches.flatMap(({ longest_wait }) => (longest_wait === null ? [] : [longest_wait]))
  return {
    title: 'Transfers',
    summary: [
      line(
        'Longest time that the policy allows',
        mostDays === undefined
          ? 'the policy names none'
          : `${mostDays} days${clauseWords(profile.transfer.clause)}`,
      ),
      line('Cars', standing.length),
      line('Cars that are warned or escalated now', late.length),
      line(
        'Longest that a record waited in its car',
        waits.length === 0 ? 'no transfer' : `${tenths(Math.max(...waits))} days`,
      ),
      line('Warnings', notices.filter(({ level }) => level === 'warning').length),
      line('Escalations', notices.filter(({ level }) => level === 'urgent').length),
    ],
    tables: [
      {
        title: 'Cars',
        note: 'Days waiting: since the oldest record that is not transferred was made, as the car last said.',
        columns: [
          'Car',
          'Last contact',
          'Last complete transfer',
          'Days waiting',
          'Standing',
          'Batches',
          'Records',
          'Longest between two batches (days)',
          'Longest wait of a record (days)',
        ],
        rows: cars.map(({ id, name, state, last_contact_at, last_complete_at, oldest_waiting_at }) => {
          const row = ofCar.get(id)
          const due = dueOf(oldest_waiting_at)
          return [
            name,
            last_contact_at === null ? 'never' : minuteOf(last_contact_at),
            last_complete_at === null ? 'never' : minuteOf(last_complete_at),
            due.days,
            state === 'revoked' ? 'revoked' : LEVEL_WORDS[due.level],
            row?.batches ?? 0,
            row?.records ?? 0,
            tenths(row?.longest_gap),
            tenths(row?.longest_wait),
          ]
        }),
        chart: 3,
      },
      {
        title: 'Warnings and escalations',
        columns: ['Raised', 'Car', 'Level', 'Words', 'Over since'],
        rows: notices.map(({ car_id, level, raised_at, cleared_at, words }) => [
          dateOf(raised_at),
          names.get(car_id ?? '') ?? '',
          level === 'urgent' ? 'escalation' : 'warning',
          words,
          cleared_at === null ? '' : dateOf(cleared_at),
        ]),
      },
    ],
  }
}
