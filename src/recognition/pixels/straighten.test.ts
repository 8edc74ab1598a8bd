import { expect, test } from 'vitest'
import type { Corners } from '#shared/domain/read.ts'
import { channelsOf } from './channels.ts'
import { cornersOf } from './quad.ts'
import { planResample, resample } from './resample.ts'
import { perspectiveFromUnitSquare, straighten } from './straighten.ts'

function greyFrame(width: number, height: number, at: (x: number, y: number) => number) {
  const bytes = Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)))
  const planes = [{ offset: 0, stride: width }]
  const channels = channelsOf({
    layout: 'gray',
    isFullRange: true,
    width,
    height,
    planes,
    data: bytes.buffer,
  })
  return { bytes, channels }
}

const upright = (left: number, top: number, width: number, height: number): Corners =>
  cornersOf({ left, top, width, height })

test('the perspective takes the corners of the square to the corners of the plate', () => {
  const corners: Corners = [
    { x: 10, y: 20 },
    { x: 90, y: 5 },
    { x: 100, y: 60 },
    { x: 4, y: 50 },
  ]
  const { a, b, c, d, e, f, g, h } = perspectiveFromUnitSquare(corners)
  const at = (u: number, v: number) => {
    const depth = g * u + h * v + 1
    return { x: (a * u + b * v + c) / depth, y: (d * u + e * v + f) / depth }
  }
  for (const [index, [u, v]] of (
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const
  ).entries()) {
    const { x, y } = at(u, v)
    expect(x).toBeCloseTo(corners[index]?.x ?? Number.NaN)
    expect(y).toBeCloseTo(corners[index]?.y ?? Number.NaN)
  }
})

test('an upright plate of the size of the result comes out as it is', () => {
  const { bytes, channels } = greyFrame(64, 40, (x, y) => (x * 37 + y * 91) % 256)
  const crop = straighten(bytes, channels, upright(10, 8, 32, 16), 32, 16)
  const same = resample(bytes, planResample(channels, { left: 10, top: 8, width: 32, height: 16 }, 32, 16))
  expect([...crop.data]).toEqual([...same.data])
})

test('a plate that leans is set upright', () => {
  // Dark above the slanted line, bright below: along the plate's own axes the edge is level.
  const { bytes, channels } = greyFrame(120, 80, (x, y) => (y - 0.25 * x < 30 ? 20 : 220))
  const corners: Corners = [
    { x: 20, y: 25 },
    { x: 100, y: 45 },
    { x: 100, y: 65 },
    { x: 20, y: 45 },
  ]
  const { data } = straighten(bytes, channels, corners, 80, 20)
  const row = (y: number): readonly number[] => [...data.subarray(y * 80 + 2, y * 80 + 78)]
  expect(Math.max(...row(7))).toBeLessThan(60)
  expect(Math.min(...row(13))).toBeGreaterThan(180)
})

test('detail too fine for the result is averaged, not picked out', () => {
  const { bytes, channels } = greyFrame(640, 320, (x, y) => ((x + y) % 2 === 0 ? 0 : 200))
  const { data } = straighten(bytes, channels, upright(40, 40, 480, 240), 80, 40)
  expect(Math.min(...data)).toBeGreaterThan(90)
  expect(Math.max(...data)).toBeLessThan(110)
})

test('a plate cut by the edge of the frame repeats the edge', () => {
  const { bytes, channels } = greyFrame(40, 40, () => 77)
  const { data } = straighten(bytes, channels, upright(-20, 30, 60, 30), 30, 12)
  expect(new Set(data)).toEqual(new Set([77]))
})
