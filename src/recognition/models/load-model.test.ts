import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadModel } from './load-model.ts'
import { DetectorCard } from './model-card.ts'
import { availableProvider, threadsFor } from './session.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-models-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = new Uint8Array([1, 2, 3])
const card: DetectorCard = {
  name: 'detector',
  version: '1',
  file: 'detector.onnx',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  task: 'finds',
  input: { name: 'x', shape: ['n', 3], meaning: 'pixels', pixels: 'RGB' },
  output: { name: 'grid', shape: ['n'], meaning: 'scores' },
  trainedOn: ['drawn plates'],
  licence: 'AGPL-3.0-or-later',
  accuracy: [],
  limits: ['few'],
}
const put = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
const load = () => loadModel(folder, 'detector', DetectorCard)

test('a model that is what its card says is loaded', async () => {
  await put('detector.json', JSON.stringify(card))
  await put('detector.onnx', bytes)
  const model = await load()
  expect(model.card).toEqual(card)
  expect([...model.bytes]).toEqual([1, 2, 3])
})

test('a missing card or model is named, with what to do', async () => {
  await expect(load()).rejects.toThrow(
    /model card .*detector\.json cannot be read \(ENOENT\)\. Install Lookout/,
  )
  await put('detector.json', JSON.stringify(card))
  await expect(load()).rejects.toThrow(/model .*detector\.onnx cannot be read \(ENOENT\)\. Install Lookout/)
})

test('a model with another checksum is refused', async () => {
  await put('detector.json', JSON.stringify(card))
  await put('detector.onnx', new Uint8Array([1, 2, 4]))
  await expect(load()).rejects.toThrow(/detector\.onnx is damaged or not the one its card describes/)
})

test('a card that is not JSON, or lacks a field, is named', async () => {
  await put('detector.json', '{')
  await expect(load()).rejects.toThrow(/detector\.json is not JSON/)
  await put('detector.json', JSON.stringify({ ...card, sha256: 'no' }))
  await expect(load()).rejects.toThrow(/detector\.json is wrong: [^]*sha256/)
})

test('a card cannot name a file outside the folder', async () => {
  await put('detector.json', JSON.stringify({ ...card, file: '../detector.onnx' }))
  await expect(load()).rejects.toThrow(/detector\.json is wrong/)
})

test('small machines run one thread, and an absent provider gives way to the processor', () => {
  expect([threadsFor(1), threadsFor(2), threadsFor(4), threadsFor(8), threadsFor(64)]).toEqual([
    1, 1, 1, 4, 4,
  ])
  expect(availableProvider('cpu')).toBe('cpu')
  expect(availableProvider(process.platform === 'darwin' ? 'dml' : 'coreml')).toBe('cpu')
})
