import { expect, test } from 'vitest'
import { createRecogniserLoad } from './recogniser-load.ts'

test('counts the last five seconds only', () => {
  const load = createRecogniserLoad()
  for (let frame = 0; frame < 50; frame += 1) load.add(frame * 100, frame < 25 ? 90 : 40)
  expect(load.figures(4900)).toEqual({ load: 0.65, framesPerSecond: 10, frameMs: 90 })
  expect(load.figures(7450)).toEqual({ load: 0.2, framesPerSecond: 5, frameMs: 40 })
  expect(load.figures(60_000)).toEqual({ load: 0, framesPerSecond: 0, frameMs: 0 })
})

test('a recogniser that cannot keep up is at full load, never above', () => {
  const load = createRecogniserLoad()
  for (let frame = 0; frame < 10; frame += 1) load.add(frame * 500, 900)
  expect(load.figures(4500).load).toBe(1)
})
