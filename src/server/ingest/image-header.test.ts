import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pictureFault } from './image-header.ts'

const scene = sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })

test.each(['png', 'jpeg'] as const)(
  'a picture as the cameras make it (%s) is taken, and no beginning of it',
  async (format) => {
    const bytes = await scene.clone().toFormat(format).toBuffer()
    const mime = format === 'png' ? 'image/png' : 'image/jpeg'
    expect(pictureFault(bytes, mime)).toBeUndefined()
    const taken = Array.from({ length: bytes.length }, (_, length) => length).filter(
      (length) => pictureFault(bytes.subarray(0, length), mime) === undefined,
    )
    expect(taken).toEqual([])
    expect(pictureFault(bytes, format === 'png' ? 'image/jpeg' : 'image/png')).toContain('it is not a')
  },
)

test('a JPEG with a thumbnail and colour profile in front is taken', async () => {
  const bytes = await scene.clone().withMetadata({ icc: 'srgb' }).jpeg({ progressive: true }).toBuffer()
  expect(pictureFault(bytes, 'image/jpeg')).toBeUndefined()
})

test('a picture that says it is larger than any camera makes it is refused, whatever it holds', async () => {
  const bytes = await scene.clone().png().toBuffer()
  bytes.writeUInt32BE(60_000, 16)
  expect(pictureFault(bytes, 'image/png')).toContain('60000 by 48 pixels')
})
