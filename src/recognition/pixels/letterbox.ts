// The detector's input: the whole frame, reduced to fit, at the top left of a grey canvas.
import type { Channels } from './channels.ts'
import { planResample, resampleRaw } from './resample.ts'
import { bytesToInput, yuvRowToInput } from './to-rgb.ts'

/** Sides the detector accepts are multiples of this: its deepest features have stride 16, halved once. */
const STEP = 32
/** What one look may cost: 640x384, 0.66 GFLOP, about 11 ms on one core. */
const BUDGET = 640 * 384
/** Brightness of what the frame does not cover, as the detector was trained. */
const PADDING = 114
/** A small frame is enlarged at most this much: enlarging adds work but no detail. */
const LARGEST_SCALE = 1

/** Input size for a frame, and the size the frame takes within it. */
export type LetterboxFit = {
  readonly inputWidth: number
  readonly inputHeight: number
  readonly width: number
  readonly height: number
  /** Input pixels per frame pixel. */
  readonly scale: number
}

/** Chooses the input size that shows the frame largest within the budget. */
export function fitLetterbox(frameWidth: number, frameHeight: number): LetterboxFit {
  let best: LetterboxFit | undefined
  for (let inputWidth = STEP; inputWidth * STEP <= BUDGET; inputWidth += STEP) {
    const inputHeight = Math.floor(BUDGET / inputWidth / STEP) * STEP
    const scale = Math.min(inputWidth / frameWidth, inputHeight / frameHeight, LARGEST_SCALE)
    if (best !== undefined && scale <= best.scale) continue
    const width = Math.max(1, Math.round(frameWidth * scale))
    const height = Math.max(1, Math.round(frameHeight * scale))
    best = { inputWidth: roundUp(width), inputHeight: roundUp(height), width, height, scale }
  }
  if (best === undefined) throw new Error('The detector budget allows no input at all.')
  return best
}

const roundUp = (side: number): number => Math.ceil(side / STEP) * STEP

/** Makes the detector's input from frames of one geometry; buffers and tables are reused. */
export type Letterbox = {
  readonly fit: LetterboxFit
  /** Planes R, G, B of the input, pixel / 127.5 - 1. Overwritten by the next `sample`. */
  readonly input: Float32Array
  sample(bytes: Uint8Array): void
}

export function createLetterbox(channels: Channels): Letterbox {
  const fit = fitLetterbox(channels.width, channels.height)
  const { inputWidth, inputHeight, width, height } = fit
  const whole = { left: 0, top: 0, width: channels.width, height: channels.height }
  const plan = planResample(channels, whole, width, height)
  const size = width * height
  const planes = new Uint8ClampedArray(3 * size)
  const inputSize = inputWidth * inputHeight
  const input = new Float32Array(3 * inputSize).fill(PADDING / 127.5 - 1)
  const { colour, isFullRange } = channels
  return {
    fit,
    input,
    sample(bytes) {
      resampleRaw(bytes, plan, planes)
      for (let y = 0; y < height; y++) {
        const at = y * width
        const to = y * inputWidth
        if (colour === 'yuv') {
          yuvRowToInput(planes, at, size, isFullRange, input, to, inputSize, width)
        } else {
          for (let plane = 0; plane < 3; plane++) {
            const from = colour === 'gray' ? at : at + plane * size
            bytesToInput(planes, from, input, to + plane * inputSize, width)
          }
        }
      }
    },
  }
}
