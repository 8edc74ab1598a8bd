import { expect, test } from 'vitest'
import type { Pixels } from '#shared/recognition/pixels.ts'
import { channelsOf } from './channels.ts'

const nv12: Pixels = {
  layout: 'nv12',
  isFullRange: false,
  width: 5,
  height: 3,
  planes: [
    { offset: 0, stride: 8 },
    { offset: 24, stride: 8 },
  ],
  data: new ArrayBuffer(40),
}

test('an odd sized nv12 frame has chroma of half its size, rounded up', () => {
  const [, u, v] = channelsOf(nv12).channels
  expect(u).toEqual({ offset: 24, rowStride: 8, step: 2, width: 3, height: 2 })
  expect(v).toMatchObject({ offset: 25, step: 2 })
})

test('a frame that does not fit its buffer is refused with the reason', () => {
  expect(() => channelsOf({ ...nv12, data: new ArrayBuffer(37) })).toThrow(
    'Plane 1 of a nv12 frame of 5x3 ends at byte 38, the buffer has 37 bytes.',
  )
  expect(() => channelsOf({ ...nv12, width: 0 })).toThrow('Frame width 0 is not between 1 and 8192 pixels.')
  expect(() => channelsOf({ ...nv12, planes: nv12.planes.slice(1) })).toThrow('has 2 planes, 1 were given')
  expect(() =>
    channelsOf({
      ...nv12,
      planes: [
        { offset: -1, stride: 8 },
        { offset: 24, stride: 8 },
      ],
    }),
  ).toThrow('needs rows of 5 bytes, got offset -1')
  expect(() =>
    channelsOf({
      ...nv12,
      planes: [
        { offset: 0, stride: 4 },
        { offset: 24, stride: 8 },
      ],
    }),
  ).toThrow('needs rows of 5 bytes, got offset 0, stride 4')
})
