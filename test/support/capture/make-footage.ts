// Footage for tests: made on the spot by Debian's ffmpeg and by sharp, nothing is kept.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import sharp from 'sharp'

const run = promisify(execFile)

/** A moving test picture of so many frames; the ending of the path decides the container. */
export async function makeVideo(
  path: string,
  options: { readonly frames: number; readonly rate: number; readonly size?: string },
): Promise<void> {
  const { frames, rate, size = '320x240' } = options
  const input = `testsrc2=size=${size}:rate=${rate}`
  // Two B-frames: pictures are not stored in the order they are shown.
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-pix_fmt', 'yuv420p']
  await run('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    input,
    '-frames:v',
    String(frames),
    ...codec,
    path,
  ])
}

/**
 * A picture whose left half is red and right half blue, as a sensor sees it before `orientation` turns it.
 * The ending of the path decides the format.
 */
export async function makePicture(
  path: string,
  options: {
    readonly width: number
    readonly height: number
    readonly takenAt?: string
    readonly orientation?: number
  },
): Promise<void> {
  const { width, height, takenAt, orientation } = options
  const left = await sharp({ create: { width: width >> 1, height, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const drawn = await sharp({ create: { width, height, channels: 3, background: 'blue' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .png()
    .toBuffer()
  if (path.endsWith('.bmp')) {
    const png = `${path}.png`
    await sharp(drawn).toFile(png)
    await run('ffmpeg', ['-v', 'error', '-i', png, '-frames:v', '1', path])
    return
  }
  const picture = sharp(drawn)
  if (takenAt !== undefined) picture.withExif({ IFD2: { DateTimeOriginal: takenAt } })
  if (orientation !== undefined) picture.withMetadata({ orientation })
  await picture.toFile(path)
}
