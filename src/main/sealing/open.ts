import { createDecipheriv, createPublicKey, type KeyObject } from 'node:crypto'
import { refuse, type Refused } from '#main/refused.ts'
import {
  CHUNK_BYTES,
  ITERATIONS,
  KEY_MODE,
  MAGIC,
  nonceOf,
  PASSPHRASE_MODE,
  POINT_BYTES,
  REST_BYTES,
  TAG_BYTES,
} from './form.ts'
import { agreeWith, keyFromAgreement, keyFromPassphrase } from './keys.ts'

export type OpenBy =
  | { readonly kind: 'key'; readonly privateKey: KeyObject }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES

/**
 * Gives back what was sealed. Every byte that it yields is authenticated, and in its place; only when it ends without
 * a throw is the file whole. Throws a refusal for another key, a changed, cut, joined or lengthened file.
 */
export async function* open(
  by: OpenBy,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0)
  let state: { readonly header: Uint8Array; readonly key: KeyObject } | undefined
  const chunk = Buffer.alloc(SEALED_BYTES)
  let filled = 0
  let number = 0
  for await (const bytes of source) {
    let rest = bytes
    if (state === undefined) {
      head = Buffer.concat([head, bytes])
      const most = headerBytes(head)
      if (most === undefined || head.length < most) continue
      state = { header: head.subarray(0, most), key: await keyOf(head.subarray(0, most), by) }
      rest = head.subarray(most)
    }
    let at = 0
    while (at < rest.length) {
      // A full chunk waits for a next byte: until then it may be the last.
      if (filled === SEALED_BYTES) {
        yield openChunk(state.key, state.header, chunk, number, false)
        filled = 0
        number += 1
      }
      const part = rest.subarray(at, at + SEALED_BYTES - filled)
      chunk.set(part, filled)
      filled += part.length
      at += part.length
    }
  }
  if (state === undefined) throw notWhole()
  const last = openChunk(state.key, state.header, chunk.subarray(0, filled), number, true)
  // An empty chunk ends only an empty file: one content has one form.
  if (last.length === 0 && number > 0) throw notWhole()
  if (last.length > 0) yield last
}

/** How long the header is; undefined while it cannot be told. Refused as soon as it is no sealed file. */
function headerBytes(head: Buffer): number | undefined {
  const magic = head.subarray(0, MAGIC.length)
  if (!MAGIC.subarray(0, magic.length).equals(magic)) {
    throw refuse('a sealed file of this form: this one has another', 'Look whether it is the right file.')
  }
  const mode = head[MAGIC.length]
  if (mode === undefined) return undefined
  const rest = REST_BYTES[mode]
  if (rest === undefined) throw notWhole()
  return MAGIC.length + 1 + rest
}

async function keyOf(header: Buffer, by: OpenBy): Promise<KeyObject> {
  const mode = header[MAGIC.length]
  const rest = header.subarray(MAGIC.length + 1)
  if (mode === KEY_MODE) {
    if (by.kind !== 'key') {
      throw refuse(
        'the key that the file is sealed for: a passphrase does not open it',
        'Open it by the key.',
      )
    }
    const point = rest.subarray(0, POINT_BYTES)
    const secret = agreeWith(point, by.privateKey)
    if (secret === undefined) throw notWhole()
    return keyFromAgreement(secret, rest.subarray(POINT_BYTES), point, createPublicKey(by.privateKey))
  }
  if (mode !== PASSPHRASE_MODE || rest.readUInt32BE(0) !== ITERATIONS) throw notWhole()
  if (by.kind !== 'passphrase') {
    throw refuse(
      'the passphrase that the file is sealed with: a key does not open it',
      'Type the passphrase.',
    )
  }
  return keyFromPassphrase(by.passphrase, rest.subarray(4))
}

function openChunk(
  key: KeyObject,
  header: Uint8Array,
  sealed: Uint8Array,
  number: number,
  isLast: boolean,
): Uint8Array {
  const end = sealed.length - TAG_BYTES
  if (end < 0) throw notWhole()
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG_BYTES })
  decipher.setAAD(header)
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  try {
    decipher.final()
  } catch {
    plain.fill(0)
    throw number === 0
      ? refuse(
          'a file that this key or passphrase opens: it is sealed for another one, or was changed',
          'Try the right key or passphrase; if it is the right one, ask for the file again.',
        )
      : notWhole()
  }
  return plain
}

function notWhole(): Refused {
  return refuse('a whole sealed file: this one was cut or changed', 'Ask for the file again.')
}
