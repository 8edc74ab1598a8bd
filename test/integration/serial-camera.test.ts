// A serial-attached camera from its port to its pixels, over a real pseudo-terminal.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { CameraSource } from '#shared/domain/camera.ts'
import type { CapturedFrame } from '#main/capture/frame-source.ts'
import { openSerialSource } from '#main/capture/serial/open-serial-source.ts'
import { openPtyPair } from '../support/serial/pty-pair.ts'
import type { PtyPair } from '../support/serial/pty-pair.ts'
import { startVc0706Simulator } from '../support/serial/vc0706-simulator.ts'
import type { Vc0706Simulator } from '../support/serial/vc0706-simulator.ts'

type Baud = Extract<CameraSource, { type: 'serial' }>['baud']

let bright: Buffer
let dark: Buffer
let cleanUp: (() => Promise<void>)[] = []

beforeAll(async () => {
  bright = await makePicture(200)
  dark = await makePicture(40)
})

afterEach(async () => {
  for (const clean of cleanUp.toReversed()) await clean()
  cleanUp = []
})

test('pictures come whole and in order from a camera that starts at 38,400 and is told to go to 115,200', async () => {
  const { pair, camera } = await plugInCamera()
  const source = openSource(pair, 115_200)
  const taken: CapturedFrame[] = []
  for await (const frame of frames(source)) {
    taken.push(frame)
    camera.jpeg = dark
    if (taken.length === 3) break
  }
  expect(taken.map(describe)).toEqual([
    { width: 640, height: 480, isStill: true, brightness: 200 },
    { width: 640, height: 480, isStill: true, brightness: 40 },
    { width: 640, height: 480, isStill: true, brightness: 40 },
  ])
  expect(camera.seen).toMatchObject({ baud: 115_200, memoryWrites: 0, freezes: 3, compression: 0x36 })
  expect(source.counts).toEqual({ pictures: 3, refused: 0, setUps: 1 })
})

test.each<[Baud, Baud]>([
  [9600, 38_400],
  [115_200, 19_200],
])('a camera that speaks at %i baud is found when %i is configured', async (baud, configured) => {
  const { pair, camera } = await plugInCamera({ baud })
  expect(describe(await firstFrame(openSource(pair, configured)))).toMatchObject({ brightness: 200 })
  expect(camera.seen.baud).toBe(configured)
})

test('another resolution is written to the camera once and it is restarted for it', async () => {
  const { pair, camera } = await plugInCamera({ resolution: 0x11 })
  await firstFrame(openSource(pair, 38_400))
  expect(camera.seen).toMatchObject({ resolution: 0x00, memoryWrites: 1, resets: 1 })
  await firstFrame(openSource(pair, 38_400))
  expect(camera.seen).toMatchObject({ memoryWrites: 1, resets: 1 })
})

test('blocks that lose bytes, gain noise, come late or not at all are asked for again', async () => {
  const { pair, camera } = await plugInCamera()
  camera.blockFaults.set(1, 'drop').set(3, 'late').set(5, 'noise').set(8, 'swallow')
  camera.sendsMotionNotices = true
  const source = openSource(pair, 38_400)
  expect(describe(await firstFrame(source))).toMatchObject({ brightness: 200 })
  expect(source.counts).toEqual({ pictures: 1, refused: 0, setUps: 1 })
  expect(camera.seen.blocks).toBeGreaterThan(Math.max(...camera.blockFaults.keys()))
})

test('a camera that restarts in the middle of a picture is set up anew', async () => {
  const { pair, camera } = await plugInCamera()
  camera.blockFaults.set(2, 'reset')
  const source = openSource(pair, 38_400)
  expect(describe(await firstFrame(source))).toMatchObject({ brightness: 200 })
  expect(source.counts).toEqual({ pictures: 1, refused: 1, setUps: 2 })
})

test('a camera that restarts at another rate, so that its start text is not understood, is found again', async () => {
  const { pair, camera } = await plugInCamera()
  camera.blockFaults.set(2, 'reset')
  const source = openSource(pair, 115_200)
  expect(describe(await firstFrame(source))).toMatchObject({ brightness: 200 })
  expect(source.counts).toEqual({ pictures: 1, refused: 1, setUps: 2 })
  expect(camera.seen.baud).toBe(115_200)
})

test('a picture without its beginning, without its end or damaged inside is refused and counted', async () => {
  const { pair, camera } = await plugInCamera()
  const source = openSource(pair, 38_400)
  const damaged = Buffer.from(bright)
  damaged.fill(0xff, 40, damaged.length - 40)
  const broken = [bright.subarray(8), bright.subarray(0, -100), damaged]
  camera.jpeg = broken[0] ?? bright
  const watch = setInterval(() => {
    camera.jpeg = broken[source.counts.refused] ?? bright
  }, 1)
  cleanUp.push(async () => clearInterval(watch))
  expect(describe(await firstFrame(source))).toMatchObject({ brightness: 200 })
  expect(source.counts).toEqual({ pictures: 1, refused: 3, setUps: 1 })
})

test('a camera that goes dead or is unplugged ends the frames with an error that names the port', async () => {
  const { pair, camera } = await plugInCamera()
  const dead = expectEnd(pair, () => {
    camera.isDead = true
  })
  await expect(dead).rejects.toThrow(`${pair.port}: no VC0706 camera answers at`)
  camera.isDead = false
  const unplugged = expectEnd(pair, () => void pair.unplug())
  await expect(unplugged).rejects.toThrow(`${pair.port}: the port is gone`)
})

test('stopping ends the frames at once and frees the port for the next', async () => {
  const { pair, camera } = await plugInCamera()
  camera.isDead = true
  const stopper = new AbortController()
  const iterator = openSource(pair, 38_400).frames(stopper.signal)[Symbol.asyncIterator]()
  const next = iterator.next()
  setTimeout(() => stopper.abort(), 100)
  await expect(next).resolves.toEqual({ done: true, value: undefined })
  camera.isDead = false
  expect(describe(await firstFrame(openSource(pair, 38_400)))).toMatchObject({ brightness: 200 })
})

test('a port that is not there, not a port or in use says so and what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-serial-'))
  cleanUp.push(async () => await rm(folder, { recursive: true }))
  const missing = join(folder, 'ttyUSB9')
  await expect(firstFrame(openSource({ port: missing }, 38_400))).rejects.toThrow(
    new RegExp(`^${missing}: there is no such port; (this machine has no|the ports of this machine are)`),
  )
  await expect(firstFrame(openSource({ port: '/dev/null' }, 38_400))).rejects.toThrow(
    '/dev/null: not a serial port',
  )
  const { pair } = await plugInCamera()
  const inUse = openSource(pair, 38_400)
  for await (const _frame of frames(inUse)) {
    await expect(firstFrame(openSource(pair, 38_400))).rejects.toThrow(
      `${pair.port}: in use by another program`,
    )
    break
  }
})

test.skipIf(process.getuid?.() === 0)('a port the user may not open names the dialout group', async () => {
  const { pair } = await plugInCamera()
  await chmod(pair.port, 0)
  await expect(firstFrame(openSource(pair, 38_400))).rejects.toThrow('dialout group')
})

async function plugInCamera(options: { baud?: Baud; resolution?: number } = {}): Promise<{
  pair: PtyPair
  camera: Vc0706Simulator
}> {
  const pair = await openPtyPair()
  cleanUp.push(pair.stop)
  const camera = await startVc0706Simulator(pair, { jpeg: bright, ...options })
  cleanUp.push(camera.stop)
  return { pair, camera }
}

function openSource({ port }: { port: string }, baud: Baud) {
  return openSerialSource({ type: 'serial', port, driver: 'vc0706', baud, resolution: '640x480' }, Date.now)
}

function frames(source: ReturnType<typeof openSource>) {
  return source.frames(new AbortController().signal)
}

async function firstFrame(source: ReturnType<typeof openSource>): Promise<CapturedFrame> {
  for await (const frame of frames(source)) return frame
  throw new Error('the camera gave no frame')
}

/** Takes frames until they end, after making trouble at the first. */
async function expectEnd(pair: PtyPair, makeTrouble: () => void): Promise<void> {
  let isFirst = true
  for await (const _frame of frames(openSource(pair, 38_400))) {
    if (isFirst) makeTrouble()
    isFirst = false
  }
}

/** A picture of one brightness with fine detail in it, so that its JPEG is as large as a camera's. */
async function makePicture(brightness: number): Promise<Buffer> {
  const pixels = Buffer.alloc(640 * 480, brightness)
  for (let i = 0; i < pixels.length; i += 3) pixels[i] = brightness + ((i * 7919) % 31) - 15
  return await sharp(pixels, { raw: { width: 640, height: 480, channels: 1 } })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .toBuffer()
}

function describe({ pixels, isStill }: CapturedFrame) {
  const luma = new Uint8Array(pixels.data, pixels.planes[0]?.offset ?? 0, pixels.width * pixels.height)
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length
  return { width: pixels.width, height: pixels.height, isStill, brightness: Math.round(mean / 10) * 10 }
}
