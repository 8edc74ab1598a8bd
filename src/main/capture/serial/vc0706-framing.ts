// The VC0706 family's bytes, without any port: commands out, replies found among whatever was heard.
// Command: 56 serial code length data. Reply: 76 serial code status length data. A block of the picture
// comes between two equal five-byte replies. Source: VC0706 protocol manual and the LinkSprite LS-Y201
// user manual, which agree on everything used here.

/** Commands of the protocol by their codes. */
export const COMMAND = {
  version: 0x11,
  setPort: 0x24,
  reset: 0x26,
  readData: 0x30,
  writeData: 0x31,
  readPicture: 0x32,
  pictureLength: 0x34,
  frameControl: 0x36,
  motionNotices: 0x37,
} as const

/** Arguments of `frameControl`: freeze the picture being taken, or let the stream run again. */
export const FRAME = { freeze: 0, resume: 3 } as const

/** Baud rates and the two bytes that `setPort` wants for them. */
export const BAUD_BYTES: ReadonlyMap<number, readonly [number, number]> = new Map([
  [9600, [0xae, 0xc8]],
  [19_200, [0x56, 0xe4]],
  [38_400, [0x2a, 0xf2]],
  [57_600, [0x1c, 0x4c]],
  [115_200, [0x0d, 0xa6]],
])

/** Picture sizes and the byte that stands for them. */
export const RESOLUTION_BYTE = { '640x480': 0x00, '320x240': 0x11, '160x120': 0x22 } as const

/** What the camera sends, in clear text, when it has started. */
const BOOT_TEXT = Buffer.from('Init end')

const COMMAND_SIGN = 0x56
const REPLY_SIGN = 0x76
const SERIAL = 0x00
const HEADER_BYTES = 5

/** A camera's answer. Status 0 is success; 1 to 5 say what was wrong with the command. */
export type Reply =
  | { readonly kind: 'reply'; readonly status: number; readonly data: Uint8Array }
  | { readonly kind: 'restarted' }

/** Something found among the bytes heard; the bytes before `end` are done with. */
export type Found<T> = { readonly value: T; readonly end: number }

export function encodeCommand(code: number, data: readonly number[] = []): Uint8Array {
  return Uint8Array.from([COMMAND_SIGN, SERIAL, code, data.length, ...data])
}

/**
 * Asks for `length` bytes of the frozen picture from `offset`. Both must be multiples of 8. 0A: sent over
 * the serial port; 000A: 0.1 ms between the parts of the answer, as the manuals recommend.
 */
export function encodeReadPicture(offset: number, length: number): Uint8Array {
  return encodeCommand(COMMAND.readPicture, [
    0,
    0x0a,
    ...bigEndian32(offset),
    ...bigEndian32(length),
    0x00,
    0x0a,
  ])
}

/**
 * Finds the answer to `code` with `dataLength` bytes of data (undefined: any length) after whatever noise
 * came before it. A refusal (status not 0) is an answer too.
 */
export function findReply(
  heard: Uint8Array,
  code: number,
  dataLength: number | undefined,
): Found<Reply> | undefined {
  for (let start = 0; start + HEADER_BYTES <= heard.length; start++) {
    const header = headerAt(heard, start, code)
    if (header === undefined) continue
    const { status, length } = header
    if (status === 0 && dataLength !== undefined && length !== dataLength) continue
    const end = start + HEADER_BYTES + (status === 0 ? length : 0)
    if (end > heard.length) continue
    return { value: { kind: 'reply', status, data: copy(heard, start + HEADER_BYTES, end) }, end }
  }
  return findBootText(heard)
}

/**
 * Finds a block of exactly `length` picture bytes: only one that is closed by its second reply in just the
 * right place counts, so lost or added bytes never shift the picture.
 */
export function findBlock(heard: Uint8Array, length: number): Found<Reply> | undefined {
  for (let start = 0; start + HEADER_BYTES <= heard.length; start++) {
    const header = headerAt(heard, start, COMMAND.readPicture)
    if (header === undefined || header.length !== 0) continue
    if (header.status !== 0) {
      const end = start + HEADER_BYTES
      return { value: { kind: 'reply', status: header.status, data: new Uint8Array() }, end }
    }
    const dataEnd = start + HEADER_BYTES + length
    const closing = headerAt(heard, dataEnd, COMMAND.readPicture)
    if (closing?.status !== 0 || closing.length !== 0) continue
    const data = copy(heard, start + HEADER_BYTES, dataEnd)
    return { value: { kind: 'reply', status: 0, data }, end: dataEnd + HEADER_BYTES }
  }
  return findBootText(heard)
}

/** Finds the camera's word that it has (re)started: everything it was told is forgotten. */
export function findBootText(heard: Uint8Array): Found<Reply> | undefined {
  const at = Buffer.from(heard.buffer, heard.byteOffset, heard.byteLength).indexOf(BOOT_TEXT)
  return at === -1 ? undefined : { value: { kind: 'restarted' }, end: at + BOOT_TEXT.length }
}

/** The 32-bit number of a `pictureLength` answer. */
export function readBigEndian32(data: Uint8Array): number {
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0)
}

/**
 * The JPEG among the bytes read, from its first marker to its last; undefined when either is missing. Reads
 * go by multiples of 8, so a few bytes of an older picture may follow the end.
 */
export function trimJpeg(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  for (let end = bytes.length; end >= 4; end--) {
    if (bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9) return bytes.subarray(0, end)
  }
  return undefined
}

function headerAt(heard: Uint8Array, start: number, code: number) {
  const status = heard[start + 3]
  const length = heard[start + 4]
  if (status === undefined || length === undefined || status > 5) return undefined
  if (heard[start] !== REPLY_SIGN || heard[start + 1] !== SERIAL || heard[start + 2] !== code)
    return undefined
  return { status, length }
}

/** `slice` of a Buffer would be a view of it. */
function copy(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end))
}

function bigEndian32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)
}
