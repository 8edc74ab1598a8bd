// What sealed bytes look like: which key they need, then AES-256-GCM. The context (what it is, of which car, which day)
// and the form's beginning are authenticated with it, so that nothing sealed can be put in another one's place.
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

/** Whose days are purged apart, so each has keys of its own. */
export const KEY_CLASSES = ['reads', 'hits', 'images', 'other'] as const
export type KeyClass = (typeof KEY_CLASSES)[number]

/** Which key sealed something: one of a day, or the one of the context it was sealed for. */
export type KeyName = { readonly cls: KeyClass; readonly day: number } | 'kept'

// Magic, class, day (big-endian), nonce, cipher text, tag.
const MAGIC = Buffer.from('LKV1')
const KEPT = 255
const HEADER_BYTES = MAGIC.length + 1 + 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const LEAST_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES

export function seal(key: Uint8Array, name: KeyName, bytes: Uint8Array, context: string): Uint8Array {
  const start = Buffer.allocUnsafe(HEADER_BYTES + NONCE_BYTES)
  MAGIC.copy(start)
  start[MAGIC.length] = name === 'kept' ? KEPT : KEY_CLASSES.indexOf(name.cls)
  start.writeUInt32BE(name === 'kept' ? 0 : name.day, MAGIC.length + 1)
  randomFillSync(start, HEADER_BYTES, NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, start.subarray(HEADER_BYTES))
  cipher.setAAD(Buffer.concat([start.subarray(0, HEADER_BYTES), Buffer.from(context)]))
  const text = cipher.update(bytes)
  // In this mode nothing is left for the end; it makes the tag.
  cipher.final()
  return Buffer.concat([start, text, cipher.getAuthTag()])
}

/** Undefined for what is not of this form. */
export function keyNameOf(sealed: Uint8Array): KeyName | undefined {
  if (sealed.length < LEAST_BYTES || MAGIC.compare(sealed, 0, MAGIC.length) !== 0) return undefined
  const number = sealed[MAGIC.length] ?? 0
  if (number === KEPT) return 'kept'
  const cls = KEY_CLASSES[number]
  const day = new DataView(sealed.buffer, sealed.byteOffset).getUint32(MAGIC.length + 1)
  return cls === undefined ? undefined : { cls, day }
}

/** Throws where the bytes were changed, or were sealed by another key or for another context. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    key,
    sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES),
    {
      authTagLength: TAG_BYTES,
    },
  )
  decipher.setAAD(Buffer.concat([sealed.subarray(0, HEADER_BYTES), Buffer.from(context)]))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const text = decipher.update(sealed.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES))
  return Buffer.concat([text, decipher.final()])
}
