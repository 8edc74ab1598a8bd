import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_RETENTION } from '#shared/domain/retention.ts'
import { loadSettings } from './index.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const write = (text: string): void => writeFileSync(join(folder, 'settings.json'), text)

test('without a file everything has its default', () => {
  expect(loadSettings(folder)).toMatchObject({
    cameras: [],
    retention: DEFAULT_RETENTION,
    recogniser: { provider: 'cpu' },
    isTransferRequired: false,
  })
})

test('cameras, retention and GPS are taken from the file', () => {
  const front = { id: 'front', name: 'Front', kind: 'mobile', mount: 'front' }
  const camera = { ...front, source: { type: 'network', url: 'rtsp://10.0.0.2/stream' } }
  const retention = { readsMs: 60_000, hitsMs: 120_000, contextImagesMs: 60_000 }
  write(JSON.stringify({ cameras: [camera], gps: { port: '/dev/ttyS0' }, retention }))
  expect(loadSettings(folder)).toMatchObject({ cameras: [camera], gps: { port: '/dev/ttyS0' }, retention })
})

test('a wrong value, an unknown key and broken JSON name the file and the field', () => {
  write(JSON.stringify({ retention: { readsMs: 1, hitsMs: 60_000, contextImagesMs: 60_000 } }))
  expect(() => loadSettings(folder)).toThrow(/settings\.json[^]*retention\.readsMs/)
  write(JSON.stringify({ camera: [] }))
  expect(() => loadSettings(folder)).toThrow(/settings\.json[^]*camera/)
  write('{')
  expect(() => loadSettings(folder)).toThrow(/settings\.json is not JSON/)
})
