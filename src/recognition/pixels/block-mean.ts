// The mean of N x N blocks: what the usual camera sizes come down to (1280 wide to 640 is N = 2, 1920 is
// N = 3), several times faster than the general tables.

/** One output row: `count` means of blocks of N x N samples, the first block at `rowAt`. */
export function meanOfBlocks(
  bytes: Uint8Array,
  rowAt: number,
  rowStride: number,
  step: number,
  size: number,
  out: Uint8ClampedArray,
  outAt: number,
  count: number,
): void {
  if (size === 1) copyRow(bytes, rowAt, step, out, outAt, count)
  else if (size === 2) meanOfTwo(bytes, rowAt, rowStride, step, out, outAt, count)
  else if (size === 3) meanOfThree(bytes, rowAt, rowStride, step, out, outAt, count)
  else meanOfMany(bytes, rowAt, rowStride, step, size, out, outAt, count)
}

function copyRow(
  bytes: Uint8Array,
  rowAt: number,
  step: number,
  out: Uint8ClampedArray,
  outAt: number,
  count: number,
): void {
  if (step === 1) {
    out.set(bytes.subarray(rowAt, rowAt + count), outAt)
    return
  }
  for (let i = 0, a = rowAt; i < count; i++, a += step) out[outAt + i] = bytes[a] ?? 0
}

function meanOfTwo(
  bytes: Uint8Array,
  rowAt: number,
  rowStride: number,
  step: number,
  out: Uint8ClampedArray,
  outAt: number,
  count: number,
): void {
  let a = rowAt
  let b = rowAt + rowStride
  for (let i = outAt; i < outAt + count; i++, a += 2 * step, b += 2 * step) {
    const sum = (bytes[a] ?? 0) + (bytes[a + step] ?? 0) + (bytes[b] ?? 0) + (bytes[b + step] ?? 0)
    out[i] = (sum + 2) >> 2
  }
}

function meanOfThree(
  bytes: Uint8Array,
  rowAt: number,
  rowStride: number,
  step: number,
  out: Uint8ClampedArray,
  outAt: number,
  count: number,
): void {
  const two = 2 * step
  let a = rowAt
  let b = a + rowStride
  let c = b + rowStride
  for (let i = outAt; i < outAt + count; i++) {
    const sum =
      (bytes[a] ?? 0) +
      (bytes[a + step] ?? 0) +
      (bytes[a + two] ?? 0) +
      (bytes[b] ?? 0) +
      (bytes[b + step] ?? 0) +
      (bytes[b + two] ?? 0) +
      (bytes[c] ?? 0) +
      (bytes[c + step] ?? 0) +
      (bytes[c + two] ?? 0)
    // 7282 / 65536 is a ninth.
    out[i] = (sum * 7282 + 0x8000) >> 16
    a += 3 * step
    b += 3 * step
    c += 3 * step
  }
}

function meanOfMany(
  bytes: Uint8Array,
  rowAt: number,
  rowStride: number,
  step: number,
  size: number,
  out: Uint8ClampedArray,
  outAt: number,
  count: number,
): void {
  const samples = size * size
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let y = 0; y < size; y++) {
      let a = rowAt + i * size * step + y * rowStride
      for (let x = 0; x < size; x++, a += step) sum += bytes[a] ?? 0
    }
    out[outAt + i] = sum / samples
  }
}
