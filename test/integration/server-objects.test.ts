import { mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startS3 } from '../support/s3/start-s3.ts'
import { openObjects, type Objects } from '#server/objects/index.ts'

const root = mkdtempSync(join(tmpdir(), 'lookout-objects-'))
let s3: Awaited<ReturnType<typeof startS3>>

beforeAll(async () => {
  s3 = await startS3()
})
afterAll(async () => {
  await s3.stop()
  rmSync(root, { recursive: true, force: true })
})

const KINDS = {
  folder: () => openObjects({ folder: mkdtempSync(join(root, 'folder-')) }),
  s3: () => openObjects({ s3: s3.settings }),
}

const all = async (objects: Objects, prefix: string) => {
  const found: { name: string; bytes: number }[] = []
  for await (const one of objects.list(prefix)) found.push(one)
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

describe.each(['folder', 's3'] as const)('objects in %s', (kind) => {
  test('an object comes back as it was put, and a later one takes its place', async () => {
    const objects = KINDS[kind]()
    expect(objects.kind).toBe(kind)
    expect(await objects.get('images/20000/one')).toBeUndefined()
    await objects.put('images/20000/one', Buffer.from('first'))
    await objects.put('images/20000/one', Buffer.from('second'))
    expect(Buffer.from((await objects.get('images/20000/one')) ?? []).toString()).toBe('second')
    await objects.remove('images/20000/one')
    await objects.remove('images/20000/one')
    expect(await objects.get('images/20000/one')).toBeUndefined()
  })

  test('an object that comes piece by piece is there whole', async () => {
    const objects = KINDS[kind]()
    const pieces = Array.from({ length: 3 }, (_, index) => Buffer.alloc(4 * 1024 * 1024, index))
    await objects.put('packages/large', Readable(pieces))
    expect(Buffer.from((await objects.get('packages/large')) ?? []).equals(Buffer.concat(pieces))).toBe(true)
  })

  test('an object whose pieces end in an error is not there', async () => {
    const objects = KINDS[kind]()
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('the source broke')
    }
    await expect(objects.put('packages/half', broken())).rejects.toThrow('the source broke')
    expect(await objects.get('packages/half')).toBeUndefined()
    expect(await all(objects, 'packages/')).not.toContainEqual(
      expect.objectContaining({ name: 'packages/half' }),
    )
  })

  test('a folder of names is listed and removed at once, and its neighbours stay', async () => {
    const objects = KINDS[kind]()
    for (const name of ['days/2/b', 'days/2/a.x', 'days/2/a/deep', 'days/22/a', 'days/1/a']) {
      await objects.put(name, Buffer.from(name))
    }
    expect(await all(objects, 'days/2/')).toEqual([
      { name: 'days/2/a.x', bytes: 10 },
      { name: 'days/2/a/deep', bytes: 13 },
      { name: 'days/2/b', bytes: 8 },
    ])
    expect(await objects.removeAll('days/2/')).toBe(3)
    expect(await objects.removeAll('days/2/')).toBe(0)
    expect((await all(objects, 'days/')).map(({ name }) => name)).toEqual(['days/1/a', 'days/22/a'])
  })

  test.each([
    '',
    '/',
    '../x',
    'a/../x',
    'a//x',
    '.x',
    'a/.x',
    'a/',
    'A',
    'a\\x',
    'a\0x',
    '%2e%2e/x',
    'x'.repeat(301),
  ])('the name %j is refused', async (name) => {
    const objects = KINDS[kind]()
    await expect(objects.put(name, Buffer.of(1))).rejects.toThrow('no name of an object')
    await expect(objects.get(name)).rejects.toThrow('no name of an object')
    await expect(objects.remove(name)).rejects.toThrow('no name of an object')
    await expect(objects.removeAll(`${name}/`)).rejects.toThrow('no name of an object')
    await expect(objects.removeAll('a')).rejects.toThrow('ends with a slash')
  })
})

test('what a crash left half-written in the folder is gone after the next write, and is never an object', async () => {
  const folder = mkdtempSync(join(root, 'crash-'))
  mkdirSync(join(folder, '.incoming'))
  writeFileSync(join(folder, '.incoming', 'half'), 'x')
  const objects = openObjects({ folder })
  await objects.put('a/b', Buffer.of(1))
  expect(readdirSync(join(folder, '.incoming'))).toEqual([])
})

async function* Readable(pieces: readonly Uint8Array[]) {
  yield* pieces
}
