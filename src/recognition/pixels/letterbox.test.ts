import { expect, test } from 'vitest'
import { channelsOf } from './channels.ts'
import { createLetterbox, fitCloser, fitLetterbox } from './letterbox.ts'

test.each([
  [1280, 720, { inputWidth: 640, inputHeight: 384, width: 640, height: 360, scale: 0.5 }],
  [1920, 1080, { inputWidth: 960, inputHeight: 544, width: 960, height: 540, scale: 0.5 }],
  [3840, 2160, { inputWidth: 960, inputHeight: 544, width: 960, height: 540, scale: 0.25 }],
  [960, 540, { inputWidth: 960, inputHeight: 544, width: 960, height: 540, scale: 1 }],
  [321, 240, { inputWidth: 352, inputHeight: 256, width: 321, height: 240, scale: 1 }],
])('a frame of %ix%i is reduced by the smallest whole number that fits', (width, height, fit) => {
  expect(fitLetterbox(width, height)).toEqual(fit)
})

test.each([
  [640, 480],
  [1024, 768],
  [720, 1280],
  [3840, 2160],
  [8192, 16],
])('the input for %ix%i stays within the budget, in steps of 32, and holds the frame', (width, height) => {
  const fit = fitLetterbox(width, height)
  expect(fit.width * fit.height).toBeLessThanOrEqual(960 * 544)
  expect([fit.inputWidth % 32, fit.inputHeight % 32]).toEqual([0, 0])
  expect(fit.width).toBeLessThanOrEqual(fit.inputWidth)
  expect(fit.height).toBeLessThanOrEqual(fit.inputHeight)
})

test('a closer look is there only where it shows more', () => {
  expect(fitCloser(1280, 720)).toMatchObject({ width: 960, height: 540, inputWidth: 960, inputHeight: 544 })
  expect(fitCloser(1920, 1080)).toBeUndefined()
  expect(fitCloser(960, 540)).toBeUndefined()
  expect(fitCloser(640, 480)).toBeUndefined()
})

test('the frame lies at the top left and the rest is the grey of the training', () => {
  const data = new Uint8Array(64 * 40).fill(255)
  const pixels = { layout: 'gray', isFullRange: true, width: 64, height: 40 } as const
  const letterbox = createLetterbox(
    channelsOf({ ...pixels, planes: [{ offset: 0, stride: 64 }], data: data.buffer }),
  )
  letterbox.sample(data)
  expect(letterbox.fit).toMatchObject({ inputWidth: 64, inputHeight: 64, height: 40 })
  expect(letterbox.input[0]).toBeCloseTo(1)
  expect(letterbox.input[39 * 64 + 63]).toBeCloseTo(1)
  expect(letterbox.input[40 * 64]).toBeCloseTo(114 / 127.5 - 1)
  expect(letterbox.input[2 * 64 * 64 + 63 * 64 + 63]).toBeCloseTo(114 / 127.5 - 1)
})
