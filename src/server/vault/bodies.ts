// Bodies of records as they lie in the database: the car's own text, packed and then sealed.
import { hash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { MOST_BODY_BYTES } from '#shared/transfer/wire.ts'
import { BODY_WORDS } from './body-words.ts'
import type { Vault } from './open-vault.ts'

/** What a body belongs to. */
export type BodyKind = 'read' | 'hit' | 'entered' | 'canvass'

/** The columns of a row that its body is bound to. */
export type BodyRow = {
  readonly car_id: string
  readonly day: number
  readonly id: string
  readonly sha256: string
  readonly body: Uint8Array
}

const KEY_CLASS = { read: 'reads', hit: 'hits', entered: 'other', canvass: 'other' } as const

const WORDS = Buffer.from(BODY_WORDS)
/**
 * Measured with reads of 3.9 kB on a busy machine: 973 bytes in 46 us; with zstd's own sizes 974 bytes in 66 us; deflate
 * with the same words 930 bytes in 80 us, without them a third more. A body is small, so the tables are kept small.
 */
const PACKING = {
  dictionary: WORDS,
  chunkSize: 4096,
  params: {
    [constants.ZSTD_c_compressionLevel]: 1,
    [constants.ZSTD_c_windowLog]: 13,
    [constants.ZSTD_c_hashLog]: 12,
    // The seal says whether it is whole.
    [constants.ZSTD_c_checksumFlag]: 0,
  },
}
/** The largest body a car may send, each character of three bytes; anything larger was not made here. */
const MOST_BYTES = 3 * MOST_BODY_BYTES

/** By which a record is sealed, by its day and kept alike: it cannot be put in another's place. */
export const recordContext = (
  kind: BodyKind,
  { car_id, day, id }: Pick<BodyRow, 'car_id' | 'day' | 'id'>,
): string => `${kind}/${car_id}/${day}/${id}`

/** The `body` of a record's row. */
export function sealBody(
  vault: Vault,
  kind: BodyKind,
  row: Pick<BodyRow, 'car_id' | 'day' | 'id'>,
  text: string,
): Uint8Array {
  return vault.seal(KEY_CLASS[kind], row.day, zstdCompressSync(text, PACKING), recordContext(kind, row))
}

/** The car's text of a row, of its day or kept. Throws where its key is gone or it is not what the car sent. */
export function openBody(vault: Vault, kind: BodyKind, row: BodyRow): string {
  const packed = vault.open(row.body, recordContext(kind, row))
  const text = zstdDecompressSync(packed, { dictionary: WORDS, maxOutputLength: MOST_BYTES }).toString()
  if (hash('sha256', text) !== row.sha256) throw new Error('A record is not what the car sent.')
  return text
}

/** The `body` of the same row sealed with a key of its own (recordContext), so that it outlives its day's key. */
export function keepBody(vault: Vault, kind: BodyKind, row: BodyRow): Uint8Array {
  const context = recordContext(kind, row)
  return vault.sealKept(context, vault.open(row.body, context))
}
