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

function interleaved(data: Uint8ClampedArray, size: number, green: number, blue: number): ArrayBuffer {
  const out = new Uint8Array(3 * size)
  for (let i = 0; i < size; i++) {
    out[3 * i] = data[i] ?? 0
    out[3 * i + 1] = data[green + i] ?? 0
    out[3 * i + 2] = data[blue + i] ?? 0
  }
  return out.buffer
}
