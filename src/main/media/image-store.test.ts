import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MediaHash } from '#shared/domain/ids.ts'
import { openMedia, type Media } from './image-store.ts'

const KEY = new Uint8Array(32).fill(7)
const PNG = { mime: 'image/png' } as const
const CROP = Buffer.from(`\u0089PNG the pixels of plate AB12345 ${'p'.repeat(5000)}`)

let folder = ''
let now = 0
let media: Media
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-media-'))
  now = Date.now()
  media = openMedia({ folder, key: KEY, now: () => now })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const fileOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
const filesIn = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted()

test('an image comes back as it was stored, under the hash of its plain bytes', async () => {
  const hash = await media.put(CROP, PNG)
  expect(hash).toBe(createHash('sha256').update(CROP).digest('hex'))
  expect(await media.get(hash)).toEqual({ bytes: CROP, mime: 'image/png' })
  expect(filesIn()).toEqual([hash])
})

test('the file shows nothing of the image', async () => {
  const file = readFileSync(fileOf(await media.put(CROP, PNG)))
  expect(['PNG', 'AB12345', 'pppp'].filter((text) => file.includes(text))).toEqual([])
})

test('the same content is stored once, also when it is stored twice at a time', async () => {
  const hashes = await Promise.all([media.put(CROP, PNG), media.put(CROP, PNG)])
  const first = readFileSync(fileOf(hashes[0]))
  await media.put(CROP, PNG)
  expect(filesIn()).toEqual([hashes[0]])
  expect(readFileSync(fileOf(hashes[0]))).toEqual(first)
})

test('no two files are encrypted with the same nonce', async () => {
  const hash = await media.put(CROP, PNG)
  const first = readFileSync(fileOf(hash))
  rmSync(fileOf(hash))
  await media.put(CROP, PNG)
  expect(readFileSync(fileOf(hash)).subarray(5, 17)).not.toEqual(first.subarray(5, 17))
})

test('an image that is not there is undefined', async () => {
  expect(await media.get(MediaHash.parse('0'.repeat(64)))).toBeUndefined()
})

test.each([
  ['cut short', (file: Buffer) => file.subarray(0, -1)],
  ['emptied', () => Buffer.alloc(0)],
  ['cut to its header', (file: Buffer) => file.subarray(0, 20)],
  [
    'given another kind',
    (file: Buffer) => Buffer.concat([file.subarray(0, 4), Buffer.of(1), file.subarray(5)]),
  ],
  ['changed in one bit', (file: Buffer) => file.fill((file[1000] ?? 0) ^ 1, 1000, 1001)],
])('an image file that was %s is an error that names the file', async (_, change) => {
  const hash = await media.put(CROP, PNG)
  writeFileSync(fileOf(hash), change(readFileSync(fileOf(hash))))
  await expect(media.get(hash)).rejects.toThrow(`The image ${fileOf(hash)} is damaged or was changed`)
})

test('an image put in the place of another is not taken for it', async () => {
  const hash = await media.put(CROP, PNG)
  const other = await media.put(Buffer.from('another plate'), PNG)
  writeFileSync(fileOf(hash), readFileSync(fileOf(other)))
  await expect(media.get(hash)).rejects.toThrow(fileOf(hash))
})

test('another key opens nothing', async () => {
  const hash = await media.put(CROP, PNG)
  const stranger = openMedia({ folder, key: new Uint8Array(32).fill(8), now: () => now })
  await expect(stranger.get(hash)).rejects.toThrow(fileOf(hash))
})

test('a file that was cut short is written anew when its content is stored again', async () => {
  const hash = await media.put(CROP, PNG)
  writeFileSync(fileOf(hash), 'x')
  await media.put(CROP, PNG)
  expect((await media.get(hash))?.bytes).toEqual(CROP)
})

test('an image stored a moment ago is not removed, since a record may be about to name it', async () => {
  const hash = await media.put(CROP, PNG)
  now += 59_999
  expect(await media.remove(hash)).toBe(false)
  expect((await media.get(hash))?.bytes).toEqual(CROP)
  now += 1
  expect(await media.remove(hash)).toBe(true)
  expect(await media.get(hash)).toBeUndefined()
  expect(await media.remove(hash)).toBe(true)
})

test('an image that is stored while it is being removed is there afterwards', async () => {
  const hash = await media.put(CROP, PNG)
  now += 60_000
  await Promise.all([media.remove(hash), media.put(CROP, PNG)])
  expect((await media.get(hash))?.bytes).toEqual(CROP)
})

test('a sweep removes what a crash left: old images nothing names, and old half-written files', async () => {
  const named = await media.put(Buffer.from('named'), PNG)
  const orphan = await media.put(Buffer.from('orphan'), PNG)
  const young = await media.put(Buffer.from('young'), PNG)
  const restored = await media.put(Buffer.from('restored'), PNG)
  mkdirSync(join(folder, 'incoming'), { recursive: true })
  writeFileSync(join(folder, 'incoming', 'half-written'), 'x')
  writeFileSync(join(folder, 'incoming', 'being-written'), 'x')
  writeFileSync(join(folder, 'not-ours.txt'), 'x')
  const old = new Date(now - 3_600_001)
  for (const file of [named, orphan, restored].map(fileOf)) utimesSync(file, old, old)
  utimesSync(join(folder, 'incoming', 'half-written'), old, old)
  await media.put(Buffer.from('restored'), PNG)
  now += 60_000
  expect(statSync(fileOf(restored)).mtimeMs).toBeGreaterThan(old.getTime())

  expect(await media.sweep((hash) => hash === named)).toBe(1)
  expect(filesIn()).toEqual([named, young, restored, 'being-written', 'not-ours.txt'].toSorted())
})

test('a sweep of a folder that was never written to finds nothing', async () => {
  const nowhere = openMedia({ folder: join(folder, 'none'), key: KEY, now: () => now })
  expect(await nowhere.sweep(() => false)).toBe(0)
})
