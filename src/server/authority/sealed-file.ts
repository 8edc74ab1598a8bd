// Private keys on the disk: sealed by AES-256-GCM, and there whole or not at all.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const NONCE_BYTES = 12
const TAG_BYTES = 16

export type Box = {
  seal(bytes: Uint8Array, context: string): Uint8Array
  /** Throws an Error when it was sealed by another key, for another context, or was changed. */
  open(sealed: Uint8Array, context: string): Uint8Array
}

/** Seals with a key of its own for `use`, derived from `key`. */
export function openBox(key: Uint8Array, use: string): Box {
  if (key.length !== 32) throw new Error(`The key has ${key.length} bytes, not 32.`)
  const own = new Uint8Array(hkdfSync('sha256', key, '', `lookout server ${use}`, 32))
  return {
    seal(bytes, context) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', own, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('It is too short to be sealed.')
      const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(context))
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    },
  }
}

/** What the file holds; undefined when there is none. Throws an Error that names a file that cannot be opened. */
export function readSealed(file: string, box: Box, context: string): string | undefined {
  if (!existsSync(file)) return undefined
  try {
    return Buffer.from(box.open(readFileSync(file), context)).toString()
  } catch (cause) {
    throw new Error(
      `${file} cannot be opened: it is damaged, or belongs to another server's keys. Nothing was changed. ` +
        'Put it back from a backup, together with the key file.',
      { cause },
    )
  }
}

export function writeSealed(file: string, box: Box, context: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${randomUUID()}.new`
  try {
    writeFileSync(temporary, box.seal(Buffer.from(text), context), { flag: 'wx', mode: 0o600, flush: true })
    renameSync(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
  }
  if (process.platform === 'win32') return
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
