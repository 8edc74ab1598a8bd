// Reads any rectangle of a frame at any size straight from the camera's own layout. Everything that
// looks at pixels goes through here: the detector's input, the crops and the context image.
import { axisTable, type Axis } from './axis.ts'
import { meanOfBlocks } from './block-mean.ts'
import type { Channel, Channels } from './channels.ts'
import { greyToRgbInPlace, yuvToRgbInPlace } from './to-rgb.ts'

/** A rectangle in frame pixels; may be fractional, and may reach outside, where the edge repeats. */
export type Box = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** An RGB picture as three planes, R then G then B. */
export type RgbPlanes = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

/** The tables for one rectangle of one frame geometry; made once where the geometry repeats. */
export type ResamplePlan = {
  readonly channels: Channels
  readonly width: number
  readonly height: number
  readonly axes: readonly { readonly x: Axis; readonly y: Axis }[]
}

export function planResample(channels: Channels, box: Box, width: number, height: number): ResamplePlan {
  const axes = channels.channels.map((channel) => {
    const across = channel.width / channels.width
    const down = channel.height / channels.height
    return {
      x: axisTable(channel.width, box.left * across, box.width * across, width),
      y: axisTable(channel.height, box.top * down, box.height * down, height),
    }
  })
  return { channels, width, height, axes }
}

/** Runs a plan over a frame's bytes and gives RGB. */
export function resample(bytes: Uint8Array, plan: ResamplePlan): RgbPlanes {
  const { width, height, channels } = plan
  const size = width * height
  const data = new Uint8ClampedArray(3 * size)
  resampleRaw(bytes, plan, data)
  if (channels.colour === 'yuv') yuvToRgbInPlace(data, size, channels.isFullRange)
  if (channels.colour === 'gray') greyToRgbInPlace(data, size)
  return { width, height, data }
}

/** Runs a plan and leaves the planes in the camera's own colours: Y U V, R G B, or grey. */
export function resampleRaw(bytes: Uint8Array, plan: ResamplePlan, into: Uint8ClampedArray): void {
  const size = plan.width * plan.height
  for (const [index, channel] of plan.channels.channels.entries()) {
    const axes = plan.axes[index]
    if (axes === undefined) throw new Error('A resample plan has axes for each channel.')
    resampleChannel(bytes, channel, axes.x, axes.y, into, index * size)
  }
}

function resampleChannel(
  bytes: Uint8Array,
  channel: Channel,
  x: Axis,
  y: Axis,
  out: Uint8ClampedArray,
  outAt: number,
): void {
  const { offset, rowStride, step } = channel
  const width = x.starts.length
  const height = y.starts.length
  const left = x.starts[0] ?? 0
  const reach = (x.starts[width - 1] ?? 0) + x.taps - left
  const columns = new Int32Array(reach)
  for (let j = 0; j < height; j++) {
    const rowAt = offset + (y.starts[j] ?? 0) * rowStride + left * step
    const to = outAt + j * width
    if (x.blocks > 0 && x.blocks === y.blocks) {
      meanOfBlocks(bytes, rowAt, rowStride, step, x.blocks, out, to, width)
      continue
    }
    sumRows(bytes, rowAt, rowStride, step, y.weights, j * y.taps, y.taps, columns)
    mixColumns(columns, x, left, out, to)
  }
}

// Down first, then across: the rows are read in the order of memory. Each function holds one loop,
// which the runtime compiles far better than one large function.

/** Weighted sum of `taps` source rows, with 8 bits of fraction. */
function sumRows(
  bytes: Uint8Array,
  rowAt: number,
  rowStride: number,
  step: number,
  weights: Uint16Array,
  weightAt: number,
  taps: number,
  columns: Int32Array,
): void {
  const reach = columns.length
  const first = weights[weightAt] ?? 0
  const second = taps > 1 ? (weights[weightAt + 1] ?? 0) : 0
  let a = rowAt
  if (second === 0) {
    for (let i = 0; i < reach; i++, a += step) columns[i] = (bytes[a] ?? 0) * first
  } else {
    let b = rowAt + rowStride
    for (let i = 0; i < reach; i++, a += step, b += step) {
      columns[i] = (bytes[a] ?? 0) * first + (bytes[b] ?? 0) * second
    }
  }
  for (let k = 2; k < taps; k++) {
    addRow(bytes, rowAt + k * rowStride, step, weights[weightAt + k] ?? 0, columns)
  }
}

function addRow(bytes: Uint8Array, rowAt: number, step: number, weight: number, columns: Int32Array): void {
  let a = rowAt
  for (let i = 0; i < columns.length; i++, a += step) {
    columns[i] = (columns[i] ?? 0) + (bytes[a] ?? 0) * weight
  }
}

function mixColumns(
  columns: Int32Array,
  axis: Axis,
  left: number,
  out: Uint8ClampedArray,
  outAt: number,
): void {
  const { taps, starts, weights } = axis
  const width = starts.length
  if (taps === 1) {
    for (let i = 0; i < width; i++) {
      out[outAt + i] = ((columns[(starts[i] ?? 0) - left] ?? 0) + 0x80) >> 8
    }
  } else if (taps === 2) {
    for (let i = 0; i < width; i++) {
      const at = (starts[i] ?? 0) - left
      const sum =
        (columns[at] ?? 0) * (weights[2 * i] ?? 0) + (columns[at + 1] ?? 0) * (weights[2 * i + 1] ?? 0)
      out[outAt + i] = (sum + 0x8000) >> 16
    }
  } else {
    for (let i = 0; i < width; i++) {
      let at = (starts[i] ?? 0) - left
      let sum = 0x8000
      for (let k = i * taps; k < (i + 1) * taps; k++) {
        sum += (columns[at++] ?? 0) * (weights[k] ?? 0)
      }
      out[outAt + i] = sum >> 16
    }
  }
}
