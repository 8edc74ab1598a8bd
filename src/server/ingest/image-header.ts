// What a picture says of itself before anything decodes it: a few bytes can claim a picture that fills the memory.
import type { ImageMetadata } from '#shared/transfer/wire.ts'

const MOST_SIDE = 8192
const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
/** Chunks that unpack to text or profiles of any size; no camera's crop has them. */
const PACKED_CHUNKS = new Set(['zTXt', 'iTXt', 'iCCP'])

/** Why this is no picture that is taken; undefined: it is one. */
export function pictureFault(bytes: Uint8Array, mime: ImageMetadata['mime']): string | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const size = mime === 'image/png' ? pngSize(view) : jpegSize(view)
  if (size === undefined) return `it is not ${mime === 'image/png' ? 'a PNG' : 'a JPEG'} picture`
  const { width, height } = size
  if (width < 1 || height < 1) return 'it has no width or no height'
  if (width > MOST_SIDE || height > MOST_SIDE) {
    return `it says that it is ${width} by ${height} pixels; ${MOST_SIDE} by ${MOST_SIDE} are the most`
  }
  return undefined
}

type Size = { readonly width: number; readonly height: number }

/** Walks all chunks: they must fill the file, IHDR first and IEND last. */
function pngSize(bytes: Buffer): Size | undefined {
  if (!bytes.subarray(0, 8).equals(PNG)) return undefined
  let size: Size | undefined
  let hasPixels = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const next = at + 12 + length
    if (next > bytes.length || PACKED_CHUNKS.has(type)) return undefined
    if (size === undefined) {
      if (type !== 'IHDR' || length !== 13) return undefined
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    } else if (type === 'IHDR') return undefined
    hasPixels ||= type === 'IDAT'
    if (type === 'IEND') return next === bytes.length && hasPixels ? size : undefined
    at = next
  }
  return undefined
}

/** Markers that stand alone. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
/** Start of frame, but for the three numbers that mean something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** The segments up to the first scan; the file must end as a JPEG ends. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return undefined
  let size: Size | undefined
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff || isBare(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (marker === 0xda) return size
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return undefined
    if (isFrame(marker)) {
      if (length < 8 || size !== undefined) return undefined
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    at += 2 + length
  }
  return undefined
}
