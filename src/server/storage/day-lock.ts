// Who writes into a day shares it; who purges it has it alone. Each until the end of its transaction.
import { sql, type Transaction } from 'kysely'
import type { RecordsDatabase } from './schema.ts'

/** First of the two numbers of the advisory locks of days, so that they are no other part's. */
const DAY_LOCK = 0x6c6b

/** In the order of the days, so that two that lock several cannot wait for each other. */
export async function lockDays(
  trx: Transaction<RecordsDatabase>,
  days: readonly number[],
  mode: 'shared' | 'alone',
): Promise<void> {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b)
  if (sorted.length === 0) return
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')
  await sql`SELECT ${lock}(${DAY_LOCK}::int, day) FROM unnest(${`{${sorted.join(',')}}`}::int[]) AS day`.execute(
    trx,
  )
}
