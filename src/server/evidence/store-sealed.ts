import { createHash } from 'node:crypto'
import { publicKeyOf, seal, type SealTo } from '#main/sealing/index.ts'
import type { Objects } from '#server/objects/index.ts'
import type { Receiver } from '#shared/records/evidence.ts'

/** For whom a package is sealed; refused where his key is none. */
export const sealToOf = (receiver: Receiver): SealTo =>
  receiver.kind === 'key'
    ? { kind: 'key', publicKey: publicKeyOf(receiver.publicKey) }
    : { kind: 'passphrase', passphrase: receiver.passphrase }

/** Seals what comes into an object, whole or not at all; tells the size and the hash of what lies there. */
export async function storeSealed(
  objects: Pick<Objects, 'put'>,
  name: string,
  to: SealTo,
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of seal(to, pieces)) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  await objects.put(name, counted())
  return { bytes, sha256: hash.digest('hex') }
}
