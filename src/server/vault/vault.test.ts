import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepBody, openBody, openVault, recordContext, sealBody, type Vault } from './index.ts'

const KEY = new Uint8Array(32).fill(9)
const PLAIN = Buffer.from('plate AB12345')

let folder = ''
let vault: Vault
const open = (name = 'vault.db') => openVault({ file: join(folder, name), key: KEY })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-vault-'))
  vault = open()
})
afterEach(() => {
  vault.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what was sealed opens again, also after a restart, and shows nothing of itself', () => {
  const sealed = vault.seal('reads', 20_000, PLAIN, 'read/1')
  expect(Buffer.from(sealed).includes('AB12345')).toBe(false)
  vault.close()
  vault = open()
  expect(Buffer.from(vault.open(sealed, 'read/1'))).toEqual(PLAIN)
})

test('the same bytes are sealed differently each time', () => {
  expect(vault.seal('reads', 1, PLAIN, 'x')).not.toEqual(vault.seal('reads', 1, PLAIN, 'x'))
})

test('nothing opens under another context, in another class or day, or after a change', () => {
  const sealed = Buffer.from(vault.seal('reads', 20_000, PLAIN, 'read/1'))
  vault.seal('hits', 20_000, PLAIN, 'x')
  vault.seal('reads', 20_001, PLAIN, 'x')
  expect(() => vault.open(sealed, 'read/2')).toThrow('damaged or was changed')
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ flip
      expect(() => vault.open(changed, 'read/1')).toThrow(/damaged|destroyed/)
    }),
  )
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), (length) => {
      expect(() => vault.open(sealed.subarray(0, length), 'read/1')).toThrow('damaged')
    }),
  )
})

test('a destroyed key opens nothing any more, and the day may have a new one', () => {
  const sealed = vault.seal('images', 20_000, PLAIN, 'x')
  const other = vault.seal('reads', 20_000, PLAIN, 'x')
  vault.destroy('images', 20_000)
  expect(() => vault.open(sealed, 'x')).toThrow('was destroyed')
  expect(Buffer.from(vault.open(other, 'x'))).toEqual(PLAIN)
  const anew = vault.seal('images', 20_000, PLAIN, 'x')
  expect(Buffer.from(vault.open(anew, 'x'))).toEqual(PLAIN)
  expect(() => vault.open(sealed, 'x')).toThrow('damaged')
})

test('a destroyed key is on the disk no longer', () => {
  vault.seal('reads', 20_000, PLAIN, 'x')
  const before = vault.keys()
  vault.destroy('reads', 20_000)
  vault.sealKept('kept/1', PLAIN)
  vault.destroyKept('kept/1')
  expect(before).toHaveLength(1)
  expect(vault.keys()).toEqual([])
  const log = readdirSync(folder).find((name) => name.endsWith('-wal'))
  expect(readFileSync(join(folder, log ?? 'vault.db-wal')).length).toBe(0)
})

test('what is kept has a key of its own and outlives its day', () => {
  const sealed = vault.seal('reads', 20_000, PLAIN, 'read/1')
  const kept = vault.sealKept('read/1', vault.open(sealed, 'read/1'))
  vault.destroy('reads', 20_000)
  expect(Buffer.from(vault.openKept('read/1', kept))).toEqual(PLAIN)
  expect(() => vault.open(kept, 'read/2')).toThrow('was destroyed')
  vault.destroyKept('read/1')
  expect(() => vault.open(kept, 'read/1')).toThrow('was destroyed')
})

test('keys go through an escrow file into another vault, and one that is there stays', () => {
  const sealed = vault.seal('reads', 20_000, PLAIN, 'x')
  const kept = vault.sealKept('y', PLAIN)
  const escrow = JSON.stringify(vault.keys())
  const restored = open('restored.db')
  const own = restored.seal('hits', 5, PLAIN, 'x')
  restored.restore(JSON.parse(escrow))
  restored.restore([{ cls: 'hits', day: 5, key: Buffer.alloc(32).toString('base64') }])
  expect(Buffer.from(restored.open(sealed, 'x'))).toEqual(PLAIN)
  expect(Buffer.from(restored.open(kept, 'y'))).toEqual(PLAIN)
  expect(Buffer.from(restored.open(own, 'x'))).toEqual(PLAIN)
  restored.close()
})

const ROW = {
  car_id: '00000000-0000-4000-8000-00000000000a',
  day: 20_000,
  id: '00000000-0000-4000-8000-00000000000b',
}

test('a body comes back as the very text that the car sent, of its day and kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (words) => {
      const text = JSON.stringify({ words })
      const row = { ...ROW, sha256: hash('sha256', text), body: sealBody(vault, 'read', ROW, text) }
      expect(openBody(vault, 'read', row)).toBe(text)
      const kept = { ...row, body: keepBody(vault, 'read', row) }
      expect(openBody(vault, 'read', kept)).toBe(text)
    }),
    { numRuns: 30 },
  )
  expect(vault.keys()).toContainEqual(expect.objectContaining({ context: recordContext('read', ROW) }))
})

test('a body in the row of another record, or of another hash, is not given', () => {
  const body = sealBody(vault, 'read', ROW, '{}')
  const row = { ...ROW, sha256: hash('sha256', '{}'), body }
  expect(openBody(vault, 'read', row)).toBe('{}')
  expect(() => openBody(vault, 'read', { ...row, day: 20_001 })).toThrow('damaged or was changed')
  expect(() => openBody(vault, 'hit', row)).toThrow('damaged or was changed')
  expect(() => openBody(vault, 'read', { ...row, sha256: hash('sha256', '') })).toThrow(
    'not what the car sent',
  )
})
