// Brings the records database to this version's form.
import { sql, type Kysely } from 'kysely'
import { MIGRATIONS, type Migration } from './migrations.ts'

/** Two servers that start at once: one waits for the other. Any fixed number. */
const MIGRATING_LOCK = 5_011_002

/** Runs what is missing, each step in one transaction. A database of a newer version is refused and left as it is. */
export async function migrateRecords(
  db: Kysely<never>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await locked(db, async (trx) => {
    await sql`CREATE TABLE IF NOT EXISTS schema_version (
      version integer PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())`.execute(trx)
  })
  const newest = migrations.at(-1)?.version ?? 0
  const standing = await formOf(db)
  if (standing > newest) {
    throw new Error(
      `The records database was written by a newer version of Lookout (form ${standing}; this version knows forms ` +
        `up to ${newest}). Nothing was changed. Start the newer version again, or install it here.`,
    )
  }
  for (const { version, name, migrate } of migrations) {
    if (version <= standing) continue
    try {
      await locked(db, async (trx) => {
        // Another server may have done it while this one waited.
        if ((await formOf(trx)) >= version) return
        await migrate(trx)
        await sql`INSERT INTO schema_version (version, name) VALUES (${version}, ${name})`.execute(trx)
      })
    } catch (cause) {
      throw new Error(
        `The records database could not be brought to form ${version} (${name}). It is as it was before this ` +
          'step. Start the version of Lookout that was here before, and report this.',
        { cause },
      )
    }
  }
}

function locked(db: Kysely<never>, work: (trx: Kysely<never>) => Promise<void>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${MIGRATING_LOCK})`.execute(trx)
    await work(trx)
  })
}

async function formOf(db: Kysely<never>): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`SELECT coalesce(max(version), 0) AS version FROM schema_version`.execute(db)
  return rows[0]?.version ?? 0
}
