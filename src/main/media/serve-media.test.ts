import { expect, test } from 'vitest'
import type { Media } from './image-store.ts'
import { serveMedia } from './serve-media.ts'

const KNOWN = 'a'.repeat(64)
const DAMAGED = 'd'.repeat(64)

const media: Pick<Media, 'get'> = {
  async get(hash) {
    if (hash === DAMAGED) throw new Error('The image file is damaged.')
    return hash === KNOWN ? { bytes: Uint8Array.of(1, 2, 3), mime: 'image/png' } : undefined
  },
}

const ask = (path: string, method = 'GET') =>
  serveMedia(media, new Request(`http://127.0.0.1${path}`, { method }))

test('an image is served with its type, and no cache may keep it', async () => {
  const response = await ask(`/media/${KNOWN}?again`)
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'private, no-store',
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  })
})

test.each([
  [`/media/${'b'.repeat(64)}`, 'GET', 404, /may have been purged/],
  [`/media/${KNOWN.toUpperCase()}`, 'GET', 404, /not the name of an image/],
  [`/media/${KNOWN}/..`, 'GET', 404, /not the name/],
  ['/media/..%2f..%2fetc%2fpasswd', 'GET', 404, /not the name/],
  [`/${KNOWN}`, 'GET', 404, /not the name/],
  [`/media/${KNOWN}`, 'POST', 405, /only be fetched/],
  [`/media/${DAMAGED}`, 'GET', 500, /damaged/],
])('%s by %s is answered %i with words', async (path, method, status, text) => {
  const response = await ask(path, method)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(await response.text()).toMatch(text)
})
