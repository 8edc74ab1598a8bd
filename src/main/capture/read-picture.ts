// One picture file -> Pixels, upright, with the time its EXIF block gives.
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import sharp from 'sharp'
import type { Pixels } from '#shared/recognition/pixels.ts'
import { exifTime } from './exif-time.ts'
import { readVideo } from './read-video.ts'
import { packedPlanes, toPixels } from './to-pixels.ts'

/** What counts as a picture, by the end of the name. */
const PICTURE_ENDINGS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.bmp', '.tif', '.tiff'])

export function isPictureName(name: string): boolean {
  return PICTURE_ENDINGS.has(extname(name).toLowerCase())
}

type Picture = {
  readonly pixels: Pixels
  /** The camera's own clock, without a zone; undefined where the picture does not say. */
  readonly takenMs: number | undefined
}

/** Throws where the picture is damaged or cut off. */
export async function readPicture(path: string, signal: AbortSignal): Promise<Picture> {
  if (extname(path).toLowerCase() === '.bmp')
    return { pixels: await readBmp(path, signal), takenMs: undefined }
  const image = sharp(await readFile(path, { signal }), { failOn: 'error' })
  const { exif } = await image.metadata()
  const { data, info } = await image
    .autoOrient()
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const { planes, bytes } = packedPlanes('rgb24', width, height)
  if (data.length !== bytes) throw new Error(`a picture of ${width}x${height} should be ${bytes} bytes`)
  return {
    // sharp's buffer belongs to libvips and cannot be transferred.
    pixels: { layout: 'rgb24', isFullRange: true, width, height, planes, data: new Uint8Array(data).buffer },
    takenMs: exif === undefined ? undefined : exifTime(exif),
  }
}

/** libvips as sharp brings it does not know BMP; FFmpeg does. */
async function readBmp(path: string, signal: AbortSignal): Promise<Pixels> {
  const options = { protocol_whitelist: 'file' }
  const input = { url: `file:${path}`, format: 'bmp_pipe', options, isLive: false }
  for await (const { frame } of readVideo(input, signal)) return await toPixels(frame)
  throw new Error('there is no picture in it')
}
