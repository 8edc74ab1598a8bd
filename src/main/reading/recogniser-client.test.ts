import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromRecogniser, ToRecogniser } from '#shared/recognition/messages.ts'
import type { Frame } from '#shared/recognition/pixels.ts'
import { openRecogniser, type RecogniserClient } from './recogniser-client.ts'

const SETTINGS = { modelsFolder: 'models', provider: 'cpu' as const }
const TIMINGS = { resampleMs: 1, detectMs: 1, straightenMs: 0, readMs: 0, stateMs: 0, totalMs: 2 }

let worker: MessagePort
let client: RecogniserClient
let ended: PromiseWithResolvers<string>
let asked: ToRecogniser[]
const told = vi.fn<() => void>()

beforeEach(() => {
  const { port1, port2 } = new MessageChannel()
  worker = port2
  asked = []
  ended = Promise.withResolvers<string>()
  told.mockClear()
  worker.on('message', (message: ToRecogniser) => asked.push(message))
  const stop = (): Promise<void> => Promise.resolve(port1.close())
  client = openRecogniser({ port: port1, ended: ended.promise, stop }, SETTINGS, told)
})
afterEach(async () => {
  vi.useRealTimers()
  await client.stop()
  worker.close()
})

function say(message: FromRecogniser): void {
  worker.postMessage(message, [])
}

async function ready(): Promise<void> {
  say({ type: 'ready', models: [{ name: 'reader', version: '1', sha256: 'x' }], provider: 'cpu', threads: 2 })
  await client.opened
}

function frame(): Frame {
  const data = new ArrayBuffer(12)
  const pixels = { layout: 'rgb24', isFullRange: true, width: 2, height: 2, planes: [], data } as const
  return { camera: 'front', sequence: 1, capturedAt: 0, pixels }
}

const done = (): FromRecogniser => ({
  type: 'frameDone',
  camera: 'front',
  sequence: 1,
  timings: TIMINGS,
  detections: [],
  passes: [],
})

test('tells the provider, threads and models in use, and moves the pixels instead of copying them', async () => {
  await ready()
  expect(client.state()).toMatchObject({ state: 'reading', provider: 'cpu', threads: 2 })
  const sent = frame()
  const answer = client.recognise(sent, false)
  await expect.poll(() => asked.map((one) => one.type)).toEqual(['open', 'frame'])
  expect(sent.pixels.data.detached).toBe(true)
  say(done())
  expect(await answer).toMatchObject({ type: 'frameDone', sequence: 1 })
})

test('a fault at the start is told, and frames are not waited for', async () => {
  say({ type: 'fault', message: 'reader.onnx is damaged' })
  await client.opened
  expect(client.state()).toMatchObject({ state: 'not-reading', fault: 'reader.onnx is damaged' })
  expect(await client.recognise(frame(), false)).toBeUndefined()
  expect(told).toHaveBeenCalled()
})

test('a worker that dies is told with what to do, and nobody waits for ever', async () => {
  await ready()
  const answer = client.recognise(frame(), false)
  ended.resolve('exit code 1')
  expect(await answer).toBeUndefined()
  expect(client.state().fault).toMatch(/stopped \(exit code 1\)\. Nothing is being read\. Restart Lookout/)
  expect(await client.recognise(frame(), false)).toBeUndefined()
})

test('a silence is told after ten seconds, and an answer after it too', async () => {
  await ready()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const answer = client.recognise(frame(), false)
  await Promise.resolve()
  await vi.advanceTimersByTimeAsync(9900)
  expect(client.state().state).toBe('reading')
  await vi.advanceTimersByTimeAsync(200)
  expect(client.state()).toMatchObject({ state: 'not-reading' })
  expect(client.state().fault).toMatch(/has not answered for 10 s/)
  say(done())
  expect(await answer).toMatchObject({ type: 'frameDone' })
  expect(client.state()).toMatchObject({ state: 'reading' })
  expect(client.state()).not.toHaveProperty('fault')
})

test('the end of a camera brings its last passes', async () => {
  await ready()
  const answer = client.endCamera('front')
  await once(worker, 'message')
  say({ type: 'cameraEnded', camera: 'front', passes: [] })
  expect(await answer).toEqual({ type: 'cameraEnded', camera: 'front', passes: [] })
})
