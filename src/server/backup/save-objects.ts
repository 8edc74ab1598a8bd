// Objects are sealed already and are copied as they are; what an earlier backup in the same folder has is not copied
// again.
import { hash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { VaultKey } from '#server/vault/index.ts'
import { writePart } from './disk.ts'
import type { ObjectPart } from './manifest.ts'
import { OBJECT_COLUMNS } from './tables.ts'

type Named = { readonly name: string; readonly key: string | null }

/** Names of what the records have, with the key that each is sealed by where a purge destroys it. */
export async function namedObjects(db: Kysely<RecordsDatabase>): Promise<Named[]> {
  const others = OBJECT_COLUMNS.map(
    ({ table, column }) => `SELECT ${column} AS name, NULL AS key FROM ${table} WHERE ${column} IS NOT NULL`,
  )
  const { rows } = await sql
    .raw<Named>(
      `SELECT CASE WHEN is_kept THEN 'kept/' || car_id || '/' || day || '/' || hash
          ELSE 'images/' || day || '/' || car_id || '/' || hash END AS name,
        CASE WHEN is_kept THEN 'image/' || car_id || '/' || day || '/' || hash ELSE 'images ' || day END AS key
      FROM images UNION ${others.join(' UNION ')}`,
    )
    .execute(db)
  return rows
}

/** The vault's name of a key, as namedObjects has it. */
const nameOfKey = (key: VaultKey): string => ('cls' in key ? `${key.cls} ${key.day}` : key.context)

/** By the name of each key, what tells it from another of the same name. */
export const fingerprintsOf = (keys: readonly VaultKey[]): ReadonlyMap<string, string> =>
  new Map(keys.map((key) => [nameOfKey(key), hash('sha256', key.key).slice(0, 16)]))

/** Where an object lies in the backup's folder. */
export const objectPath = (fingerprint: string, name: string): string => `objects/${fingerprint}/${name}`

type Saving = {
  readonly root: string
  readonly objects: Objects
  readonly named: readonly Named[]
  readonly keys: readonly VaultKey[]
  /** Of the backup that the folder has. */
  readonly before: readonly ObjectPart[]
}

export type SavedObjects = {
  readonly parts: ObjectPart[]
  /** Named by the records and not in the store: purged meanwhile, or lost before. */
  readonly missing: number
  readonly copied: number
}

/**
 * A name may come back under a new key, when a late record of a purged day is taken: so the place in the backup is made of
 * name and key, and what is there under both is the same bytes or was sealed anew by the same key.
 */
export async function saveObjects({ root, objects, named, keys, before }: Saving): Promise<SavedObjects> {
  const fingerprints = fingerprintsOf(keys)
  const had = new Map(before.map((part) => [part.path, part]))
  const parts: ObjectPart[] = []
  let missing = 0
  let copied = 0
  for (const { name, key } of named) {
    const fingerprint = key === null ? 'none' : fingerprints.get(key)
    if (fingerprint === undefined) {
      missing += 1
      continue
    }
    const path = objectPath(fingerprint, name)
    const old = had.get(path)
    if (old !== undefined) {
      parts.push(old)
      continue
    }
    const bytes = await objects.get(name)
    if (bytes === undefined) {
      missing += 1
      continue
    }
    parts.push({ ...(await writePart(root, path, bytes)), name, ...(key === null ? {} : { sealedBy: key }) })
    copied += 1
  }
  return { parts, missing, copied }
}
