import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KeySealing } from '../host.ts'
import { loadKeys } from './keys.ts'

/** Seals as a host without an authenticated cipher may: a changed byte unseals to something else. */
function sealingOf(user: number): KeySealing {
  const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ user)
  return { kind: 'file', seal: flip, unseal: flip }
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-keys-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the keys made on the first run are there on the next, and only sealed on the disk', () => {
  const first = loadKeys(sealingOf(90), folder)
  expect(loadKeys(sealingOf(90), folder)).toEqual(first)
  expect(first.database).toHaveLength(32)
  expect(first.media).toHaveLength(32)
  expect(first.media).not.toEqual(first.database)
  const file = readFileSync(join(folder, 'lookout.keys'))
  expect([first.database, first.media].some((key) => file.includes(Buffer.from(key)))).toBe(false)
  expect(readdirSync(folder)).toEqual(['lookout.keys'])
})

test.skipIf(process.platform === 'win32')('only the user who made the key file may read it', () => {
  loadKeys(sealingOf(90), folder)
  expect(statSync(join(folder, 'lookout.keys')).mode & 0o777).toBe(0o600)
})

test.each(['lookout.db', 'lookout.db-wal', join('media', 'image')])(
  'no new key is made where %s is but the key file is gone',
  (record) => {
    loadKeys(sealingOf(90), folder)
    rmSync(join(folder, 'lookout.keys'))
    if (record.startsWith('media')) mkdirSync(join(folder, 'media'))
    writeFileSync(join(folder, record), 'x')
    expect(() => loadKeys(sealingOf(90), folder)).toThrow(/lookout\.keys is missing.*Put the key file back/s)
    expect(existsSync(join(folder, 'lookout.keys'))).toBe(false)
  },
)

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, 40)],
  ['empty', () => Buffer.alloc(0)],
  [
    'changed in one byte',
    (bytes: Buffer) => Buffer.concat([Buffer.of((bytes[0] ?? 0) ^ 1), bytes.subarray(1)]),
  ],
])('a key file that is %s is refused by name and left as it is', (_, damage) => {
  loadKeys(sealingOf(90), folder)
  const file = join(folder, 'lookout.keys')
  const damaged = damage(readFileSync(file))
  writeFileSync(file, damaged)
  expect(() => loadKeys(sealingOf(90), folder)).toThrow(file)
  expect(readFileSync(file)).toEqual(damaged)
})

test('a key file sealed for another user is refused, also when unsealing throws', () => {
  loadKeys(sealingOf(90), folder)
  expect(() => loadKeys(sealingOf(91), folder)).toThrow(/cannot be unsealed/)
  const refusing: KeySealing = {
    ...sealingOf(90),
    unseal: () => {
      throw new Error('not yours')
    },
  }
  expect(() => loadKeys(refusing, folder)).toThrow(/cannot be unsealed/)
})
