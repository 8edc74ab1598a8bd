import { Readable } from 'node:stream'
import { ERRORS, Upload } from '@tus/server'
import { expect, test } from 'vitest'
import { UploadStore } from './upload-store.ts'

async function begin(store: UploadStore, id: string, size: number): Promise<void> {
  await store.create(new Upload({ id, size, offset: 0 }))
}

const stream = (...chunks: readonly Uint8Array[]): Readable => Readable.from(chunks)

test('what came before the line was cut stays, and is gone on from at its end alone', async () => {
  const store = new UploadStore()
  await begin(store, 'a', 6)
  const cut = Readable.from(
    (async function* chunks() {
      yield Buffer.from('abc')
      throw new Error('cut')
    })(),
  )
  await expect(store.write(cut, 'a', 0)).rejects.toThrow('cut')
  expect(await store.getUpload('a')).toMatchObject({ size: 6, offset: 3 })
  await expect(store.write(stream(Buffer.from('x')), 'a', 0)).rejects.toBe(ERRORS.INVALID_OFFSET)
  expect(await store.write(stream(Buffer.from('d'), Buffer.from('ef')), 'a', 3)).toBe(6)
  expect(Buffer.from(store.bytesOf('a')).toString()).toBe('abcdef')
})

test('a chunk is kept as it was when it came', async () => {
  const store = new UploadStore()
  await begin(store, 'a', 3)
  const chunk = Buffer.from('abc')
  await store.write(stream(chunk), 'a', 0)
  chunk.fill(0)
  expect(Buffer.from(store.bytesOf('a')).toString()).toBe('abc')
})

test('without room the upload goes that was not written to for the longest', async () => {
  const store = new UploadStore(10)
  for (const id of ['a', 'b']) await begin(store, id, 8)
  await store.write(stream(Buffer.alloc(4)), 'a', 0)
  await store.write(stream(Buffer.alloc(4)), 'b', 0)
  await store.write(stream(Buffer.alloc(2)), 'a', 4)
  await store.write(stream(Buffer.alloc(1)), 'a', 6)
  await expect(store.getUpload('b')).rejects.toBe(ERRORS.FILE_NOT_FOUND)
  expect(await store.getUpload('a')).toMatchObject({ offset: 7 })
  // What went counts no more.
  await begin(store, 'c', 3)
  await store.write(stream(Buffer.alloc(3)), 'c', 0)
  expect(await store.getUpload('a')).toMatchObject({ offset: 7 })
})

test('an upload that is removed while it is written to is not there again', async () => {
  const store = new UploadStore()
  await begin(store, 'a', 4)
  const slow = Readable.from(
    (async function* chunks() {
      yield Buffer.from('ab')
      await store.remove('a')
      yield Buffer.from('cd')
    })(),
  )
  await expect(store.write(slow, 'a', 0)).rejects.toBe(ERRORS.FILE_NO_LONGER_EXISTS)
  await expect(store.remove('a')).rejects.toBe(ERRORS.FILE_NOT_FOUND)
})
