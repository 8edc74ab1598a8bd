// The daily proof: nothing older than N without a hold. It asks the tables what is there, not the purge what it did.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { PROGRAM } from '#main/audit/index.ts'
import { dayOf } from '#server/storage/day.ts'
import type { ProofsTable, RecordsDatabase } from '#server/storage/schema.ts'
import type { Proof, RecordClass } from '#shared/records/retention.ts'
import { clockOf, cutoffOf, DAY_MS, spanWords, type Clock } from './clocks.ts'
import { dayWords } from './certificates.ts'
import { canvassesKept, type Keeper } from './keeper.ts'
import { survey } from './survey.ts'

/** How many there are of a class, and when the oldest was made. */
export async function oldestOf(
  db: Kysely<RecordsDatabase>,
  name: RecordClass,
): Promise<{ readonly rows: number; readonly oldestAt: number | undefined }> {
  const { rows } = await sql.raw<{ rows: number; oldest: number | null }>(OLDEST[name]).execute(db)
  return { rows: rows[0]?.rows ?? 0, oldestAt: rows[0]?.oldest ?? undefined }
}

const OLDEST: Readonly<Record<RecordClass, string>> = {
  reads: `SELECT sum(n)::float8 AS rows, min(oldest) AS oldest FROM (
    SELECT count(*) AS n, min(recorded_at) AS oldest FROM reads
    UNION ALL SELECT count(*), min(recorded_at) FROM kept_reads) AS found`,
  hits: 'SELECT count(*)::float8 AS rows, min(raised_at) AS oldest FROM hits',
  'context-images': `SELECT count(*)::float8 AS rows, min(day)::bigint * 86400000 AS oldest
    FROM images WHERE kind = 'context'`,
  entered: `SELECT count(*)::float8 AS rows, min(recorded_at) AS oldest FROM other_records WHERE kind = 'entered'`,
  canvasses: `SELECT count(*)::float8 AS rows, min(recorded_at) AS oldest FROM other_records WHERE kind = 'canvass'`,
  'car-audit': 'SELECT count(*)::float8 AS rows, min(at) AS oldest FROM car_audit',
}

/** Writes today's proof of each class that has a clock, where it is not written yet; gives those that are not met. */
export async function proveDaily(keeper: Keeper, clocks: readonly Clock[]): Promise<Proof[]> {
  const { db, acts, now } = keeper
  const today = dayOf(now())
  const proven = await db.kysely
    .selectFrom('proofs')
    .select('class')
    .where('at', '>=', today * DAY_MS)
    .execute()
  const found: Proof[] = []
  for (const clock of clocks) {
    const cutoffAt = cutoffOf(clock, now())
    if (cutoffAt === undefined || proven.some((one) => one.class === clock.class)) continue
    found.push(await proofOf(keeper, clocks, clock, cutoffAt))
  }
  if (found.length === 0) return []
  const detail = found.map(({ class: name, olderWithoutHold, isMet }) => ({
    class: name,
    olderWithoutHold,
    isMet,
  }))
  await acts.run(
    PROGRAM,
    { action: 'retention.proof', subject: dayWords(today), detail: { proofs: detail } },
    async (trx) => {
      await trx.insertInto('proofs').values(found.map(toRow)).execute()
    },
  )
  return found.filter(({ isMet }) => !isMet)
}

function toRow(proof: Proof): ProofsTable {
  const { at, cutoffAt, oldestAt = null, olderWithoutHold, isMet } = proof
  return {
    id: randomUUID(),
    at,
    class: proof.class,
    cutoff_at: cutoffAt,
    oldest_at: oldestAt,
    older_without_hold: olderWithoutHold,
    is_met: isMet,
  }
}

/** Met when nothing is there, or when what is there waits for somebody's decision. */
async function proofOf(
  keeper: Keeper,
  clocks: readonly Clock[],
  clock: Clock,
  cutoffAt: number,
): Promise<Proof> {
  const { db, now } = keeper
  const found = await survey(db.kysely, {
    class: clock.class,
    cutoffAt,
    now: now(),
    canvasses: await canvassesKept(keeper),
    areContextsWithReads: areContextsWithReads(clocks),
  })
  const olderWithoutHold = found.reduce((sum, { rows, images }) => sum + rows + images, 0)
  const waiting = await db.kysely
    .selectFrom('purge_proposals')
    .select('id')
    .where('class', '=', clock.class)
    .where('state', 'in', ['waiting', 'refused'])
    .limit(1)
    .execute()
  const { oldestAt } = await oldestOf(db.kysely, clock.class)
  return {
    at: now(),
    class: clock.class,
    cutoffAt,
    ...(oldestAt === undefined ? {} : { oldestAt }),
    olderWithoutHold,
    isMet: olderWithoutHold === 0 || (clock.purge !== 'automatic' && waiting.length > 0),
  }
}

/** Context images have the clock of their reads: they go with them. */
export function areContextsWithReads(clocks: readonly Clock[]): boolean {
  const contexts = clockOf(clocks, 'context-images')
  const reads = clockOf(clocks, 'reads')
  return contexts.keptMs === reads.keptMs && contexts.way === reads.way
}

/** For a person: what a proof that is not met says. */
export const unmetWords = ({ class: name, olderWithoutHold, cutoffAt }: Proof, clock: Clock): string =>
  `${olderWithoutHold} of ${name} are older than ${spanWords(clock.keptMs ?? 0)} (made before ` +
  `${dayWords(dayOf(cutoffAt))}) and nothing holds them: the purge did not take them.`
