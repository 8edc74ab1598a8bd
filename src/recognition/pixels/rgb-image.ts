// Pictures as they leave the worker: RGB24 without padding.
import type { RgbImage } from '#shared/recognition/messages.ts'
import type { Channels } from './channels.ts'
import { planResample, resampleRaw, type RgbPlanes } from './resample.ts'
import { yuvToRgb24 } from './to-rgb.ts'

/** A context image is at most this wide: readable on screen, and a third of the size of 1920x1080. */
const LARGEST_CONTEXT_WIDTH = 1280

export function rgbImageOf({ width, height, data }: RgbPlanes): RgbImage {
  const size = width * height
  return { width, height, data: interleaved(data, size, size, 2 * size) }
}

/** The whole frame as a context image. */
export function contextImageOf(bytes: Uint8Array, channels: Channels): RgbImage {
  const width = Math.min(LARGEST_CONTEXT_WIDTH, channels.width)
  const height = Math.max(1, Math.round((channels.height * width) / channels.width))
  if (width === channels.width && isRgb24(channels)) return { width, height, data: rowsOf(bytes, channels) }
  const whole = { left: 0, top: 0, width: channels.width, height: channels.height }
  const size = width * height
  const planes = new Uint8ClampedArray(3 * size)
  resampleRaw(bytes, planResample(channels, whole, width, height), planes)
  if (channels.colour === 'yuv') {
    return { width, height, data: yuvToRgb24(planes, size, channels.isFullRange) }
  }
  const [green, blue] = channels.colour === 'gray' ? [0, 0] : [size, 2 * size]
  return { width, height, data: interleaved(planes, size, green, blue) }
}

/** Red, green and blue of a pixel side by side, as the image is to be. */
function isRgb24({ colour, channels: [red, green, blue] }: Channels): boolean {
  return (
    colour === 'rgb' && red?.step === 3 && green?.offset === red.offset + 1 && blue?.offset === red.offset + 2
  )
}

/** A frame that already is RGB24, without its padding: copied, since the worker gives its pictures away. */
function rowsOf(bytes: Uint8Array, { width, height, channels: [red] }: Channels): ArrayBuffer {
  const { offset = 0, rowStride = 3 * width } = red ?? {}
  const out = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) {
    const from = offset + y * rowStride
    out.set(bytes.subarray(from, from + 3 * width), 3 * width * y)
  }
  return out.buffer
}

function interleaved(data: Uint8ClampedArray, size: number, green: number, blue: number): ArrayBuffer {
  const out = new Uint8Array(3 * size)
  for (let i = 0; i < size; i++) {
    out[3 * i] = data[i] ?? 0
    out[3 * i + 1] = data[green + i] ?? 0
    out[3 * i + 2] = data[blue + i] ?? 0
  }
  return out.buffer
}
