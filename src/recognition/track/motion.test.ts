import { expect, test } from 'vitest'
import type { Corners } from '#shared/domain/read.ts'
import { continuation, firstMotion, nextMotion } from './motion.ts'

function plateAt(x: number, y: number, width = 100): Corners {
  const [w, h] = [width / 2, width / 4]
  return [
    { x: x - w, y: y - h },
    { x: x + w, y: y - h },
    { x: x + w, y: y + h },
    { x: x - w, y: y + h },
  ]
}

test('a plate near where it is expected continues the motion better than one further off', () => {
  const motion = nextMotion(firstMotion(plateAt(200, 300), 0), plateAt(260, 300), 66)
  const expected = continuation(motion, plateAt(320, 300), 132)
  const stayed = continuation(motion, plateAt(260, 300), 132)
  expect(expected).toBeGreaterThan(1.8)
  expect(stayed).toBeLessThan(expected)
})

test('a plate of another size or far away is another plate', () => {
  const motion = firstMotion(plateAt(200, 300), 0)
  expect(continuation(motion, plateAt(200, 300, 250), 66)).toBe(0)
  expect(continuation(motion, plateAt(900, 300), 66)).toBe(0)
})

test('the longer the gap, the further a plate may have gone', () => {
  const motion = firstMotion(plateAt(200, 300), 0)
  expect(continuation(motion, plateAt(500, 300), 66)).toBe(0)
  expect(continuation(motion, plateAt(500, 300), 500)).toBeGreaterThan(0)
})
