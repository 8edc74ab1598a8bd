import { expect, test } from 'vitest'
import { conditionOf } from './condition.ts'

const WIDTH = 160
const HEIGHT = 64

/** Upright stripes `wide` pixels wide, `low` and `high` in turn. */
function stripes(wide: number, low: number, high: number) {
  const data = new Uint8ClampedArray(3 * WIDTH * HEIGHT)
  for (let i = 0; i < data.length; i++) data[i] = Math.floor((i % WIDTH) / wide) % 2 === 0 ? low : high
  return { width: WIDTH, height: HEIGHT, data }
}

test('width counts by its ratio to the usual one, within bounds', () => {
  const crop = stripes(8, 60, 150)
  expect(conditionOf(crop, 80).width).toBe(0)
  expect(conditionOf(crop, 160).width).toBeCloseTo(Math.LN2)
  expect(conditionOf(crop, 5).width).toBe(-1.5)
})

test('contrast is the spread of the values', () => {
  expect(conditionOf(stripes(8, 60, 150), 80).contrast).toBeCloseTo(0)
  expect(conditionOf(stripes(8, 100, 110), 80).contrast).toBe(-1.5)
})

test('sharpness is the share of edges, whatever the contrast', () => {
  // 19 steps of 90 between 20 stripes, of 159 neighbours, over a spread of 45
  expect(conditionOf(stripes(8, 60, 150), 80).sharpness).toBeCloseTo(Math.log((19 * 90) / 159 / 45 / 0.2))
  expect(conditionOf(stripes(8, 60, 80), 80).sharpness).toBeCloseTo(
    conditionOf(stripes(8, 60, 150), 80).sharpness,
  )
})
