// Footage in a camera's place: real video files and pictures, from the file to the taken frame.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { footageLength, startCameras } from '#main/capture/index.ts'
import type { Cameras, Taken } from '#main/capture/index.ts'
import type { CameraConfig } from '#shared/domain/camera.ts'
import type { Frame } from '#shared/recognition/pixels.ts'
import { cameraFrom, statusOf, takeAll } from '../support/capture/collect.ts'
import { makePicture, makeVideo } from '../support/capture/make-footage.ts'

const START = 1_700_000_000_000
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-footage-'))
  await makeVideo(join(folder, 'drive.mp4'), { frames: 30, rate: 10 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Footage = Extract<CameraConfig['source'], { type: 'footage' }>

function start(...sources: readonly (Partial<Footage> & { readonly path: string })[]) {
  const lines: string[] = []
  const cameras = startCameras(
    sources.map((source, index) =>
      cameraFrom(`cam-${index + 1}`, { type: 'footage', fast: true, loop: false, ...source }),
    ),
    {
      now: () => START,
      log: (level, message) => lines.push(`${level} ${message}`),
      onChange: () => undefined,
    },
  )
  onTestFinished(() => cameras.stop())
  return { cameras, lines }
}

function framesOf(taken: readonly Taken[], id = 'cam-1'): Frame[] {
  return taken.flatMap((one) => ('frame' in one && one.camera.id === id ? [one.frame] : []))
}

async function run(source: Partial<Footage> & { readonly path: string }) {
  const { cameras, lines } = start(source)
  const taken = await takeAll(cameras, 1)
  return { frames: framesOf(taken), taken, lines, status: statusOf(cameras, 'cam-1') }
}

test('fast footage loses no frame and keeps the times of the file', async () => {
  const path = join(folder, 'drive.mp4')
  const { frames, status, taken } = await run({ path })
  expect(frames.map((frame) => [frame.sequence, frame.footage, frame.capturedAt])).toEqual(
    Array.from({ length: 30 }, (_, index) => [
      index + 1,
      { source: path, atMs: index * 100 },
      START + index * 100,
    ]),
  )
  expect(frames[0]?.pixels).toMatchObject({ layout: 'yuv420p', isFullRange: false, width: 320, height: 240 })
  expect(taken.at(-1)).toMatchObject({ ended: true, error: undefined })
  expect(status).toMatchObject({ state: 'ended', frames: 30, replaced: 0, lastError: undefined })
})

test('footage in real time takes its time; what is not taken is replaced and counted', async () => {
  await makeVideo(join(folder, 'short.mp4'), { frames: 12, rate: 20 })
  const begunMs = performance.now()
  const { cameras } = start({ path: join(folder, 'short.mp4'), fast: false })
  await expect.poll(() => statusOf(cameras, 'cam-1').state, { timeout: 20_000 }).toBe('ended')
  expect(performance.now() - begunMs).toBeGreaterThan(540)
  const frames = framesOf(await takeAll(cameras, 1))
  expect(frames.map((frame) => frame.sequence)).toEqual([12])
  expect(statusOf(cameras, 'cam-1')).toMatchObject({ frames: 12, replaced: 11 })
})

test('a loop begins again and time goes on', async () => {
  const { cameras } = start({ path: join(folder, 'drive.mp4'), loop: true })
  const times: [number | undefined, number][] = []
  while (times.length < 70) {
    const taken = await cameras.take(new AbortController().signal)
    if (taken === undefined || 'ended' in taken) break
    times.push([taken.frame.footage?.atMs, taken.frame.capturedAt - START])
  }
  expect(times).toEqual(Array.from({ length: 70 }, (_, index) => [(index % 30) * 100, index * 100]))
})

test('a folder of pictures runs by name, upright, and a damaged picture is reported and left out', async () => {
  const pictures = join(folder, 'pictures')
  await mkdir(pictures)
  const size = { width: 64, height: 48 }
  await makePicture(join(pictures, 'p10.jpg'), { ...size, orientation: 6 })
  await makePicture(join(pictures, 'p2.png'), size)
  await makePicture(join(pictures, 'p3.webp'), size)
  await makePicture(join(pictures, 'p4.tif'), size)
  await makePicture(join(pictures, 'p5.bmp'), size)
  await rm(join(pictures, 'p5.bmp.png'))
  await makePicture(join(pictures, 'p6.JPEG'), size)
  await writeFile(join(pictures, 'p7.jpg'), 'not a picture')
  const whole = await readFile(join(pictures, 'p6.JPEG'))
  await writeFile(join(pictures, 'p8.jpg'), whole.subarray(0, whole.length * 0.7))
  await writeFile(join(pictures, 'notes.txt'), 'left alone')

  const { frames, taken, lines, status } = await run({ path: pictures, pictureSeconds: 2 })
  expect(
    frames.map(({ footage, pixels }) => [
      footage?.source.replace(join(pictures, '/'), ''),
      footage?.atMs,
      pixels.width,
      pixels.height,
    ]),
  ).toEqual([
    ['p2.png', 0, 64, 48],
    ['p3.webp', 2000, 64, 48],
    ['p4.tif', 4000, 64, 48],
    ['p5.bmp', 6000, 64, 48],
    ['p6.JPEG', 8000, 64, 48],
    // Orientation 6: to be turned a quarter clockwise, so what was left is above.
    ['p10.jpg', 10_000, 48, 64],
  ])
  for (const { pixels } of frames) {
    expect(colourAt(pixels.data, 0)).toBe('red')
    expect(colourAt(pixels.data, pixels.data.byteLength - 3, pixels.layout)).toBe('blue')
  }
  expect(taken.every((one) => 'ended' in one || one.isStill)).toBe(true)
  expect(
    lines.filter((line) => line.includes('left out')).map((line) => line.match(/p\d+\.\w+/)?.[0]),
  ).toEqual(['p7.jpg', 'p8.jpg'])
  expect(status).toMatchObject({ state: 'ended', frames: 6, replaced: 0, lastError: undefined })
})

function colourAt(data: ArrayBuffer, offset: number, layout = 'rgb24'): string {
  const [first = 0, , third = 0] = new Uint8Array(data, offset, 3)
  const [red, blue] = layout === 'bgr24' ? [third, first] : [first, third]
  return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : `${red},${blue}`
}

test('pictures keep the time between them that the camera wrote, when they are of one drive', async () => {
  const drive = join(folder, 'timed')
  await mkdir(drive)
  const times = ['10:00:00', '10:00:04', '10:00:09', '15:00:00', undefined, '15:00:30']
  for (const [index, time] of times.entries()) {
    await makePicture(join(drive, `${index}.jpg`), {
      width: 32,
      height: 32,
      ...(time === undefined ? {} : { takenAt: `2024:05:06 ${time}` }),
    })
  }
  const { frames } = await run({ path: drive })
  expect(frames.map((frame) => frame.footage?.atMs)).toEqual([0, 4000, 9000, 10_000, 11_000, 12_000])
})

test('how much footage a path holds is known beforehand', async () => {
  const pictures = join(folder, 'counted')
  await mkdir(pictures)
  for (const name of ['a.jpg', 'b.PNG', 'c.txt']) await writeFile(join(pictures, name), '')
  expect(await footageLength(join(folder, 'drive.mp4'))).toEqual({ durationMs: 3000 })
  expect(await footageLength(pictures)).toEqual({ pictures: 2 })
  expect(await footageLength(join(pictures, 'c.txt'))).toBeUndefined()
  expect(await footageLength(join(pictures, 'none.mp4'))).toBeUndefined()
})

test('a single picture is footage too', async () => {
  const path = join(folder, 'one.jpg')
  await makePicture(path, { width: 64, height: 48 })
  const { frames } = await run({ path })
  expect(frames.map((frame) => frame.footage)).toEqual([{ source: path, atMs: 0 }])
})

test('footage that cannot be read ends with a reason, and other footage runs on', async () => {
  const bad = join(folder, 'bad')
  await mkdir(bad)
  await mkdir(join(bad, 'empty'))
  await writeFile(join(bad, 'text.mp4'), 'this is not a video')
  await writeFile(join(bad, 'only.jpg'), 'not a picture')
  const paths = [join(bad, 'text.mp4'), join(bad, 'only.jpg'), join(bad, 'empty'), join(bad, 'none.mp4')]
  const { cameras } = start(...paths.map((path) => ({ path })), { path: join(folder, 'drive.mp4') })
  const taken = await takeAll(cameras, 5)
  const ends = taken
    .flatMap((one) => ('ended' in one ? [one] : []))
    .toSorted((a, b) => (a.camera.id < b.camera.id ? -1 : 1))
  expect(ends.map((one) => one.error?.replace(bad, ''))).toEqual([
    'footage /text.mp4: what comes from it is not video, or is damaged. Name a video file, a picture or a folder of pictures.',
    'footage /only.jpg: there is no picture in it that can be shown.',
    'footage /empty: the folder holds no pictures (jpg, png, webp, bmp or tif).',
    'footage /none.mp4: there is no such file or folder. Name a video file, a picture or a folder of pictures.',
    undefined,
  ])
  expect(framesOf(taken, 'cam-5')).toHaveLength(30)
})

test('a video that was cut off gives the frames it still has', async () => {
  const whole = join(folder, 'whole.mkv')
  await makeVideo(whole, { frames: 30, rate: 10 })
  const bytes = await readFile(whole)
  const path = join(folder, 'cut.mkv')
  await writeFile(path, bytes.subarray(0, bytes.length / 2))
  const { frames } = await run({ path })
  expect(frames.length).toBeGreaterThan(5)
  expect(frames.length).toBeLessThan(30)
})

test('cameras are served in turn', async () => {
  const { cameras } = start({ path: join(folder, 'drive.mp4') }, { path: join(folder, 'drive.mp4') })
  const order: string[] = []
  for (let index = 0; index < 10; index += 1) {
    // Each has counted one frame more than was taken of it: both have one waiting.
    const waiting = [Math.floor(index / 2) + 1 + (index % 2), Math.floor(index / 2) + 1]
    await expect.poll(() => cameras.list().map((camera) => camera.frames)).toEqual(waiting)
    const taken = await cameras.take(new AbortController().signal)
    order.push(taken?.camera.id ?? 'none')
  }
  expect(order.join(' ')).toBe('cam-1 cam-2 cam-1 cam-2 cam-1 cam-2 cam-1 cam-2 cam-1 cam-2')
})

test('taking ends when the cameras are stopped, and when the taker gives up', async () => {
  const { cameras } = start({ path: join(folder, 'one-more.jpg') })
  expect(await cameras.take(new AbortController().signal)).toMatchObject({ ended: true })
  const givingUp = new AbortController()
  const first = cameras.take(givingUp.signal)
  givingUp.abort()
  const second = cameras.take(new AbortController().signal)
  expect(await first).toBeUndefined()
  const stopped: Promise<void> = (cameras satisfies Cameras).stop()
  expect(await second).toBeUndefined()
  await stopped
  expect(await cameras.take(new AbortController().signal)).toBeUndefined()
})
