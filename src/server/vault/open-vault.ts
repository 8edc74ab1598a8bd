// The vault's file: a key for each day and class, and one for each record that is kept past its day.
import { randomBytes } from 'node:crypto'
import { openDatabase } from '#main/storage/open.ts'
import { keyNameOf, seal, unseal, type KeyClass } from './sealed-form.ts'
import { VAULT_MIGRATIONS } from './vault-migrations.ts'

export type { KeyClass }

/** A key as it goes into the escrow file of a backup; `key` is base64. */
export type VaultKey =
  | { readonly cls: KeyClass; readonly day: number; readonly key: string }
  | { readonly context: string; readonly key: string }

export type Vault = {
  /** Seals with the key of a day; the first to seal makes it. `context` must be said again to open. */
  seal(cls: KeyClass, day: number, bytes: Uint8Array, context: string): Uint8Array
  /** Opens what `seal` or `sealKept` made. Throws where its key is gone, or where it was changed. */
  open(sealed: Uint8Array, context: string): Uint8Array
  /** The day's key goes for good, and with it all that it sealed. */
  destroy(cls: KeyClass, day: number): void
  /** Seals with a key of this context alone, for what outlives its day. */
  sealKept(context: string, bytes: Uint8Array): Uint8Array
  openKept(context: string, sealed: Uint8Array): Uint8Array
  destroyKept(context: string): void
  /** All keys that there are. */
  keys(): VaultKey[]
  /** Takes keys from an escrow file; one that is here already stays. */
  restore(keys: readonly VaultKey[]): void
  close(): void
}

const KEY_BYTES = 32
/** Keys of kept records are looked up one by one; a few are at hand. */
const MOST_KEPT_AT_HAND = 1000

export function openVault({ file, key }: { readonly file: string; readonly key: Uint8Array }): Vault {
  const db = openDatabase({ file, key, migrations: VAULT_MIGRATIONS })
  const one = db
    .prepare<[string, number], Buffer>('SELECT key FROM day_keys WHERE class = ? AND day = ?')
    .pluck()
  const add = db.prepare<[string, number, Uint8Array]>(
    'INSERT INTO day_keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const drop = db.prepare<[string, number]>('DELETE FROM day_keys WHERE class = ? AND day = ?')
  const all = db.prepare<[], { class: KeyClass; day: number; key: Buffer }>(
    'SELECT class, day, key FROM day_keys ORDER BY day, class',
  )
  const oneKept = db.prepare<[string], Buffer>('SELECT key FROM kept_keys WHERE context = ?').pluck()
  const addKept = db.prepare<[string, Uint8Array]>(
    'INSERT INTO kept_keys VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const dropKept = db.prepare<[string]>('DELETE FROM kept_keys WHERE context = ?')
  const allKept = db.prepare<[], { context: string; key: Buffer }>(
    'SELECT context, key FROM kept_keys ORDER BY context',
  )
  // Asked for hundreds of times a second.
  const days = new Map<string, Buffer>()
  const kept = new Map<string, Buffer>()

  function dayKey(cls: KeyClass, day: number): Buffer | undefined {
    const name = `${cls} ${day}`
    const found = days.get(name) ?? one.get(cls, day)
    if (found !== undefined) days.set(name, found)
    return found
  }

  function keptKey(context: string): Buffer | undefined {
    const found = kept.get(context) ?? oneKept.get(context)
    if (found === undefined) return undefined
    if (kept.size >= MOST_KEPT_AT_HAND) kept.clear()
    kept.set(context, found)
    return found
  }

  /** SQLite overwrites what is deleted; the log that may still hold it is emptied here. */
  function forget(at: Map<string, Buffer>, name: string, remove: () => void): void {
    at.get(name)?.fill(0)
    at.delete(name)
    remove()
    db.pragma('wal_checkpoint(TRUNCATE)')
  }

  function open(sealed: Uint8Array, context: string): Uint8Array {
    const name = keyNameOf(sealed)
    if (name === undefined) throw new Error('That was not sealed by this vault, or it is damaged.')
    const found = name === 'kept' ? keptKey(context) : dayKey(name.cls, name.day)
    if (found === undefined) throw new Error('The key of that was destroyed; what it sealed is gone.')
    try {
      return unseal(found, sealed, context)
    } catch (cause) {
      throw new Error('That is damaged or was changed, or it is not what it is said to be.', { cause })
    }
  }

  return {
    seal(cls, day, bytes, context) {
      let found = dayKey(cls, day)
      if (found === undefined) {
        // On the disk before anything is sealed with it.
        add.run(cls, day, randomBytes(KEY_BYTES))
        found = dayKey(cls, day)
      }
      if (found === undefined) throw new Error('SQLite lost a key that it had just written.')
      return seal(found, { cls, day }, bytes, context)
    },
    open,
    destroy(cls, day) {
      forget(days, `${cls} ${day}`, () => drop.run(cls, day))
    },
    sealKept(context, bytes) {
      addKept.run(context, randomBytes(KEY_BYTES))
      const found = keptKey(context)
      if (found === undefined) throw new Error('SQLite lost a key that it had just written.')
      return seal(found, 'kept', bytes, context)
    },
    openKept: (context, sealed) => open(sealed, context),
    destroyKept(context) {
      forget(kept, context, () => dropKept.run(context))
    },
    keys: () => [
      ...all.all().map((row) => ({ cls: row.class, day: row.day, key: row.key.toString('base64') })),
      ...allKept.all().map((row) => ({ context: row.context, key: row.key.toString('base64') })),
    ],
    restore: db.transaction((keys: readonly VaultKey[]) => {
      for (const given of keys) {
        const bytes = Buffer.from(given.key, 'base64')
        if ('context' in given) addKept.run(given.context, bytes)
        else add.run(given.cls, given.day, bytes)
      }
    }),
    close: () => db.close(),
  }
}
