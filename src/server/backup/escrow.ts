// The keys of a backup, in one file sealed with a passphrase and kept apart from it. Only the newest is to be kept: an
// older one has the keys of days that were purged since.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open as openFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { open, seal } from '#main/sealing/index.ts'
import { syncFolder } from '#main/sync-folder.ts'
import { KEY_CLASSES } from './tables.ts'

const Key = z.string().max(100)

const Escrow = z.strictObject({
  form: z.literal('lookout-backup-keys 1'),
  at: z.int(),
  /** What `lookout.keys` holds, unsealed: the keys of the office, of devices, of pseudonyms. Base64. */
  installation: z.string().max(1000),
  keys: z.array(
    z.union([
      z.strictObject({ cls: z.enum(KEY_CLASSES), day: z.int().nonnegative(), key: Key }),
      z.strictObject({ context: z.string().max(300), key: Key }),
    ]),
  ),
})
export type Escrow = z.infer<typeof Escrow>

/** Takes the place of an older one at once. */
export async function writeEscrow(file: string, passphrase: string, escrow: Escrow): Promise<void> {
  const temporary = `${file}.${randomUUID()}.new`
  try {
    const handle = await openFile(temporary, 'wx', 0o600)
    try {
      const text = [Buffer.from(JSON.stringify(escrow))]
      for await (const bytes of seal({ kind: 'passphrase', passphrase }, text)) await handle.write(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(dirname(file))
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Throws an Error for a person where it is not there, or the passphrase does not open it. */
export async function readEscrow(file: string, passphrase: string): Promise<Escrow> {
  const parts: Uint8Array[] = []
  try {
    for await (const bytes of open({ kind: 'passphrase', passphrase }, createReadStream(file)))
      parts.push(bytes)
    return Escrow.parse(JSON.parse(Buffer.concat(parts).toString()))
  } catch (cause) {
    throw new Error(
      `${file} cannot be opened: it is not there, it is damaged, it is no file of keys, or the passphrase is another. ` +
        'Nothing was changed.',
      { cause },
    )
  }
}
