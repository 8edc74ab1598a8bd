// A picture as the product decodes it, and close-ups made smaller to see what is left of them from afar.
import sharp from 'sharp'
import type { Frame, Pixels } from '#shared/recognition/pixels.ts'
import { readPicture } from '#main/capture/read-picture.ts'

// One thread, and nothing from before: each picture costs what it costs alone.
sharp.concurrency(1)
sharp.cache(false)

/** Where a picture does not say when it was taken: which serials are in use depends on the year. */
const UNDATED_MS = Date.UTC(2026, 0, 1)

/** Decodes a picture to RGB. Throws an Error that names the file where it cannot be decoded. */
export async function decodePicture(path: string): Promise<Frame> {
  try {
    const { pixels, takenMs } = await readPicture(path, new AbortController().signal)
    return { camera: 'picture', sequence: 0, capturedAt: takenMs ?? UNDATED_MS, pixels }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The picture ${path} cannot be decoded: ${reason}`, { cause: error })
  }
}

/** The RGB24 frame reduced to a width, as a plate farther away would look; never enlarged. */
export async function reducedTo(frame: Frame, width: number): Promise<Frame> {
  const { pixels } = frame
  if (pixels.width <= width) return frame
  const raw = { width: pixels.width, height: pixels.height, channels: 3 as const }
  const { data, info } = await sharp(new Uint8Array(pixels.data), { raw })
    .resize({ width, kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...frame, pixels: rgbPixels(info.width, info.height, data) }
}

function rgbPixels(width: number, height: number, data: Uint8Array): Pixels {
  const planes = [{ offset: 0, stride: 3 * width }]
  return { layout: 'rgb24', isFullRange: true, width, height, planes, data: new Uint8Array(data).buffer }
}
