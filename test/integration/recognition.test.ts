// The real worker thread with the real models and real pixels.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FromRecogniser } from '#shared/recognition/messages.ts'
import type { Pixels } from '#shared/recognition/pixels.ts'
import { drawScene } from '../support/recognition/draw-scene.ts'
import { ALL_LAYOUTS, pixelsIn, type RgbPicture } from '../support/recognition/pixel-layouts.ts'
import { startRecogniserThread, type RecogniserThread } from '../support/recognition/recogniser-thread.ts'

const MODELS = fileURLToPath(new URL('../../assets/models', import.meta.url))

let thread: RecogniserThread
let folder = ''
let scene: RgbPicture
let sequence = 0

beforeAll(async () => {
  thread = startRecogniserThread()
  folder = await mkdtemp(join(tmpdir(), 'lookout-recognition-'))
  scene = await drawScene(1280, 720, [{ serial: 'KRT4172', x: 640, y: 430, width: 150 }])
})
afterAll(async () => {
  await thread.stop()
  await rm(folder, { recursive: true })
})

const openFolder = (modelsFolder: string) =>
  thread.ask({ type: 'open', settings: { modelsFolder, threads: 1, provider: 'cpu' } })

async function look(pixels: Pixels, isStill: boolean, capturedAt = 1_760_000_000_000) {
  const frame = { camera: 'front', sequence: ++sequence, capturedAt, pixels }
  return frameDone(await thread.ask({ type: 'frame', frame, isStill }))
}
function frameDone(answer: FromRecogniser) {
  if (answer.type !== 'frameDone') throw new Error(`Expected frameDone, got ${answer.type}.`)
  return answer
}

test('a frame before the models are open is answered with an error', async () => {
  const done = await look(pixelsIn(scene, 'gray', true), true)
  expect(done.error).toMatch(/no models/)
})

test('a missing model is a fault that names the file and what to do', async () => {
  await cp(MODELS, folder, { recursive: true })
  await rm(join(folder, 'reader.onnx'))
  const fault = await openFolder(folder)
  expect(fault).toMatchObject({
    type: 'fault',
    message: expect.stringMatching(/reader\.onnx .*Install Lookout/),
  })
})

test('a damaged model is a fault', async () => {
  const bytes = await readFile(join(MODELS, 'reader.onnx'))
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  await writeFile(join(folder, 'reader.onnx'), bytes)
  const fault = await openFolder(folder)
  expect(fault).toMatchObject({ type: 'fault', message: expect.stringMatching(/reader\.onnx is damaged/) })
})

test('a model of another shape than its card says is a fault', async () => {
  await cp(join(MODELS, 'reader.onnx'), join(folder, 'reader.onnx'))
  const card = JSON.parse(await readFile(join(MODELS, 'reader.json'), 'utf8')) as {
    input: { shape: unknown }
  }
  card.input.shape = ['n', 3, 32, 160]
  await writeFile(join(folder, 'reader.json'), JSON.stringify(card))
  const fault = await openFolder(folder)
  expect(fault).toMatchObject({
    type: 'fault',
    message: expect.stringMatching(
      /reader\.onnx is not what its card says: expected x float32 \[n, 3, 32, 160\]/,
    ),
  })
})

test('a provider this machine lacks gives way to the processor, and the answer says so', async () => {
  const provider = process.platform === 'darwin' ? 'dml' : 'coreml'
  const ready = await thread.ask({ type: 'open', settings: { modelsFolder: MODELS, provider } })
  expect(ready).toMatchObject({ type: 'ready', provider: 'cpu' })
})

test('the models open, with their versions and checksums', async () => {
  const ready = await openFolder(MODELS)
  expect(ready).toMatchObject({ type: 'ready', provider: 'cpu', threads: 1 })
  if (ready.type !== 'ready') return
  expect(ready.models.map(({ name }) => name)).toEqual(['detector', 'reader', 'state'])
  expect(ready.models.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
})

test('every pixel layout gives the same string, and the frame is moved, not copied', async () => {
  const plates = new Map<string, string>()
  for (const layout of ALL_LAYOUTS) {
    const pixels = pixelsIn(scene, layout, layout === 'yuv420p', layout === 'nv12' ? 0 : 3)
    const done = await look(pixels, true)
    expect(pixels.data.byteLength, layout).toBe(0)
    expect(done.error, layout).toBeUndefined()
    plates.set(layout, done.passes.map(({ phase, plate }) => `${phase} ${plate}`).join())
  }
  expect([...plates]).toEqual(ALL_LAYOUTS.map((layout) => [layout, 'final KRT4172']))
})

test('a read comes with its corners, candidates, doubtful positions, crop and context', async () => {
  const done = await look(pixelsIn(scene, 'yuv420p', false), true)
  const [pass] = done.passes
  if (pass === undefined) throw new Error('The drawn plate was not read.')
  expect(pass.plateProbability).toBeGreaterThan(0.7)
  expect(pass.candidates[0]).toEqual({ plate: 'KRT4172', probability: pass.plateProbability })
  expect(pass.candidates.length).toBeGreaterThan(1)
  expect(pass.positions.map(({ character }) => character).join('')).toBe('KRT4172')
  expect(pass.crop).toMatchObject({ width: 160, height: 64 })
  expect(pass.crop?.data.byteLength).toBe(3 * 160 * 64)
  expect(pass.context).toMatchObject({ width: 1280, height: 720 })
  const [topLeft, , bottomRight] = pass.corners
  expect(Math.abs((topLeft.x + bottomRight.x) / 2 - 640)).toBeLessThan(12)
  expect(Math.abs((topLeft.y + bottomRight.y) / 2 - 430)).toBeLessThan(12)
  expect(done.timings.totalMs).toBeGreaterThan(done.timings.detectMs)
})

test('a plate without a design gives no state', async () => {
  const [pass] = (await look(pixelsIn(scene, 'rgb24', true), true)).passes
  expect(pass?.state.code).toBeUndefined()
})

test('a moving vehicle is one pass: first at once, final when the camera ends', async () => {
  const phases: string[] = []
  for (let step = 0; step < 5; step++) {
    const picture = await drawScene(1280, 720, [{ serial: '347HKL', x: 500 + 18 * step, y: 420, width: 150 }])
    const done = await look(pixelsIn(picture, 'nv12', false), false, 1_760_000_000_000 + step * 66)
    phases.push(...done.passes.map(({ phase, plate }) => `${phase} ${plate}`))
    expect(new Set(done.detections.map(({ plate }) => plate)).has('347HKL')).toBe(true)
  }
  expect(phases).toEqual(['first 347HKL'])
  const ended = await thread.ask({ type: 'endCamera', camera: 'front' })
  expect(ended).toMatchObject({ type: 'cameraEnded', camera: 'front' })
  if (ended.type !== 'cameraEnded') return
  expect(ended.passes).toMatchObject([{ phase: 'final', plate: '347HKL', frames: 5 }])
})

test('two plates in one frame are two passes that share the context image', async () => {
  const picture = await drawScene(1280, 720, [
    { serial: 'KRT4172', x: 340, y: 430, width: 120 },
    { serial: '347HKL', x: 940, y: 440, width: 130 },
  ])
  const done = await look(pixelsIn(picture, 'yuv420p', false), true)
  expect(done.passes.map(({ plate }) => plate).toSorted()).toEqual(['347HKL', 'KRT4172'])
  const [one, other] = done.passes
  expect(one?.context?.data).toBe(other?.context?.data)
})

test('a frame that does not fit its buffer gives an error, and the next frame is read', async () => {
  const pixels = pixelsIn(scene, 'yuv420p', false)
  const short = await look({ ...pixels, data: pixels.data.slice(0, 1000) }, true)
  expect(short).toMatchObject({
    sequence,
    passes: [],
    error: expect.stringMatching(/the buffer has 1000 bytes/),
  })
  expect((await look(pixelsIn(scene, 'yuv420p', false), true)).passes).toHaveLength(1)
})

test('an empty street gives no read', async () => {
  const done = await look(pixelsIn(await drawScene(1280, 720, []), 'nv12', false), true)
  expect(done.passes).toEqual([])
})

test('the worker closes when told', async () => {
  expect(await thread.ask({ type: 'close' })).toEqual({ type: 'closed' })
})
