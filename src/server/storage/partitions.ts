// The partitions of reads, one for each day, so that the purge of a day is a drop.
import { sql, type Kysely, type Transaction } from 'kysely'
import type { RecordsDb } from './open-records.ts'
import type { RecordsDatabase } from './schema.ts'

/** Days whose partition was seen here; asking the database again for each batch would be a round trip for nothing. */
const seen = new WeakMap<RecordsDb, Set<number>>()

/** Two that make a partition at once: one waits for the other. Any fixed number. */
const MAKING_LOCK = 5_011_001

const nameOf = (day: number): string => `reads_d${day}`

/**
 * Makes the partition of a day where it is not there. It is made beside the table and then attached, which does not
 * wait for searches that are running, as making it in its place would.
 */
export async function ensureDay(db: RecordsDb, day: number): Promise<void> {
  const known = seen.get(db) ?? new Set()
  seen.set(db, known)
  if (known.has(day)) return
  if (!Number.isInteger(day) || day < 0) throw new Error(`There is no day ${day}.`)
  const table = sql.id(nameOf(day))
  await db.kysely.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${MAKING_LOCK})`.execute(trx)
    if ((await daysOf(trx)).includes(day)) return
    // Left by nobody: the table and its attachment are one transaction.
    await sql`CREATE TABLE ${table} (LIKE reads INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`.execute(trx)
    await sql`ALTER TABLE reads ATTACH PARTITION ${table} FOR VALUES FROM (${sql.lit(day)}) TO (${sql.lit(day + 1)})`.execute(
      trx,
    )
  })
  known.add(day)
}

/** Forgets that a day's partition was seen, so that the next record of the day makes it again. */
export function forgetDay(db: RecordsDb, day: number): void {
  seen.get(db)?.delete(day)
}

/** Drops a day's partition with all its reads; nothing where there is none. */
export async function dropDay(trx: Transaction<RecordsDatabase>, day: number): Promise<void> {
  await sql`DROP TABLE IF EXISTS ${sql.id(nameOf(day))}`.execute(trx)
}

/** The days that have a partition, oldest first. */
export const days = (db: RecordsDb): Promise<number[]> => daysOf(db.kysely)

async function daysOf(db: Kysely<RecordsDatabase>): Promise<number[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT child.relname AS name FROM pg_inherits
    JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = 'reads'::regclass`.execute(db)
  return rows.map(({ name }) => Number(name.slice('reads_d'.length))).toSorted((a, b) => a - b)
}
