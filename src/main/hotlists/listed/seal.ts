// Blocks of a list's files as they lie on the disk: AES-256-GCM. The nonce is the block's number in its file,
// and every file of every version has a key of its own that writes each number once, so no nonce is used
// twice; the number is authenticated, so blocks cannot be swapped.
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { readSync } from 'node:fs'

export const TAG_BYTES = 16
const NONCE_BYTES = 12
const CIPHER = 'aes-256-gcm'

/** The key of one file of one version. `key` is the installation's 32 bytes, `version` its random name. */
export function fileKey(key: Uint8Array, version: string, file: string): KeyObject {
  if (key.length !== 32) throw new Error(`The hot list key has ${key.length} bytes, not 32.`)
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, version, `lookout hot list ${file}`, 32)))
}

/** The block's cipher text and tag, to be written one after the other. */
export function seal(key: KeyObject, block: number, plain: Uint8Array): [Buffer, Buffer] {
  const place = placeOf(block)
  const cipher = createCipheriv(CIPHER, key, place, { authTagLength: TAG_BYTES })
  cipher.setAAD(place)
  const content = cipher.update(plain)
  cipher.final()
  return [content, cipher.getAuthTag()]
}

/** Throws when the block was changed, is another block, or belongs to another key. */
export function unseal(key: KeyObject, block: number, sealed: Uint8Array): Buffer {
  const place = placeOf(block)
  const decipher = createDecipheriv(CIPHER, key, place, { authTagLength: TAG_BYTES })
  decipher.setAAD(place)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES))
  decipher.final()
  return plain
}

/** Fills `into` from `position` of the file on; throws when the file is shorter. */
export function readExactly(fd: number, into: Uint8Array, position: number): void {
  let done = 0
  while (done < into.length) {
    const bytes = readSync(fd, into, done, into.length - done, position + done)
    if (bytes === 0) throw new Error('The file is shorter than it was written.')
    done += bytes
  }
}

function placeOf(block: number): Buffer {
  const place = Buffer.alloc(NONCE_BYTES)
  place.writeBigUInt64LE(BigInt(block))
  return place
}
