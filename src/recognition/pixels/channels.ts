// A camera's pixel layout seen as colour channels: every layout is one to three strided grids of bytes,
// so the rest of the pixel code knows only this one form.
import type { Pixels, Plane } from '#shared/recognition/pixels.ts'

/** One colour channel: byte (x, y) lies at `offset + y * rowStride + x * step`. */
export type Channel = {
  readonly offset: number
  readonly rowStride: number
  readonly step: number
  readonly width: number
  readonly height: number
}

/** Channels in the order Y U V, R G B, or grey alone; chroma may be smaller than the frame. */
export type Channels = {
  readonly colour: 'yuv' | 'rgb' | 'gray'
  readonly isFullRange: boolean
  readonly width: number
  readonly height: number
  readonly channels: readonly Channel[]
}

/** Larger than any camera the product knows; keeps a damaged header from asking for gigabytes. */
const LARGEST_SIDE = 8192

/**
 * Describes the frame's bytes as channels. Throws an Error that says what is wrong when the geometry
 * does not fit the buffer.
 */
export function channelsOf(pixels: Pixels): Channels {
  const { width, height, layout } = pixels
  for (const [name, side] of [
    ['width', width],
    ['height', height],
  ] as const) {
    if (!Number.isInteger(side) || side < 1 || side > LARGEST_SIDE) {
      throw new Error(`Frame ${name} ${side} is not between 1 and ${LARGEST_SIDE} pixels.`)
    }
  }
  const halfWidth = (width + 1) >> 1
  const halfHeight = (height + 1) >> 1
  const frame = { width, height, isFullRange: pixels.isFullRange }
  const planar = (chromaWidth: number, chromaHeight: number): Channels => {
    const y = checkedPlane(pixels, 0, 3, width, height)
    const u = checkedPlane(pixels, 1, 3, chromaWidth, chromaHeight)
    const v = checkedPlane(pixels, 2, 3, chromaWidth, chromaHeight)
    return {
      ...frame,
      colour: 'yuv',
      channels: [
        channel(y, 0, 1, width, height),
        channel(u, 0, 1, chromaWidth, chromaHeight),
        channel(v, 0, 1, chromaWidth, chromaHeight),
      ],
    }
  }
  switch (layout) {
    case 'yuv420p':
      return planar(halfWidth, halfHeight)
    case 'yuv422p':
      return planar(halfWidth, height)
    case 'yuv444p':
      return planar(width, height)
    case 'nv12': {
      const y = checkedPlane(pixels, 0, 2, width, height)
      const uv = checkedPlane(pixels, 1, 2, 2 * halfWidth, halfHeight)
      return {
        ...frame,
        colour: 'yuv',
        channels: [
          channel(y, 0, 1, width, height),
          channel(uv, 0, 2, halfWidth, halfHeight),
          channel(uv, 1, 2, halfWidth, halfHeight),
        ],
      }
    }
    case 'yuyv': {
      const packed = checkedPlane(pixels, 0, 1, 4 * halfWidth, height)
      return {
        ...frame,
        colour: 'yuv',
        channels: [
          channel(packed, 0, 2, width, height),
          channel(packed, 1, 4, halfWidth, height),
          channel(packed, 3, 4, halfWidth, height),
        ],
      }
    }
    case 'rgb24':
    case 'bgr24': {
      const packed = checkedPlane(pixels, 0, 1, 3 * width, height)
      const order = layout === 'rgb24' ? [0, 1, 2] : [2, 1, 0]
      return {
        ...frame,
        colour: 'rgb',
        channels: order.map((byte) => channel(packed, byte, 3, width, height)),
      }
    }
    case 'gray': {
      const grey = checkedPlane(pixels, 0, 1, width, height)
      return { ...frame, colour: 'gray', channels: [channel(grey, 0, 1, width, height)] }
    }
    default:
      layout satisfies never
      throw new Error(`Pixel layout ${JSON.stringify(layout)} is not known.`)
  }
}

/** The plane of that index, when all its rows lie within the buffer. */
function checkedPlane(
  { layout, width, height, planes, data }: Pixels,
  index: number,
  count: number,
  rowBytes: number,
  rows: number,
): Plane {
  const what = `${layout} frame of ${width}x${height}`
  const plane = planes[index]
  if (plane === undefined || planes.length !== count) {
    throw new Error(`A ${what} has ${count} planes, ${planes.length} were given.`)
  }
  const { offset, stride } = plane
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(stride) || stride < rowBytes) {
    throw new Error(
      `Plane ${index} of a ${what} needs rows of ${rowBytes} bytes, got offset ${offset}, stride ${stride}.`,
    )
  }
  const end = offset + stride * (rows - 1) + rowBytes
  if (end > data.byteLength) {
    throw new Error(
      `Plane ${index} of a ${what} ends at byte ${end}, the buffer has ${data.byteLength} bytes.`,
    )
  }
  return plane
}

function channel(plane: Plane, byte: number, step: number, width: number, height: number): Channel {
  return { offset: plane.offset + byte, rowStride: plane.stride, step, width, height }
}
