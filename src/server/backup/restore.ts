// Brings a backup back into a new folder: checked as a whole before anything is written; what was purged since the backup
// stays gone, since its keys are.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import type { KeySealing } from '#main/host.ts'
import type { Objects } from '#server/objects/index.ts'
import { MIGRATIONS } from '#server/storage/migrations.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { ensureDay } from '#server/storage/partitions.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import { openVault, type Vault, type VaultKey } from '#server/vault/index.ts'
import { copyOut, lookAt, readPart } from './disk.ts'
import { readEscrow } from './escrow.ts'
import { MANIFEST, type Manifest, type TablePart } from './manifest.ts'
import { KEY_FILE, openManifest } from './save.ts'
import { fingerprintsOf, objectPath } from './save-objects.ts'
import { contextHash, dayContext } from './save-tables.ts'
import { BACKUP_CONTEXT, TABLES } from './tables.ts'

/** The stores of the new server, empty; opened once its key file lies in its folder. */
export type EmptyStores = {
  readonly db: RecordsDb
  readonly objects: Objects
  readonly vault: Vault
  close(): Promise<void>
}

export type RestoreOptions = {
  readonly from: string
  readonly keysFile: string
  readonly passphrase: string
  /** New, or empty. */
  readonly folder: string
  /** Of the machine that it is restored on. */
  readonly keySealing: KeySealing
  readonly open: (folder: string) => Promise<EmptyStores>
}

/** The keys that there are now; those of kept records by the hash that a backup names them by. */
type Keys = { readonly vault: Vault; readonly contexts: ReadonlyMap<string, string> }

const UNCHANGED = 'Nothing was changed.'

/** What was done, for a person. Throws an Error for a person; the folder is then as it was. */
export async function restore(options: RestoreOptions): Promise<string> {
  const { from, keysFile, passphrase, folder, keySealing, open } = options
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`${folder} is not empty. A backup is restored into a new folder. ${UNCHANGED}`)
  }
  const escrow = await readEscrow(keysFile, passphrase)
  const work = await mkdtemp(join(tmpdir(), 'lookout-restore-'))
  const keys = openVault({ file: join(work, 'keys.db'), key: crypto.getRandomValues(new Uint8Array(32)) })
  try {
    keys.restore(escrow.keys)
    const manifest = await checked(from, keys)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    let stores: EmptyStores | undefined
    try {
      const plain = Buffer.from(escrow.installation, 'base64')
      await writeFile(join(folder, KEY_FILE), keySealing.seal(plain), {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      })
      for (const { path, name } of manifest.files) await copyOut(join(from, path), folder, name)
      stores = await open(folder)
      await mustBeEmpty(stores)
      stores.vault.restore(escrow.keys)
      const objects = await putObjects(options, stores, manifest, fingerprintsOf(escrow.keys))
      const rows = await putRows(options, stores, manifest, {
        vault: keys,
        contexts: contextsOf(escrow.keys),
      })
      const gone = manifest.tables.reduce((sum, part) => sum + part.rows, 0) - rows
      return (
        `Restored into ${folder}: ${rows} rows, ${objects} objects` +
        `${gone === 0 ? '' : `; ${gone} rows were purged since that backup and stay gone`}.`
      )
    } catch (cause) {
      await stores?.close().catch(() => undefined)
      stores = undefined
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
      throw cause
    } finally {
      await stores?.close()
    }
  } finally {
    keys.close()
    await rm(work, { recursive: true, force: true })
  }
}

/** The manifest of a backup that is whole, byte for byte. */
async function checked(from: string, keys: Vault): Promise<Manifest> {
  const sealed = await readPart(from, MANIFEST).catch(() => undefined)
  if (sealed === undefined) throw new Error(`There is no backup in ${from}. ${UNCHANGED}`)
  let manifest: Manifest
  try {
    manifest = openManifest(keys, sealed)
  } catch (cause) {
    throw new Error(
      `The backup in ${from} and the file of keys do not belong together, or it is damaged. ${UNCHANGED}`,
      { cause },
    )
  }
  const form = MIGRATIONS.at(-1)?.version ?? 0
  if (manifest.schema !== form) {
    throw new Error(
      `The backup has form ${manifest.schema}, this version has form ${form}. Restore it with the version of Lookout ` +
        `that made it, then update. ${UNCHANGED}`,
    )
  }
  for (const { path, bytes, sha256 } of [...manifest.tables, ...manifest.objects, ...manifest.files]) {
    const found = await lookAt(from, path)
    if (found?.bytes !== bytes || found.sha256 !== sha256) {
      const what = found === undefined ? 'is missing' : 'is damaged'
      throw new Error(`The backup in ${from} is not whole: ${path} ${what}. ${UNCHANGED}`)
    }
  }
  return manifest
}

async function mustBeEmpty({ db, objects }: EmptyStores): Promise<void> {
  for (const { name } of TABLES) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(db.kysely)
    if (rows.length > 0) throw new Error(`The database has records already (${name}). ${UNCHANGED}`)
  }
  for (const prefix of ['images/', 'kept/', 'evidence/', 'documents/']) {
    for await (const _one of objects.list(prefix))
      throw new Error(`The object store is not empty. ${UNCHANGED}`)
  }
}

/**
 * Objects first: a record never names what is not there. Those whose key was destroyed since are left out,
 * also where a late record brought a new key of that day.
 */
async function putObjects(
  { from }: RestoreOptions,
  { objects }: EmptyStores,
  manifest: Manifest,
  live: ReadonlyMap<string, string>,
): Promise<number> {
  let put = 0
  for (const { path, name, sealedBy } of manifest.objects) {
    if (sealedBy !== undefined && path !== objectPath(live.get(sealedBy) ?? '', name)) continue
    await objects.put(name, await readPart(from, path))
    put += 1
  }
  return put
}

async function putRows(
  { from }: RestoreOptions,
  { db }: EmptyStores,
  manifest: Manifest,
  keys: Keys,
): Promise<number> {
  const readable = await days(from, manifest, keys)
  for (const day of readable) await ensureDay(db, day)
  return db.kysely.transaction().execute(async (trx) => {
    let rows = 0
    for (const { name, serial } of TABLES) {
      for (const part of manifest.tables.filter(({ table }) => table === name)) {
        const lines = openLines(await readPart(from, part.path), part, keys)
        rows += await insert(trx, name, lines)
      }
      if (serial !== undefined) {
        await sql
          .raw(
            `SELECT setval(pg_get_serial_sequence('${name}', '${serial}'),
              (SELECT coalesce(max(${serial}), 0) + 1 FROM ${name}), false)`,
          )
          .execute(trx)
      }
    }
    return rows
  })
}

const contextsOf = (keys: readonly VaultKey[]): ReadonlyMap<string, string> =>
  new Map(keys.flatMap((key) => ('context' in key ? [[contextHash(key.context), key.context] as const] : [])))

/** Days of reads that can be opened. */
async function days(from: string, { tables }: Manifest, keys: Keys): Promise<number[]> {
  const found = new Set<number>()
  for (const part of tables) {
    if (part.table !== 'reads' || part.sealedBy.kind !== 'day' || found.has(part.sealedBy.day)) continue
    if (openLines(await readPart(from, part.path), part, keys).length > 0) found.add(part.sealedBy.day)
  }
  return [...found]
}

/** Lines of a part; none where its key was destroyed since, or is another one by now. The part was found whole before. */
function openLines(bytes: Buffer, { table, sealedBy }: TablePart, { vault, contexts }: Keys): string[] {
  if (sealedBy.kind === 'general') {
    return inflateRawSync(vault.openKept(BACKUP_CONTEXT, bytes)).toString().split('\n')
  }
  if (sealedBy.kind === 'day') {
    try {
      return inflateRawSync(vault.open(bytes, dayContext(table)))
        .toString()
        .split('\n')
    } catch {
      return []
    }
  }
  return bytes
    .toString()
    .split('\n')
    .flatMap((text) => {
      const [named, sealed]: unknown[] = JSON.parse(text)
      if (typeof named !== 'string' || typeof sealed !== 'string') throw new Error('A line that is none.')
      const context = contexts.get(named)
      if (context === undefined) return []
      return [inflateRawSync(vault.openKept(context, Buffer.from(sealed, 'base64'))).toString()]
    })
}

const INSERTED = 500

async function insert(
  trx: Transaction<RecordsDatabase>,
  table: keyof RecordsDatabase,
  lines: readonly string[],
): Promise<number> {
  const name = sql.table(table)
  for (let at = 0; at < lines.length; at += INSERTED) {
    const json = `[${lines.slice(at, at + INSERTED).join(',')}]`
    await sql`INSERT INTO ${name} SELECT * FROM json_populate_recordset(null::${name}, ${json}::json)`.execute(
      trx,
    )
  }
  return lines.length
}
