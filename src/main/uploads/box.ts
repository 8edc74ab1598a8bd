// Seals what the transfer keeps beside the records: the key of the car's certificate, the department's list files.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

export type Box = {
  seal(bytes: Uint8Array, context: string): Uint8Array
  /** Throws an Error when it was sealed for something else, or was changed. */
  open(sealed: Uint8Array, context: string): Uint8Array
}

/** AES-256-GCM with a key that is made of the device's seed. */
export function openBox(seed: Uint8Array): Box {
  const key = new Uint8Array(hkdfSync('sha256', seed, '', 'lookout transfer', 32))
  return {
    seal(bytes, context) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, context) {
      const end = sealed.length - TAG_BYTES
      if (end < NONCE_BYTES) throw new Error('It is too short to be sealed.')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(end))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
    },
  }
}
