// Pixels to image files. sharp works off the main thread, in libuv's pool.
import sharp, { type Sharp } from 'sharp'
import type { RgbImage } from '#shared/recognition/messages.ts'
import type { Image } from './image-store.ts'

// Recognition needs the cores and a read is not in a hurry; sharp's cache is for files that come again.
sharp.concurrency(1)
sharp.cache(false)

/** The very pixels that were read, without loss. The same pixels give the same bytes. */
export async function encodeCrop(crop: RgbImage): Promise<Image> {
  return { bytes: await fromPixels(crop).png({ compressionLevel: 6 }).toBuffer(), mime: 'image/png' }
}

/** The frame around the plate, for a person to look at. */
export async function encodeContext(context: RgbImage): Promise<Image> {
  return { bytes: await fromPixels(context).jpeg({ quality: 80 }).toBuffer(), mime: 'image/jpeg' }
}

function fromPixels({ width, height, data }: RgbImage): Sharp {
  return sharp(new Uint8Array(data), { raw: { width, height, channels: 3 } })
}
