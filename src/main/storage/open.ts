// Opens the encrypted database of an installation and brings it to this version's form. Opening never
// destroys: what cannot be opened is left as it is, with an Error that says what to do.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { MIGRATIONS, type Migration } from './migrations.ts'

export type Database = Sqlite.Database

export type OpenOptions = {
  readonly file: string
  /** 32 bytes; see keys.ts. */
  readonly key: Uint8Array
  /** Other migrations than the shipped ones, for tests. */
  readonly migrations?: readonly Migration[]
}

export function openDatabase({ file, key, migrations = MIGRATIONS }: OpenOptions): Database {
  if (key.length !== 32) throw new Error(`The database key has ${key.length} bytes, not 32.`)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file) && existsSync(`${file}-wal`)) {
    throw new Error(
      `The database ${file} is missing, but its log ${file}-wal is there and holds the newest records. ` +
        'Nothing was changed. Put the database back beside its log, or move the log away to start empty.',
    )
  }
  let db: Database | undefined
  try {
    db = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS })
    unlock(db, key)
    const version = Number(db.pragma('user_version', { simple: true }))
    refuseNewer(file, version, migrations)
    configure(db)
    migrate(db, file, version, migrations)
    return db
  } catch (cause) {
    db?.close()
    throw cause instanceof Sqlite.SqliteError ? new Error(refusal(file, cause), { cause }) : cause
  }
}

/** The core is the only writer; a second connection (a backup, a look from outside) is waited for so long. */
const BUSY_TIMEOUT_MS = 2000

function unlock(db: Database, key: Uint8Array): void {
  // AES-256 with an HMAC on every page; the cipher must be named before the key. The default is ChaCha20.
  db.pragma(`cipher = 'sqlcipher'`)
  // The x'' form takes the key as it is; a passphrase would go through 256,000 rounds of PBKDF2.
  db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
  db.prepare('SELECT count(*) FROM sqlite_schema').get()
}

function configure(db: Database): void {
  // Only heeded before the first table is made.
  db.pragma('auto_vacuum = INCREMENTAL')
  db.pragma('journal_mode = WAL')
  // FULL, so that a committed read outlives a pulled plug; NORMAL may lose the last ones. It costs about
  // one millisecond per commit on an SSD, and there are some ten commits a second.
  db.pragma('synchronous = FULL')
  // A checkpoint of the default 1,000 pages holds the core for tens of milliseconds.
  db.pragma('wal_autocheckpoint = 200')
  db.pragma('journal_size_limit = 8388608')
  db.pragma('foreign_keys = ON')
  // Purged plates are overwritten, not only unlinked.
  db.pragma('secure_delete = ON')
  // Temporary files would be written unencrypted.
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -16000')
  db.pragma('trusted_schema = OFF')
}

function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

function refuseNewer(file: string, version: number, migrations: readonly Migration[]): void {
  const newest = newestVersion(migrations)
  if (version <= newest) return
  throw new Error(
    `The database ${file} was written by a newer version of Lookout (form ${version}; this version knows ` +
      `forms up to ${newest}). Nothing was changed. Start the newer version again, or install it here.`,
  )
}

function migrate(db: Database, file: string, from: number, migrations: readonly Migration[]): void {
  for (const { version, name, migrate } of migrations) {
    if (version <= from) continue
    try {
      db.transaction(() => {
        migrate(db)
        db.pragma(`user_version = ${version}`)
      }).immediate()
    } catch (cause) {
      throw new Error(
        `The database ${file} could not be brought to form ${version} (${name}). It is as it was before ` +
          'this step. Start the version of Lookout that was here before, and report this.',
        { cause },
      )
    }
  }
}

function refusal(file: string, error: InstanceType<typeof Sqlite.SqliteError>): string {
  switch (/^SQLITE_([A-Z]+)/.exec(error.code)?.[1] ?? '') {
    case 'NOTADB':
      return (
        `The database ${file} cannot be read: the key does not fit, or the file is damaged. Nothing was ` +
        'changed. Put the key file and the database that belong together back from a backup, or move the ' +
        'data folder away to start with an empty one.'
      )
    case 'CORRUPT':
      return (
        `The database ${file} is damaged. Nothing was changed. Put it back from a backup, or move the data ` +
        'folder away to start with an empty one.'
      )
    case 'BUSY':
    case 'LOCKED':
      return `The database ${file} is in use by another program. Close the other Lookout and start again.`
    case 'FULL':
      return `The disk of ${file} is full. Nothing was changed. Free some space and start again.`
    default:
      return (
        `The database ${file} cannot be opened (${error.code}). Nothing was changed. See that the folder is ` +
        'there, that this user may write to it, and that its disk works.'
      )
  }
}
