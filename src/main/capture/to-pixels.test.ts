import * as av from 'node-av/constants'
import { avGetPixFmtFromName, Frame } from 'node-av/lib'
import { expect, test } from 'vitest'
import type { PixelLayout, Pixels } from '#shared/recognition/pixels.ts'
import { silenceFfmpeg } from './silence-ffmpeg.ts'
import { toPixels } from './to-pixels.ts'

silenceFfmpeg()

type Size = readonly [width: number, height: number]

/** A frame whose byte at (row, column) of each plane is known, with the row padding FFmpeg itself uses. */
function makeFrame(
  format: string,
  [width, height]: Size,
  value: (plane: number, row: number, x: number) => number,
) {
  const frame = new Frame()
  frame.alloc()
  frame.format = avGetPixFmtFromName(format)
  frame.width = width
  frame.height = height
  frame.getBuffer(64)
  const { linesize } = frame
  for (const [plane, bytes] of (frame.data ?? []).entries()) {
    const stride = linesize[plane] ?? 1
    for (let index = 0; index < bytes.length; index += 1) {
      bytes[index] = value(plane, Math.floor(index / stride), index % stride)
    }
  }
  return frame
}

function pattern(plane: number, row: number, x: number): number {
  return (plane * 50 + row * 7 + x * 3) & 0xff
}

/** Rows and bytes in a row of each plane, written down apart from the code under test. */
function expectPattern(pixels: Pixels, planes: readonly Size[]): void {
  const bytes = new Uint8Array(pixels.data)
  expect(pixels.planes).toHaveLength(planes.length)
  for (const [plane, [rowBytes, rows]] of planes.entries()) {
    const { offset = -1, stride = -1 } = pixels.planes[plane] ?? {}
    for (let row = 0; row < rows; row += 1) {
      const expected = Uint8Array.from({ length: rowBytes }, (_, x) => pattern(plane, row, x))
      expect(bytes.subarray(offset + row * stride, offset + row * stride + rowBytes)).toEqual(expected)
    }
  }
}

const ODD: Size = [101, 77]

test.each<[string, PixelLayout, boolean, readonly Size[]]>([
  [
    'yuv420p',
    'yuv420p',
    false,
    [
      [101, 77],
      [51, 39],
      [51, 39],
    ],
  ],
  [
    'yuvj420p',
    'yuv420p',
    true,
    [
      [101, 77],
      [51, 39],
      [51, 39],
    ],
  ],
  [
    'yuv422p',
    'yuv422p',
    false,
    [
      [101, 77],
      [51, 77],
      [51, 77],
    ],
  ],
  [
    'yuvj422p',
    'yuv422p',
    true,
    [
      [101, 77],
      [51, 77],
      [51, 77],
    ],
  ],
  [
    'yuv444p',
    'yuv444p',
    false,
    [
      [101, 77],
      [101, 77],
      [101, 77],
    ],
  ],
  [
    'yuvj444p',
    'yuv444p',
    true,
    [
      [101, 77],
      [101, 77],
      [101, 77],
    ],
  ],
  [
    'nv12',
    'nv12',
    false,
    [
      [101, 77],
      [102, 39],
    ],
  ],
  ['yuyv422', 'yuyv', false, [[202, 77]]],
  ['rgb24', 'rgb24', false, [[303, 77]]],
  ['bgr24', 'bgr24', false, [[303, 77]]],
  ['gray', 'gray', false, [[101, 77]]],
])('%s is kept as it is at an odd size', async (format, layout, isFullRange, planes) => {
  using frame = makeFrame(format, ODD, pattern)
  expect(frame.linesize[0]).toBeGreaterThan(planes[0]?.[0] ?? 0)
  const pixels = await toPixels(frame)
  expect(pixels).toMatchObject({ layout, isFullRange, width: 101, height: 77 })
  expectPattern(pixels, planes)
})

test('the colour range the stream declares is kept', async () => {
  using frame = makeFrame('yuv420p', [64, 48], pattern)
  frame.colorRange = av.AVCOL_RANGE_JPEG
  expect((await toPixels(frame)).isFullRange).toBe(true)
})

test.each([
  ['rgba', 'rgb24'],
  ['bgr0', 'rgb24'],
  ['uyvy422', 'yuv422p'],
  ['yuv420p10le', 'yuv420p'],
  ['yuvj440p', 'yuv420p'],
  ['nv21', 'yuv420p'],
  ['gray10le', 'gray'],
])('%s becomes %s, the nearest the recogniser knows', async (format, layout) => {
  using frame = makeFrame(format, ODD, () => 2)
  expect(await toPixels(frame)).toMatchObject({ layout, width: 101, height: 77 })
})

test('converting changes neither the brightness nor its range', async () => {
  using frame = makeFrame('yuvj440p', ODD, (plane) => (plane === 0 ? 250 : 128))
  const pixels = await toPixels(frame)
  expect(pixels.isFullRange).toBe(true)
  expect(new Set(new Uint8Array(pixels.data, 0, 101 * 77))).toEqual(new Set([250]))
})

test('the pixels can be transferred and do not change with the frame they came from', async () => {
  using frame = makeFrame('yuv420p', [64, 48], pattern)
  const pixels = await toPixels(frame)
  frame.data?.[0]?.fill(0)
  const moved = structuredClone(pixels.data, { transfer: [pixels.data] })
  expect([pixels.data.byteLength, moved.byteLength, new Uint8Array(moved)[1]]).toEqual([0, 4608, 3])
})
