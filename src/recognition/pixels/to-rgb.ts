// From the camera's colours to R'G'B': ITU-R BT.601 in 16-bit fixed point, and grey.

/** Factors times 65536. */
type Matrix = {
  readonly floor: number
  readonly y: number
  readonly rv: number
  readonly gu: number
  readonly gv: number
  readonly bu: number
}
/** JPEG's range (JFIF 1.02). */
const FULL: Matrix = { floor: 0, y: 65_536, rv: 91_881, gu: 22_554, gv: 46_802, bu: 116_130 }
/** Video's range: 16-235 for Y, 16-240 for U and V. */
const LIMITED: Matrix = { floor: 16, y: 76_309, rv: 104_597, gu: 25_675, gv: 53_279, bu: 132_201 }

/** Turns three planes Y, U, V of `size` bytes each into R, G, B in the same place. */
export function yuvToRgbInPlace(data: Uint8ClampedArray, size: number, isFullRange: boolean): void {
  const { floor, y: fy, rv, gu, gv, bu } = isFullRange ? FULL : LIMITED
  for (let i = 0; i < size; i++) {
    const luma = ((data[i] ?? 0) - floor) * fy + 0x8000
    const u = (data[size + i] ?? 0) - 128
    const v = (data[2 * size + i] ?? 0) - 128
    data[i] = (luma + v * rv) >> 16
    data[size + i] = (luma - u * gu - v * gv) >> 16
    data[2 * size + i] = (luma + u * bu) >> 16
  }
}

/** Three planes Y, U, V of `size` bytes each as RGB24. */
export function yuvToRgb24(data: Uint8ClampedArray, size: number, isFullRange: boolean): ArrayBuffer {
  const { floor, y: fy, rv, gu, gv, bu } = isFullRange ? FULL : LIMITED
  const out = new ArrayBuffer(3 * size)
  const rgb = new Uint8ClampedArray(out)
  for (let i = 0; i < size; i++) {
    const luma = ((data[i] ?? 0) - floor) * fy + 0x8000
    const u = (data[size + i] ?? 0) - 128
    const v = (data[2 * size + i] ?? 0) - 128
    rgb[3 * i] = (luma + v * rv) >> 16
    rgb[3 * i + 1] = (luma - u * gu - v * gv) >> 16
    rgb[3 * i + 2] = (luma + u * bu) >> 16
  }
  return out
}

/** Repeats a grey plane of `size` bytes as G and B. */
export function greyToRgbInPlace(data: Uint8ClampedArray, size: number): void {
  data.copyWithin(size, 0, size)
  data.copyWithin(2 * size, 0, size)
}

/** Pixel / 127.5 - 1 for every value the matrix can give, clamped: index = value + 512. */
const NORMALISED = Float32Array.from(
  { length: 2048 },
  (_, index) => Math.min(255, Math.max(0, index - 512)) / 127.5 - 1,
)
const NORMALISED_ZERO = 512 << 16

/**
 * One row of Y, U, V as network input R, G, B, without a stop at bytes in between: clamping and
 * normalising are one look-up. `planeStep` is the distance of the planes in `data`, `inputStep` in
 * `input`.
 */
export function yuvRowToInput(
  data: Uint8ClampedArray,
  at: number,
  planeStep: number,
  isFullRange: boolean,
  input: Float32Array,
  to: number,
  inputStep: number,
  count: number,
): void {
  const { floor, y: fy, rv, gu, gv, bu } = isFullRange ? FULL : LIMITED
  for (let i = 0; i < count; i++) {
    const luma = ((data[at + i] ?? 0) - floor) * fy + 0x8000 + NORMALISED_ZERO
    const u = (data[at + planeStep + i] ?? 0) - 128
    const v = (data[at + 2 * planeStep + i] ?? 0) - 128
    input[to + i] = NORMALISED[(luma + v * rv) >> 16] ?? 0
    input[to + inputStep + i] = NORMALISED[(luma - u * gu - v * gv) >> 16] ?? 0
    input[to + 2 * inputStep + i] = NORMALISED[(luma + u * bu) >> 16] ?? 0
  }
}

/** Bytes of one plane as network input: pixel / 127.5 - 1. */
export function bytesToInput(
  data: Uint8ClampedArray,
  at: number,
  input: Float32Array,
  to: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) input[to + i] = (data[at + i] ?? 0) * (1 / 127.5) - 1
}
