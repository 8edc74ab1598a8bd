// The form of a sealed file, byte by byte as docs/decisions/0021-packages.md has it.

/** First bytes of every sealed file; the number rises with the form. */
export const MAGIC = Buffer.from('lookout-sealed 1')
export const KEY_MODE = 1
export const PASSPHRASE_MODE = 2
export const POINT_BYTES = 65
export const SALT_BYTES = 32
/** Plain bytes of every chunk but the last, which has from 0 to as many. */
export const CHUNK_BYTES = 65_536
export const TAG_BYTES = 16
/** OWASP's figure of 2023 for PBKDF2 with HMAC-SHA-256. A file may not name another: it would decide how long we work. */
export const ITERATIONS = 600_000

const MOST_CHUNKS = 0xff_ff_ff_ff

/** Bytes of the header after the magic and the mode. */
export const REST_BYTES: Readonly<Record<number, number>> = {
  [KEY_MODE]: POINT_BYTES + SALT_BYTES,
  [PASSPHRASE_MODE]: 4 + SALT_BYTES,
}

/**
 * Seven zeros, the chunk's number, and whether it is the last: a chunk that is moved, doubled or cut off has another
 * nonce than it was sealed with. A key seals one file only, so no nonce is used twice (SP 800-38D 8.2.1).
 */
export function nonceOf(chunk: number, isLast: boolean): Uint8Array {
  if (chunk > MOST_CHUNKS) throw new Error('A sealed file has at most 2^32 chunks.')
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(chunk, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
