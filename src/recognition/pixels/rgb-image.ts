// Pictures as they leave the worker: RGB24 without padding.
import type { RgbImage } from '#shared/recognition/messages.ts'
import type { Channels } from './channels.ts'
import { planResample, resample, type RgbPlanes } from './resample.ts'

/** A context image is at most this wide: readable on screen, and a third of the size of 1920x1080. */
const LARGEST_CONTEXT_WIDTH = 1280

export function rgbImageOf(planes: RgbPlanes): RgbImage {
  const { width, height, data } = planes
  const size = width * height
  const out = new Uint8Array(3 * size)
  for (let i = 0, to = 0; i < size; i++) {
    out[to++] = data[i] as number
    out[to++] = data[size + i] as number
    out[to++] = data[2 * size + i] as number
  }
  return { width, height, data: out.buffer }
}

/** The whole frame as a context image. */
export function contextImageOf(bytes: Uint8Array, channels: Channels): RgbImage {
  const width = Math.min(LARGEST_CONTEXT_WIDTH, channels.width)
  const height = Math.max(1, Math.round((channels.height * width) / channels.width))
  const whole = { left: 0, top: 0, width: channels.width, height: channels.height }
  return rgbImageOf(resample(bytes, planResample(channels, whole, width, height)))
}
