// The fast sampling of every pixel layout against the same picture resampled plainly in RGB.
import { expect, test } from 'vitest'
import { channelsOf } from '#recognition/pixels/channels.ts'
import { createLetterbox } from '#recognition/pixels/letterbox.ts'
import { planResample, resample } from '#recognition/pixels/resample.ts'
import { contextImageOf } from '#recognition/pixels/rgb-image.ts'
import { ALL_LAYOUTS, pixelsIn, type RgbPicture } from '../support/recognition/pixel-layouts.ts'

/** Smooth colours, so that halved chroma costs little. */
function gradient(width: number, height: number): RgbPicture {
  const rgb = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x)
      rgb[at] = 40 + (170 * x) / width
      rgb[at + 1] = 60 + (150 * y) / height
      rgb[at + 2] = 200 - (90 * x) / width - (60 * y) / height
    }
  }
  return { width, height, rgb }
}

/** Mean of the pixels under one output pixel, by fractions of area: slow and plain. */
function meanUnder(
  picture: RgbPicture,
  channel: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
) {
  let sum = 0
  for (let y = Math.floor(top); y < bottom; y++) {
    for (let x = Math.floor(left); x < right; x++) {
      const share =
        (Math.min(x + 1, right) - Math.max(x, left)) * (Math.min(y + 1, bottom) - Math.max(y, top))
      sum += share * (picture.rgb[3 * (y * picture.width + x) + channel] ?? 0)
    }
  }
  return sum / ((right - left) * (bottom - top))
}

function greyOf(picture: RgbPicture): RgbPicture {
  const rgb = new Uint8Array(picture.rgb.length)
  for (let i = 0; i < rgb.length; i += 3) {
    const [r = 0, g = 0, b = 0] = picture.rgb.subarray(i, i + 3)
    rgb.fill(Math.round(0.299 * r + 0.587 * g + 0.114 * b), i, i + 3)
  }
  return { ...picture, rgb }
}

/** Every layout, each in one of the ranges, or in both where the picture is small. */
const SOME_RANGES = ALL_LAYOUTS.map((layout, index) => ({ layout, isFullRange: index % 2 === 0 }))
const ALL_RANGES = ALL_LAYOUTS.flatMap((layout) =>
  [true, false].map((isFullRange) => ({ layout, isFullRange })),
)

test.each([
  [1280, 720],
  [1000, 562],
  [321, 241],
])('every layout of a %ix%i frame gives the detector the same picture', (width, height) => {
  const picture = gradient(width, height)
  const grey = greyOf(picture)
  for (const { layout, isFullRange } of width < 500 ? ALL_RANGES : SOME_RANGES) {
    const pixels = pixelsIn(picture, layout, isFullRange, 5)
    const letterbox = createLetterbox(channelsOf(pixels))
    letterbox.sample(new Uint8Array(pixels.data))
    const { fit, input } = letterbox
    const plane = fit.inputWidth * fit.inputHeight
    const expected = layout === 'gray' ? grey : picture
    let worst = 0
    for (let y = 0; y < fit.height; y += 17) {
      for (let x = 0; x < fit.width; x += 13) {
        for (const channel of [0, 1, 2]) {
          const [across, down] = [width / fit.width, height / fit.height]
          const mean = meanUnder(expected, channel, x * across, y * down, (x + 1) * across, (y + 1) * down)
          const given = ((input[channel * plane + y * fit.inputWidth + x] ?? Number.NaN) + 1) * 127.5
          worst = Math.max(worst, Math.abs(given - mean))
        }
      }
    }
    expect(worst, `${layout}, full range ${isFullRange}`).toBeLessThan(3.5)
  }
})

test('a frame that is small enough is the context image, whatever its layout and padding', () => {
  const picture = gradient(320, 180)
  for (const { layout, isFullRange } of SOME_RANGES.filter(({ layout }) => layout.endsWith('24'))) {
    const pixels = pixelsIn(picture, layout, isFullRange, 5)
    const context = contextImageOf(new Uint8Array(pixels.data), channelsOf(pixels))
    expect([context.width, context.height]).toEqual([320, 180])
    expect(new Uint8Array(context.data), layout).toEqual(picture.rgb)
  }
})

test('a crop and the context image have the colours of the picture in every layout', () => {
  const picture = gradient(1600, 900)
  const grey = greyOf(picture)
  for (const { layout, isFullRange } of SOME_RANGES) {
    const pixels = pixelsIn(picture, layout, isFullRange)
    const channels = channelsOf(pixels)
    const bytes = new Uint8Array(pixels.data)
    const expected = layout === 'gray' ? grey : picture
    const crop = resample(
      bytes,
      planResample(channels, { left: 800, top: 450, width: 160, height: 64 }, 160, 64),
    )
    const context = contextImageOf(bytes, channels)
    expect([context.width, context.height]).toEqual([1280, 720])
    const rgb = new Uint8Array(context.data)
    for (const channel of [0, 1, 2]) {
      const there = expected.rgb[3 * (450 * 1600 + 800) + channel] ?? Number.NaN
      const label = `${layout}, full range ${isFullRange}, channel ${channel}`
      expect(Math.abs((crop.data[channel * 160 * 64] ?? 0) - there), label).toBeLessThan(4)
      expect(Math.abs((rgb[3 * (360 * 1280 + 640) + channel] ?? 0) - there), label).toBeLessThan(4)
    }
  }
})
