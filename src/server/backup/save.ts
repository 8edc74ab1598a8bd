// A backup: tables, objects, the office and the server's own files into one folder, its keys into a file apart. The folder
// holds one backup; the next one takes its place when it is whole, and copies only the objects that are new.
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { KeySealing } from '#main/host.ts'
import type { Objects } from '#server/objects/index.ts'
import { MIGRATIONS } from '#server/storage/migrations.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Vault } from '#server/vault/index.ts'
import { copyOut, filesBelow, lookAt, readPart, writePart } from './disk.ts'
import { writeEscrow } from './escrow.ts'
import { Manifest, MANIFEST, type FilePart } from './manifest.ts'
import { namedObjects, saveObjects } from './save-objects.ts'
import { saveTables } from './save-tables.ts'
import { BACKUP_CONTEXT } from './tables.ts'

export type BackupOptions = {
  /** Made where it is not there. */
  readonly to: string
  /** Written over: an older file of keys must not be kept. */
  readonly keysFile: string
  readonly passphrase: string
  /** The server's folder. */
  readonly folder: string
  readonly keySealing: KeySealing
  readonly db: RecordsDb
  readonly objects: Objects
  readonly vault: Vault
  /** Copies the office's database, as it is at one moment and encrypted as it is, to a file that is not there. */
  readonly copyOffice: (to: string) => unknown
  readonly now: () => number
}

/** Folders and files of the server that are its own and have no purge. */
const FOLDERS = ['authority', 'policies']
const FILES = ['server.json']
export const OFFICE = 'office.db'
export const KEY_FILE = 'lookout.keys'

/** What was done, for a person. */
export async function backup(options: BackupOptions): Promise<string> {
  const { to, keysFile, passphrase, folder, keySealing, db, objects, vault, now } = options
  await mkdir(to, { recursive: true, mode: 0o700 })
  const at = now()
  const before = await readManifest(to, vault)
  const state = mkdtempSync(join(to, 'state-')).slice(to.length + 1)
  try {
    const { tables, named } = await db.kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => ({
        tables: await saveTables(trx, { root: to, folder: state, vault }),
        named: await namedObjects(trx),
      }))
    // After the tables: an act that waits in them for its entry may be in the chain too, and is told apart at the start.
    const files = await saveFiles(options, state)
    const saved = await saveObjects({
      root: to,
      objects,
      named,
      keys: vault.keys(),
      before: before?.objects ?? [],
    })
    const manifest: Manifest = {
      form: 'lookout-backup 1',
      at,
      schema: MIGRATIONS.at(-1)?.version ?? 0,
      tables,
      objects: saved.parts,
      files,
    }
    const sealed = vault.sealKept(BACKUP_CONTEXT, deflateRawSync(JSON.stringify(manifest)))
    // The keys first: a backup without its keys is nothing.
    await writeEscrow(keysFile, passphrase, {
      form: 'lookout-backup-keys 1',
      at,
      installation: Buffer.from(keySealing.unseal(await readFile(join(folder, KEY_FILE)))).toString('base64'),
      keys: vault.keys(),
    })
    await writePart(to, MANIFEST, sealed)
    await removeOld(to, state, manifest)
    const rows = tables.reduce((sum, part) => sum + part.rows, 0)
    const lost =
      saved.missing === 0 ? '' : ` ${saved.missing} objects that records name were not in the store.`
    return (
      `Backup in ${to}: ${rows} rows, ${saved.parts.length} objects (${saved.copied} copied anew). Its keys are in ` +
      `${keysFile}; destroy every older file of keys.${lost}`
    )
  } catch (cause) {
    rmSync(join(to, state), { recursive: true, force: true })
    throw cause
  }
}

/** What the folder holds, where this department made it; anything else is written anew. */
async function readManifest(root: string, vault: Vault): Promise<Manifest | undefined> {
  try {
    const sealed = await readPart(root, MANIFEST)
    return openManifest(vault, sealed)
  } catch {
    return undefined
  }
}

export function openManifest(vault: Vault, sealed: Uint8Array): Manifest {
  return Manifest.parse(JSON.parse(inflateRawSync(vault.openKept(BACKUP_CONTEXT, sealed)).toString()))
}

async function saveFiles({ to, folder, copyOffice }: BackupOptions, state: string): Promise<FilePart[]> {
  const parts: FilePart[] = []
  await copyOffice(join(to, state, OFFICE))
  parts.push(await partOf(to, `${state}/${OFFICE}`, OFFICE))
  const below = await Promise.all(FOLDERS.map((name) => filesBelow(folder, name)))
  for (const name of [...below.flat(), ...FILES]) {
    if ((await lookAt(folder, name)) === undefined) continue
    await copyOut(join(folder, name), to, `${state}/${name}`)
    parts.push(await partOf(to, `${state}/${name}`, name))
  }
  return parts
}

async function partOf(root: string, path: string, name: string): Promise<FilePart> {
  const found = await lookAt(root, path)
  if (found === undefined) throw new Error('A file of the backup is gone that was just written.')
  return { ...found, name }
}

/** The backup before this one, and objects that no record names any more. */
async function removeOld(root: string, state: string, { objects }: Manifest): Promise<void> {
  const named = new Set(objects.map(({ path }) => path))
  for (const path of await filesBelow(root, 'objects')) {
    if (!named.has(path)) await rm(join(root, path), { force: true })
  }
  for (const path of await filesBelow(root, '')) {
    const [first = ''] = path.split('/')
    if (first.startsWith('state-') && first !== state)
      await rm(join(root, first), { recursive: true, force: true })
  }
}
