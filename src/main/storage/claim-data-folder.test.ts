import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDataFolder } from './claim-data-folder.ts'

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lookout-folder-')), 'data')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

test('a demonstration and a real installation never share a folder', () => {
  claimDataFolder(folder, 'demonstration').release()
  expect(() => claimDataFolder(folder, 'installation')).toThrow(/belongs to a demonstration/)
  claimDataFolder(folder, 'demonstration').release()
  const real = join(folder, 'real')
  claimDataFolder(real, 'installation').release()
  expect(() => claimDataFolder(real, 'demonstration')).toThrow(/a demonstration may not use it/)
})

test('a folder in use is refused until it is released', () => {
  const first = claimDataFolder(folder, 'installation')
  expect(() => claimDataFolder(folder, 'installation')).toThrow(/in use by another Lookout/)
  first.release()
  claimDataFolder(folder, 'installation').release()
})

test('a damaged or lost marker is refused, never written anew over data', () => {
  claimDataFolder(folder, 'installation').release()
  writeFileSync(join(folder, 'installation.json'), '{')
  expect(() => claimDataFolder(folder, 'installation')).toThrow(/installation\.json is damaged/)
  rmSync(join(folder, 'installation.json'))
  writeFileSync(join(folder, 'lookout.db'), 'x')
  expect(() => claimDataFolder(folder, 'installation')).toThrow(/holds data but no installation\.json/)
})
