import { createCipheriv, randomBytes, type KeyObject } from 'node:crypto'
import {
  CHUNK_BYTES,
  ITERATIONS,
  KEY_MODE,
  MAGIC,
  nonceOf,
  PASSPHRASE_MODE,
  SALT_BYTES,
  TAG_BYTES,
} from './form.ts'
import { agree, keyFromAgreement, keyFromPassphrase, type SealTo } from './keys.ts'

/** Seals what the source gives, in as little memory as two chunks take. */
export async function* seal(
  to: SealTo,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { header, key } = await begin(to)
  yield header
  let chunk = Buffer.alloc(CHUNK_BYTES)
  let filled = 0
  let number = 0
  for await (const bytes of source) {
    let at = 0
    while (at < bytes.length) {
      // A full chunk waits for a next byte: until then it may be the last.
      if (filled === CHUNK_BYTES) {
        yield sealChunk(key, header, chunk, number, false)
        chunk = Buffer.alloc(CHUNK_BYTES)
        filled = 0
        number += 1
      }
      const part = bytes.subarray(at, at + CHUNK_BYTES - filled)
      chunk.set(part, filled)
      filled += part.length
      at += part.length
    }
  }
  yield sealChunk(key, header, chunk.subarray(0, filled), number, true)
}

async function begin(to: SealTo): Promise<{ readonly header: Uint8Array; readonly key: KeyObject }> {
  const salt = randomBytes(SALT_BYTES)
  if (to.kind === 'passphrase') {
    const iterations = Buffer.alloc(4)
    iterations.writeUInt32BE(ITERATIONS)
    const header = Buffer.concat([MAGIC, Buffer.from([PASSPHRASE_MODE]), iterations, salt])
    return { header, key: await keyFromPassphrase(to.passphrase, salt) }
  }
  const { point, secret } = agree(to.publicKey)
  const header = Buffer.concat([MAGIC, Buffer.from([KEY_MODE]), point, salt])
  return { header, key: keyFromAgreement(secret, salt, point, to.publicKey) }
}

function sealChunk(
  key: KeyObject,
  header: Uint8Array,
  plain: Uint8Array,
  number: number,
  isLast: boolean,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG_BYTES })
  cipher.setAAD(header)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}
