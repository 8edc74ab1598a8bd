// Writes an RGB picture in every pixel layout a camera may deliver, by the book (BT.601, chroma averaged),
// one pixel at a time: what the recogniser's own fast sampling is compared with.
import type { PixelLayout, Pixels, Plane } from '#shared/recognition/pixels.ts'

export type RgbPicture = { readonly width: number; readonly height: number; readonly rgb: Uint8Array }

export const ALL_LAYOUTS: readonly PixelLayout[] = [
  'yuv420p',
  'yuv422p',
  'yuv444p',
  'nv12',
  'yuyv',
  'rgb24',
  'bgr24',
  'gray',
]

/** The picture in one layout. Rows are padded by `padding` bytes, as capture cards do. */
export function pixelsIn(
  picture: RgbPicture,
  layout: PixelLayout,
  isFullRange: boolean,
  padding = 0,
): Pixels {
  const { width, height } = picture
  const halfWidth = (width + 1) >> 1
  const halfHeight = (height + 1) >> 1
  const [luma, u, v] = yuvOf(picture, isFullRange)
  const whole = (at: Sampler): Bytes => bytesOf(width, height, at)
  const sub = (at: Sampler, across: number, down: number): Bytes =>
    bytesOf(across === 2 ? halfWidth : width, down === 2 ? halfHeight : height, (x, y) =>
      Math.round(meanOf(at, width, height, x * across, y * down, across, down)),
    )
  const rgbAt =
    (channel: number): Sampler =>
    (x, y) =>
      picture.rgb[3 * (y * width + x) + channel] ?? 0
  const packed = (order: readonly number[]): Bytes =>
    bytesOf(3 * width, height, (x, y) => rgbAt(order[x % 3] ?? 0)(Math.floor(x / 3), y))
  const planesOf: Record<PixelLayout, () => Bytes[]> = {
    yuv444p: () => [whole(luma), whole(u), whole(v)],
    yuv422p: () => [whole(luma), sub(u, 2, 1), sub(v, 2, 1)],
    yuv420p: () => [whole(luma), sub(u, 2, 2), sub(v, 2, 2)],
    nv12: () => [whole(luma), interleaved([sub(u, 2, 2), sub(v, 2, 2)])],
    yuyv: () => [yuyvOf(whole(luma), sub(u, 2, 1), sub(v, 2, 1))],
    rgb24: () => [packed([0, 1, 2])],
    bgr24: () => [packed([2, 1, 0])],
    gray: () => [whole((x, y) => 0.299 * rgbAt(0)(x, y) + 0.587 * rgbAt(1)(x, y) + 0.114 * rgbAt(2)(x, y))],
  }
  return { layout, isFullRange, width, height, ...joined(planesOf[layout](), padding) }
}

type Sampler = (x: number, y: number) => number
type Bytes = { readonly width: number; readonly height: number; readonly data: Uint8Array }

function yuvOf({ width, rgb }: RgbPicture, isFullRange: boolean): readonly [Sampler, Sampler, Sampler] {
  const [scaleY, floorY, scaleC] = isFullRange ? [1, 0, 1] : [219 / 255, 16, 224 / 255]
  const at = (x: number, y: number) => {
    const index = 3 * (y * width + x)
    const [r, g, b] = [rgb[index] ?? 0, rgb[index + 1] ?? 0, rgb[index + 2] ?? 0]
    const luma = 0.299 * r + 0.587 * g + 0.114 * b
    return { luma, u: (b - luma) / 1.772, v: (r - luma) / 1.402 }
  }
  return [
    (x, y) => at(x, y).luma * scaleY + floorY,
    (x, y) => at(x, y).u * scaleC + 128,
    (x, y) => at(x, y).v * scaleC + 128,
  ]
}

function bytesOf(width: number, height: number, at: Sampler): Bytes {
  const data = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = at(x, y)
  return { width, height, data: new Uint8Array(data.buffer) }
}

function meanOf(
  at: Sampler,
  width: number,
  height: number,
  left: number,
  top: number,
  across: number,
  down: number,
): number {
  let sum = 0
  let count = 0
  for (let y = top; y < Math.min(top + down, height); y++) {
    for (let x = left; x < Math.min(left + across, width); x++, count++) sum += at(x, y)
  }
  return sum / count
}

function interleaved([a, b]: readonly [Bytes, Bytes]): Bytes {
  return bytesOf(2 * a.width, a.height, (x, y) => {
    const { width, data } = x % 2 === 0 ? a : b
    return data[y * width + (x >> 1)] ?? 0
  })
}

function yuyvOf(luma: Bytes, u: Bytes, v: Bytes): Bytes {
  return bytesOf(4 * u.width, luma.height, (x, y) => {
    if (x % 4 === 1) return u.data[y * u.width + (x >> 2)] ?? 0
    if (x % 4 === 3) return v.data[y * v.width + (x >> 2)] ?? 0
    return luma.data[y * luma.width + Math.min(x >> 1, luma.width - 1)] ?? 0
  })
}

function joined(all: readonly Bytes[], padding: number): { planes: Plane[]; data: ArrayBuffer } {
  const size = all.reduce((sum, plane) => sum + (plane.width + padding) * plane.height, 0)
  const data = new ArrayBuffer(size)
  const bytes = new Uint8Array(data)
  const planes: Plane[] = []
  let offset = 0
  for (const plane of all) {
    const stride = plane.width + padding
    for (let y = 0; y < plane.height; y++) {
      bytes.set(plane.data.subarray(y * plane.width, (y + 1) * plane.width), offset + y * stride)
    }
    planes.push({ offset, stride })
    offset += stride * plane.height
  }
  return { planes, data }
}
