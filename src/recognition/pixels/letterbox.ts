// The detector's input: the whole frame, reduced to fit, at the top left of a grey canvas.
import type { Channels } from './channels.ts'
import { planResample, resampleRaw } from './resample.ts'
import { bytesToInput, yuvRowToInput } from './to-rgb.ts'

/** Sides the detector accepts are multiples of this: its deepest features have stride 32. */
const STEP = 32
/** What one look may cost, in pixels: 1920x1080 at half its size. */
const BUDGET = 960 * 544
/** Brightness of what the frame does not cover, as the detector was trained. */
const PADDING = 114
/** Input size for a frame, and the size the frame takes within it. */
export type LetterboxFit = {
  readonly inputWidth: number
  readonly inputHeight: number
  readonly width: number
  readonly height: number
  /** Input pixels per frame pixel. */
  readonly scale: number
}

/**
 * The frame reduced by the smallest whole number that fits the budget: 1920x1080 and 1280x720 are halved, 960x540 and
 * smaller are taken as they are. Whole numbers, since means of blocks are several times faster than any other ratio.
 */
export function fitLetterbox(frameWidth: number, frameHeight: number): LetterboxFit {
  let by = 1
  while (Math.ceil(frameWidth / by) * Math.ceil(frameHeight / by) > BUDGET) by++
  return fitAt(frameWidth, frameHeight, 1 / by)
}

/**
 * The frame as large as the budget allows, for a second look; undefined where that shows little more than
 * `fitLetterbox` does. 1280x720 is shown at three quarters instead of half its size.
 */
export function fitCloser(frameWidth: number, frameHeight: number): LetterboxFit | undefined {
  const largest = Math.min(1, Math.sqrt(BUDGET / (frameWidth * frameHeight)))
  const scale = (Math.floor((frameWidth * largest) / STEP) * STEP) / frameWidth
  const isWorthIt = scale > 1.2 * fitLetterbox(frameWidth, frameHeight).scale
  return isWorthIt ? fitAt(frameWidth, frameHeight, scale) : undefined
}

function fitAt(frameWidth: number, frameHeight: number, scale: number): LetterboxFit {
  const width = Math.max(1, Math.floor(frameWidth * scale + 0.5))
  const height = Math.max(1, Math.floor(frameHeight * scale + 0.5))
  return { inputWidth: roundUp(width), inputHeight: roundUp(height), width, height, scale }
}

const roundUp = (side: number): number => Math.ceil(side / STEP) * STEP

/** Makes the detector's input from frames of one geometry; buffers and tables are reused. */
export type Letterbox = {
  readonly fit: LetterboxFit
  /** Planes R, G, B of the input, pixel / 127.5 - 1. Overwritten by the next `sample`. */
  readonly input: Float32Array
  sample(bytes: Uint8Array): void
}

export function createLetterbox(
  channels: Channels,
  fit: LetterboxFit = fitLetterbox(channels.width, channels.height),
): Letterbox {
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
