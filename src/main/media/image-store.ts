// Images on disk: each encrypted in a file named by the SHA-256 of its plain bytes, whole or not there.
import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MediaHash } from '#shared/domain/ids.ts'
import { syncFolder } from '../sync-folder.ts'

export type ImageMime = 'image/png' | 'image/jpeg'
export type Image = { readonly bytes: Uint8Array; readonly mime: ImageMime }

export type MediaOptions = {
  readonly folder: string
  /** 32 bytes; see storage/keys.ts. */
  readonly key: Uint8Array
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export type Media = {
  /**
   * Stores an image and returns its name. It is on the disk when this resolves, so a record may name it.
   * The same content is stored once.
   */
  put(bytes: Uint8Array, as: { readonly mime: ImageMime }): Promise<MediaHash>
  /** Undefined when there is none; throws an Error naming the file when it is damaged or was changed. */
  get(hash: MediaHash): Promise<Image | undefined>
  /**
   * Removes an image. False, and nothing is done, for one stored a moment ago: a record that is about to
   * be written may name it. If none does, `sweep` finds it.
   */
  remove(hash: MediaHash): Promise<boolean>
  /** Removes images older than an hour that nothing refers to, left by a crash; returns how many. */
  sweep(isReferenced: (hash: MediaHash) => boolean, signal?: AbortSignal): Promise<number>
}

// A file: magic, mime, nonce, cipher text, tag. Magic and mime are authenticated together with the hash.
const MAGIC = Buffer.from('LKI1')
const MIMES: readonly ImageMime[] = ['image/png', 'image/jpeg']
const HEADER_BYTES = MAGIC.length + 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const OVERHEAD_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES

/** From `put` to the record that names the image; the shortest retention is as long. */
const FRESH_MS = 60_000
const ORPHAN_AGE_MS = 3_600_000

export function openMedia({ folder, key, now }: MediaOptions): Media {
  if (key.length !== 32) throw new Error(`The image key has ${key.length} bytes, not 32.`)
  const incoming = join(folder, 'incoming')
  const fileOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  const freshness = trackFreshness(now)
  const removals = new Map<MediaHash, Promise<void>>()

  async function isStored(file: string, bytes: number): Promise<boolean> {
    const found = await stat(file).catch(ignoreMissing)
    if (found?.size !== bytes) return false
    // So that a sweep counts its age from now.
    await utimes(file, now() / 1000, now() / 1000)
    return true
  }

  async function write(file: string, content: readonly Uint8Array[]): Promise<void> {
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    const temporary = join(incoming, randomUUID())
    try {
      const handle = await open(temporary, 'wx', 0o600)
      try {
        await handle.writev(content)
        await handle.sync()
      } finally {
        await handle.close()
      }
      const made = await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await rename(temporary, file)
      await syncFolder(dirname(file))
      if (made !== undefined) await Promise.all([dirname(dirname(file)), folder].map(syncFolder))
    } catch (cause) {
      await rm(temporary, { force: true })
      throw cause
    }
  }

  async function removeNow(hash: MediaHash): Promise<void> {
    const removal = rm(fileOf(hash), { force: true }).finally(() => removals.delete(hash))
    removals.set(hash, removal)
    await removal
  }

  return {
    async put(bytes, { mime }) {
      const hash = MediaHash.parse(createHash('sha256').update(bytes).digest('hex'))
      freshness.note(hash)
      await removals.get(hash)
      const file = fileOf(hash)
      if (!(await isStored(file, bytes.length + OVERHEAD_BYTES))) {
        await write(file, encrypt(key, hash, { bytes, mime }))
      }
      return hash
    },

    async get(hash) {
      const file = fileOf(hash)
      const content = await readFile(file).catch(ignoreMissing)
      return content && decrypt(key, hash, content, file)
    },

    async remove(hash) {
      if (freshness.isFresh(hash)) return false
      await removeNow(hash)
      return true
    },

    async sweep(isReferenced, signal) {
      const before = now() - ORPHAN_AGE_MS
      const isOld = async (file: string) =>
        ((await stat(file).catch(ignoreMissing))?.mtimeMs ?? before) < before
      let removed = 0
      for (const name of await namesIn(incoming)) {
        const file = join(incoming, name)
        if (await isOld(file)) await rm(file, { force: true })
      }
      for (const first of await foldersIn(folder)) {
        for (const second of await foldersIn(join(folder, first))) {
          if (signal?.aborted === true) return removed
          for (const name of await namesIn(join(folder, first, second))) {
            const hash = MediaHash.safeParse(name)
            if (!hash.success || isReferenced(hash.data) || !(await isOld(fileOf(name)))) continue
            // Asked again: the image may have been stored and recorded anew while its age was looked up.
            if (freshness.isFresh(hash.data) || isReferenced(hash.data)) continue
            await removeNow(hash.data)
            removed += 1
          }
        }
      }
      return removed
    },
  }
}

function encrypt(key: Uint8Array, hash: MediaHash, { bytes, mime }: Image): Uint8Array[] {
  const header = Buffer.concat([MAGIC, Buffer.of(MIMES.indexOf(mime))])
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.concat([header, Buffer.from(hash, 'hex')]))
  const text = [cipher.update(bytes), cipher.final()]
  return [header, nonce, ...text, cipher.getAuthTag()]
}

function decrypt(key: Uint8Array, hash: MediaHash, content: Buffer, file: string): Image {
  const header = content.subarray(0, HEADER_BYTES)
  const mime = MIMES[header[MAGIC.length] ?? -1]
  const damaged = `The image ${file} is damaged or was changed, and is not shown. Put it back from a backup.`
  if (content.length < OVERHEAD_BYTES || mime === undefined) throw new Error(damaged)
  const nonce = content.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.concat([header, Buffer.from(hash, 'hex')]))
  decipher.setAuthTag(content.subarray(-TAG_BYTES))
  try {
    const text = decipher.update(content.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES))
    return { bytes: Buffer.concat([text, decipher.final()]), mime }
  } catch (cause) {
    throw new Error(damaged, { cause })
  }
}

/** Remembers which images were stored within the last moments, oldest first. */
function trackFreshness(now: () => number) {
  const storedAt = new Map<MediaHash, number>()
  const isPast = (at: number) => now() - at >= FRESH_MS
  return {
    note(hash: MediaHash): void {
      for (const [old, at] of storedAt) {
        if (!isPast(at)) break
        storedAt.delete(old)
      }
      storedAt.delete(hash)
      storedAt.set(hash, now())
    },
    isFresh(hash: MediaHash): boolean {
      const at = storedAt.get(hash)
      return at !== undefined && !isPast(at)
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ignoreMissing)) ?? []
}

async function foldersIn(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
}

function ignoreMissing(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
  throw cause
}
