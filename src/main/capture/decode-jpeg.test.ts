import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openJpegDecoder } from './decode-jpeg.ts'

/** A busy picture, the same every time. */
function drawJpeg(width: number, height: number, chromaSubsampling = '4:2:0'): Promise<Buffer> {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * index * 31) >> 7)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ chromaSubsampling })
    .toBuffer()
}

test.each([
  ['4:2:0', 'yuv420p', 460_800],
  ['4:4:4', 'yuv444p', 921_600],
])('a %s JPEG keeps its own layout, full range', async (subsampling, layout, bytes) => {
  using decoder = openJpegDecoder()
  const pixels = await decoder.decode(await drawJpeg(640, 480, subsampling))
  expect(pixels).toMatchObject({ layout, isFullRange: true, width: 640, height: 480 })
  expect(pixels.data.byteLength).toBe(bytes)
})

test('one decoder takes pictures of different sizes', async () => {
  using decoder = openJpegDecoder()
  const sizes = []
  for (const [width, height] of [
    [640, 480],
    [161, 121],
    [640, 480],
  ] as const) {
    const pixels = await decoder.decode(await drawJpeg(width, height))
    sizes.push([pixels.width, pixels.height])
  }
  expect(sizes).toEqual([
    [640, 480],
    [161, 121],
    [640, 480],
  ])
})

test('a picture that is cut off or damaged is refused and the next one is decoded', async () => {
  using decoder = openJpegDecoder()
  const jpeg = await drawJpeg(320, 240)
  const half = jpeg.length >> 1
  const damaged = Buffer.from(jpeg).fill(0xaa, half, half + 200)
  for (const bad of [jpeg.subarray(0, half), damaged, new Uint8Array(100)]) {
    await expect(decoder.decode(bad)).rejects.toThrow(/decoding a JPEG/)
    expect((await decoder.decode(jpeg)).width).toBe(320)
  }
})
