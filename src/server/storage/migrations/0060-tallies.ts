import type { Kysely } from 'kysely'
import { runScript } from '../run-script.ts'

/**
 * Counts of each day that stay when its records are purged, so that a report of a year does not end at the retention.
 * `what` is a path such as "reads" or "hits/alert/stolen-vehicle/confirmed"; no plate, no person, no case.
 */
export async function tallies(db: Kysely<never>): Promise<void> {
  await runScript(
    db,
    `
    CREATE TABLE tallies (
      day integer NOT NULL,
      what text NOT NULL,
      count bigint NOT NULL,
      PRIMARY KEY (day, what)
    );
    -- recordedAt of the oldest read of the batch.
    ALTER TABLE batches ADD COLUMN oldest_at bigint;
  `,
  )
}
