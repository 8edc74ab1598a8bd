import { expect, test } from 'vitest'
import { axisTable, WEIGHT_ONE, type Axis } from './axis.ts'

function apply(axis: Axis, samples: readonly number[]): number[] {
  return Array.from(axis.starts, (start, i) => {
    let sum = 0
    for (let k = 0; k < axis.taps; k++) {
      sum += (samples[start + k] ?? Number.NaN) * (axis.weights[i * axis.taps + k] ?? 0)
    }
    return sum / WEIGHT_ONE
  })
}

test('a whole ratio is the plain mean of its neighbours, with no tap to spare', () => {
  const axis = axisTable(8, 0, 8, 4)
  expect(axis).toMatchObject({ taps: 2, blocks: 2 })
  expect(apply(axis, [0, 10, 20, 30, 40, 50, 60, 70])).toEqual([5, 25, 45, 65])
})

test('a ratio of one and a half shares the middle sample', () => {
  const axis = axisTable(6, 0, 6, 4)
  expect(axis.blocks).toBe(0)
  const [first, second] = apply(axis, [0, 30, 60, 90, 120, 150])
  expect(first).toBeCloseTo(10, 0)
  expect(second).toBeCloseTo(50, 0)
})

test('growing is bilinear around the centres of the samples', () => {
  expect(apply(axisTable(2, 0, 2, 4), [0, 100])).toEqual([0, 25, 75, 100])
})

test('what lies outside the picture repeats its edge', () => {
  expect(apply(axisTable(4, -3, 10, 5), [10, 20, 30, 40])).toEqual([10, 10, 25, 40, 40])
})

test.each([
  [1920, 0, 1920, 640],
  [1280, 0, 1280, 554],
  [37, 3.7, 21.9, 160],
  [640, -12.3, 91.7, 64],
  [3, 0, 3, 7],
  [1, 0, 1, 5],
])(
  'weights add up to one and stay inside: %i samples from %f, %f long, to %i',
  (length, from, span, count) => {
    const { taps, starts, weights } = axisTable(length, from, span, count)
    const sums = Array.from(starts, (_, i) =>
      weights.subarray(i * taps, (i + 1) * taps).reduce((sum, weight) => sum + weight, 0),
    )
    expect(new Set(sums)).toEqual(new Set([WEIGHT_ONE]))
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...starts) + taps).toBeLessThanOrEqual(length)
  },
)
