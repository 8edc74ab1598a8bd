// A camera's pixel layout seen as colour channels: every layout is one to three strided grids of bytes,
// so the rest of the pixel code knows only this one form.
import type { Pixels } from '#shared/recognition/pixels.ts'

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
  // Rows of bytes each plane must hold: [bytes a row, rows].
  const full = [width, height] as const
  const yuv = (chromaWidth: number, chromaHeight: number): Channels => {
    const [y, u, v] = planesOf(pixels, [full, [chromaWidth, chromaHeight], [chromaWidth, chromaHeight]])
    return {
      colour: 'yuv',
      isFullRange: pixels.isFullRange,
      width,
      height,
      channels: [
        channel(y, 0, 1, width, height),
        channel(u, 0, 1, chromaWidth, chromaHeight),
        channel(v, 0, 1, chromaWidth, chromaHeight),
      ],
    }
  }
  switch (layout) {
    case 'yuv420p':
      return yuv(halfWidth, halfHeight)
    case 'yuv422p':
      return yuv(halfWidth, height)
    case 'yuv444p':
      return yuv(width, height)
    case 'nv12': {
      const [y, uv] = planesOf(pixels, [full, [2 * halfWidth, halfHeight]])
      return {
        colour: 'yuv',
        isFullRange: pixels.isFullRange,
        width,
        height,
        channels: [
          channel(y, 0, 1, width, height),
          channel(uv, 0, 2, halfWidth, halfHeight),
          channel(uv, 1, 2, halfWidth, halfHeight),
        ],
      }
    }
    case 'yuyv': {
      const [packed] = planesOf(pixels, [[4 * halfWidth, height]])
      return {
        colour: 'yuv',
        isFullRange: pixels.isFullRange,
        width,
        height,
        channels: [
          channel(packed, 0, 2, width, height),
          channel(packed, 1, 4, halfWidth, height),
          channel(packed, 3, 4, halfWidth, height),
        ],
      }
    }
    case 'rgb24':
    case 'bgr24': {
      const [packed] = planesOf(pixels, [[3 * width, height]])
      const order = layout === 'rgb24' ? [0, 1, 2] : [2, 1, 0]
      return {
        colour: 'rgb',
        isFullRange: true,
        width,
        height,
        channels: order.map((byte) => channel(packed, byte, 3, width, height)),
      }
    }
    case 'gray': {
      const [grey] = planesOf(pixels, [full])
      return {
        colour: 'gray',
        isFullRange: true,
        width,
        height,
        channels: [channel(grey, 0, 1, width, height)],
      }
    }
    default:
      throw new Error(`Pixel layout "${String(layout satisfies never)}" is not known.`)
  }
}

type CheckedPlane = { readonly offset: number; readonly stride: number }

function planesOf<Sizes extends readonly (readonly [number, number])[]>(
  pixels: Pixels,
  sizes: readonly [...Sizes],
): { [Index in keyof Sizes]: CheckedPlane } {
  const { layout, width, height, planes, data } = pixels
  const what = `${layout} frame of ${width}x${height}`
  if (planes.length !== sizes.length) {
    throw new Error(`A ${what} has ${sizes.length} planes, ${planes.length} were given.`)
  }
  return sizes.map(([rowBytes, rows], index) => {
    const plane = planes[index]
    if (plane === undefined) throw new Error(`Plane ${index} of a ${what} is missing.`)
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
    return { offset, stride }
  }) as { [Index in keyof Sizes]: CheckedPlane }
}

function channel(plane: CheckedPlane, byte: number, step: number, width: number, height: number): Channel {
  return { offset: plane.offset + byte, rowStride: plane.stride, step, width, height }
}
