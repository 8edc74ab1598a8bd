import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { RgbImage } from '#shared/recognition/messages.ts'
import { encodeContext, encodeCrop } from './encode-image.ts'

/** Every pixel another colour, so that a lost or swapped one shows. */
function paint(width: number, height: number): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 7919) % 251)
  return { width, height, data: data.buffer }
}

test('a crop holds the very pixels that were read, and the same pixels give the same bytes', async () => {
  const crop = paint(140, 70)
  const { bytes, mime } = await encodeCrop(crop)
  expect(mime).toBe('image/png')
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height, info.channels]).toEqual([140, 70, 3])
  expect(Buffer.from(crop.data).equals(data)).toBe(true)
  expect((await encodeCrop(crop)).bytes).toEqual(bytes)
})

test('a context image is a JPEG of the frame in its own size', async () => {
  const { bytes, mime } = await encodeContext(paint(320, 180))
  expect(mime).toBe('image/jpeg')
  const { format, width, height } = await sharp(bytes).metadata()
  expect({ format, width, height }).toEqual({ format: 'jpeg', width: 320, height: 180 })
})

test('pixels that do not fill their width and height are refused', async () => {
  await expect(encodeCrop({ width: 140, height: 70, data: new ArrayBuffer(100) })).rejects.toThrow(
    /memory area too small/,
  )
})
