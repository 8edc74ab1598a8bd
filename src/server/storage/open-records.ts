// Opens the records database: PostgreSQL where an address is given, else PGlite (PostgreSQL in this process) in a
// folder. Both speak the same SQL through Kysely, and int8 and numeric come back as numbers from both.
import { join } from 'node:path'
import { Kysely, PGliteDialect, PostgresDialect, type Dialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Log } from '#main/host.ts'
import { migrateRecords } from './migrate-records.ts'
import type { Migration } from './migrations.ts'
import { syncedPGlite } from './synced-pglite.ts'
import type { RecordsDatabase } from './schema.ts'

export type RecordsDb = {
  readonly kysely: Kysely<RecordsDatabase>
  readonly kind: 'pglite' | 'postgresql'
  close(): Promise<void>
}

export type RecordsDbOptions = {
  /** The server's folder. */
  readonly folder: string
  /** `postgresql://...`; may hold a password and is in no message. */
  readonly databaseUrl?: string | undefined
  readonly log?: Log
  /** Other migrations than the shipped ones, for tests. */
  readonly migrations?: readonly Migration[]
}

const INT8 = 20
const NUMERIC = 1700
/** Batches of many cars, a few searches and the keeping beside them. */
const MOST_CONNECTIONS = 16

/** Opens and migrates. Throws an Error with words for a person; what cannot be opened is left as it is. */
export async function openRecordsDb(options: RecordsDbOptions): Promise<RecordsDb> {
  const { databaseUrl, folder, log, migrations } = options
  const isPGlite = databaseUrl === undefined
  const dialect = isPGlite ? await inFolder(join(folder, 'pglite')) : atAddress(databaseUrl, log)
  const kysely = new Kysely<RecordsDatabase>({ dialect })
  try {
    await migrateRecords(kysely.withTables<never>(), migrations)
  } catch (cause) {
    await kysely.destroy().catch(() => undefined)
    throw isPGlite ? cause : (unreachable(cause) ?? cause)
  }
  return { kysely, kind: isPGlite ? 'pglite' : 'postgresql', close: () => kysely.destroy() }
}

async function inFolder(dataDir: string): Promise<Dialect> {
  const pglite = await syncedPGlite(dataDir, { [INT8]: Number, [NUMERIC]: Number })
  return new PGliteDialect({ pglite })
}

function atAddress(connectionString: string, log: Log | undefined): Dialect {
  const parsers: typeof types = {
    ...types,
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      (oid === INT8 || oid === NUMERIC) && format !== 'binary' ? Number : types.getTypeParser(oid, format),
  }
  const pool = new Pool({
    connectionString,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: 30_000,
    // A new connection plans its first search anew, over every partition: 24 to 56 ms with 60 of them.
    idleTimeoutMillis: 600_000,
    types: parsers,
  })
  // A connection that breaks while nobody uses it; the next query gets a new one.
  pool.on('error', (cause) => log?.('warn', `A connection to the records database ended (${codeOf(cause)}).`))
  // One that breaks within a transaction, between two queries: pg-pool listens to idle ones only, and an 'error' that
  // nobody hears ends the whole server. The transaction's next query fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new PostgresDialect({ pool })
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no code'

/** Undefined for what the database itself said. */
function unreachable(cause: unknown): Error | undefined {
  const code = codeOf(cause)
  if (!/^(?:E[A-Z]+|28[0-9A-Z]{3}|3D000|57P03|no code)$/.test(code)) return undefined
  if (cause instanceof Error && /newer version|could not be brought/.test(cause.message)) return undefined
  return new Error(
    `The records database cannot be reached (${code}). See that PostgreSQL runs, and that DATABASE_URL names it, a ` +
      'user who may sign in and a database that is there.',
    { cause },
  )
}
