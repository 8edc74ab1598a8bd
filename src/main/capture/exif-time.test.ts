import sharp from 'sharp'
import { expect, test } from 'vitest'
import { exifTime } from './exif-time.ts'

async function exifOf(tags: Record<string, string>): Promise<Uint8Array> {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .withExif({ IFD2: tags })
    .toBuffer()
  return (await sharp(jpeg).metadata()).exif ?? new Uint8Array()
}

test('the time a picture was taken is read to the fraction of a second', async () => {
  const exif = await exifOf({ DateTimeOriginal: '2024:05:06 07:08:09', SubSecTimeOriginal: '25' })
  expect(exifTime(exif)).toBe(Date.UTC(2024, 4, 6, 7, 8, 9, 250))
})

test('a big endian block is read too', () => {
  const text = '2023:01:02 03:04:05\0'
  const block = Buffer.alloc(64)
  block.write('MM\0*', 'latin1')
  block.writeUInt32BE(8, 4)
  block.writeUInt16BE(1, 8)
  Buffer.from([0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26]).copy(block, 10)
  block.writeUInt16BE(1, 26)
  Buffer.from([0x90, 0x03, 0, 2, 0, 0, 0, text.length, 0, 0, 0, 44]).copy(block, 28)
  block.write(text, 44, 'latin1')
  expect(exifTime(block)).toBe(Date.UTC(2023, 0, 2, 3, 4, 5))
})

test('a picture without a time, or with a damaged block, says nothing', async () => {
  const exif = await exifOf({ DateTimeOriginal: '2024:05:06 07:08:09' })
  expect(exifTime(await exifOf({ LensMake: 'maker' }))).toBeUndefined()
  expect(exifTime(await exifOf({ DateTimeOriginal: 'yesterday' }))).toBeUndefined()
  for (let length = 0; length < exif.length - 24; length += 1) {
    expect(exifTime(exif.subarray(0, length))).toBeUndefined()
  }
})
