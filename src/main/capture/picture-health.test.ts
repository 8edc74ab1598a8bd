import { expect, test } from 'vitest'
import type { PixelLayout, Pixels } from '#shared/recognition/pixels.ts'
import { watchPicture } from './picture-health.ts'
import { packedPlanes } from './to-pixels.ts'

const LIMITS = { frozenMs: 2_500, blackMs: 2_000 }

/** A picture of one brightness, in which `noise` changes a quarter of the pixels a little. */
function draw(brightness: number, noise = 0, layout: PixelLayout = 'yuv420p', isFullRange = false): Pixels {
  const [width, height] = [321, 241]
  const { planes, bytes } = packedPlanes(layout, width, height)
  const data = new ArrayBuffer(bytes)
  new Uint8Array(data).forEach((_, index, all) => {
    all[index] = brightness + (index % 4 === 0 ? noise : 0)
  })
  return { layout, isFullRange, width, height, planes, data }
}

test('a picture that no longer changes is frozen within 3 s, and alive again with the first that differs', () => {
  const health = watchPicture(LIMITS)
  health.see(draw(90), 0)
  health.see(draw(100), 1_000)
  for (let atMs = 1_040; atMs <= 3_480; atMs += 40) health.see(draw(100), atMs)
  expect(health.verdict(3_480)).toBe('live')
  health.see(draw(100), 3_520)
  expect(health.verdict(3_520)).toBe('frozen')
  health.see(draw(101), 3_560)
  expect(health.verdict(3_560)).toBe('live')
})

test('the noise of a working sensor keeps a parked scene alive', () => {
  const health = watchPicture(LIMITS)
  for (let atMs = 0; atMs < 10_000; atMs += 40) health.see(draw(100, atMs % 80 === 0 ? 1 : 0), atMs)
  expect(health.verdict(10_000)).toBe('live')
})

test.each<[PixelLayout, boolean, number]>([
  ['yuv420p', false, 18],
  ['yuv420p', true, 3],
  ['nv12', false, 18],
  ['rgb24', false, 3],
  ['bgr24', false, 3],
  ['gray', false, 3],
])('a covered lens is black within 3 s although it is noisy (%s, full range %s)', (layout, isFull, level) => {
  const health = watchPicture(LIMITS)
  for (let atMs = 0; atMs <= 2_000; atMs += 40)
    health.see(draw(level, atMs % 80 === 0 ? 2 : 0, layout, isFull), atMs)
  expect(health.verdict(1_960)).toBe('live')
  expect(health.verdict(2_000)).toBe('black')
})

test('a packed yuyv picture is judged by its brightness, not its colour', () => {
  const pixels = draw(128, 0, 'yuyv')
  const bytes = new Uint8Array(pixels.data)
  for (let index = 0; index < bytes.length; index += 2) bytes[index] = 16
  const health = watchPicture(LIMITS)
  for (const atMs of [0, 2_000]) health.see(pixels, atMs)
  expect(health.verdict(2_000)).toBe('black')
})

test('a night scene with one lamp in it is not black', () => {
  const pixels = draw(17)
  const bytes = new Uint8Array(pixels.data)
  for (let y = 100; y < 130; y += 1) bytes.fill(200, y * 321 + 100, y * 321 + 130)
  const health = watchPicture(LIMITS)
  for (const atMs of [0, 2_000]) health.see(pixels, atMs)
  expect(health.verdict(2_000)).toBe('live')
})

test('a camera that was away is judged afresh', () => {
  const health = watchPicture(LIMITS)
  health.see(draw(100), 0)
  health.reset()
  health.see(draw(100), 60_000)
  expect(health.verdict(60_000)).toBe('live')
})
