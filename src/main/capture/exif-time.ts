// When a picture was taken, from its EXIF block (Exif 2.32: TIFF with a little or big endian header).

const EXIF_IFD = 0x8769
const DATE_TIME_ORIGINAL = 0x9003
const SUB_SECONDS_ORIGINAL = 0x9291

/**
 * DateTimeOriginal in ms; undefined where the picture does not say or the block is damaged. EXIF time has
 * no zone, so the result is for comparing pictures of one camera, not an instant.
 */
export function exifTime(exif: Uint8Array): number | undefined {
  try {
    return readTime(exif)
  } catch (error) {
    // DataView's own bounds check is the check of the block.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function readTime(exif: Uint8Array): number | undefined {
  const hasPrefix = latin1(exif.subarray(0, 4)) === 'Exif'
  const tiff = exif.subarray(hasPrefix ? 6 : 0)
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const isLittle = view.getUint16(0) === 0x4949

  /** Tag -> offset of its value or, where the value is longer than four bytes, of the value's place. */
  function entries(offset: number): Map<number, number> {
    const found = new Map<number, number>()
    const count = view.getUint16(offset, isLittle)
    for (let index = 0; index < count; index += 1) {
      const entry = offset + 2 + 12 * index
      found.set(view.getUint16(entry, isLittle), entry)
    }
    return found
  }

  function text(entry: number): string {
    const length = view.getUint32(entry + 4, isLittle)
    const start = length > 4 ? view.getUint32(entry + 8, isLittle) : entry + 8
    if (start + length > tiff.length) throw new RangeError('value outside of the block')
    return latin1(tiff.subarray(start, start + length))
  }

  const pointer = entries(view.getUint32(4, isLittle)).get(EXIF_IFD)
  if (pointer === undefined) return undefined
  const tags = entries(view.getUint32(pointer + 8, isLittle))
  const taken = tags.get(DATE_TIME_ORIGINAL)
  if (taken === undefined) return undefined
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text(taken))?.slice(1).map(Number)
  if (parts === undefined) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  const fraction = tags.get(SUB_SECONDS_ORIGINAL)
  const digits = fraction === undefined ? '' : (/^\d+/.exec(text(fraction))?.[0] ?? '')
  return Date.UTC(year, month - 1, day, hour, minute, second) + Number(`0.${digits || '0'}`) * 1000
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
