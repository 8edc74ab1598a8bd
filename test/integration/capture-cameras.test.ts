// Cameras by their real protocols: FFmpeg's device interface (lavfi in the place of a USB camera), RTSP and
// MJPEG over HTTP, supervised together. How soon trouble is noticed is shown on a fake clock in camera.test.ts.
import { expect, onTestFinished, test } from 'vitest'
import { startCameras } from '#main/capture/index.ts'
import type { Cameras } from '#main/capture/index.ts'
import type { CameraConfig } from '#shared/domain/camera.ts'
import { cameraFrom, stateOf, statusOf } from '../support/capture/collect.ts'
import { startMjpegServer } from '../support/capture/mjpeg-server.ts'
import { startRtspServer } from '../support/capture/rtsp-server.ts'

const SOON = { timeout: 30_000, interval: 20 }
const LOGIN = { user: 'admin', password: 's3cret/@:' }

function start(sources: Record<string, CameraConfig['source']>) {
  const lines: string[] = []
  const told: number[] = []
  const cameras = startCameras(
    Object.entries(sources).map(([id, source]) => cameraFrom(id, source)),
    {
      now: Date.now,
      log: (level, message) => lines.push(`${level} ${message}`),
      onChange: () => told.push(performance.now()),
      tuning: { firstRetryMs: 50, longestRetryMs: 200, checkMs: 50, staleMs: 200 },
    },
  )
  onTestFinished(() => cameras.stop())
  return { cameras, lines, told }
}

function lavfi(graph: string): CameraConfig['source'] {
  return { type: 'usb', device: `${graph},realtime`, inputFormat: 'lavfi' }
}

function network(url: string, transport?: 'tcp' | 'udp'): CameraConfig['source'] {
  return { type: 'network', url, ...(transport === undefined ? {} : { transport }) }
}

function state(cameras: Cameras, id: string) {
  return expect.poll(() => stateOf(cameras, id), SOON)
}

/** Frames go on arriving. */
async function expectAlive(cameras: Cameras, id: string): Promise<void> {
  const { frames } = statusOf(cameras, id)
  await expect.poll(() => statusOf(cameras, id).frames, SOON).toBeGreaterThan(frames + 3)
}

async function takeFrom(cameras: Cameras, id: string) {
  for (;;) {
    const taken = await cameras.take(new AbortController().signal)
    if (taken !== undefined && 'frame' in taken && taken.camera.id === id) return taken
  }
}

test('a device gives its own pixel layouts', async () => {
  const graph = 'testsrc2=size=642x480:rate=30'
  const { cameras } = start({
    yuyv: lavfi(`${graph},format=yuyv422`),
    nv12: lavfi(`${graph},format=nv12`),
    jpeg: lavfi(`${graph},format=yuvj422p`),
    ten: lavfi(`${graph},format=yuv420p10`),
  })
  const seen = []
  for (const id of ['yuyv', 'nv12', 'jpeg', 'ten']) {
    const { frame, isStill } = await takeFrom(cameras, id)
    const { layout, isFullRange, width, height, data } = frame.pixels
    seen.push([layout, isFullRange, width, height, data.byteLength, isStill])
  }
  expect(seen).toEqual([
    ['yuyv', false, 642, 480, 642 * 480 * 2, false],
    ['nv12', false, 642, 480, (642 * 480 * 3) / 2, false],
    ['yuv422p', true, 642, 480, 642 * 480 * 2, false],
    ['yuv420p', false, 642, 480, (642 * 480 * 3) / 2, false],
  ])
})

test('the newest frame wins while the recogniser is busy, and the replaced ones are counted', async () => {
  const { cameras } = start({ cam: lavfi('testsrc2=size=320x240:rate=50') })
  await expect.poll(() => statusOf(cameras, 'cam').frames, SOON).toBeGreaterThan(20)
  const { frame } = await takeFrom(cameras, 'cam')
  const { replaced } = statusOf(cameras, 'cam')
  expect(replaced).toBe(frame.sequence - 1)
})

test('a frozen, a black and a refused camera are told apart, and none stops the good one', async () => {
  const frozen = await startMjpegServer({ show: 'frozen' })
  onTestFinished(frozen.stop)
  const gone = await startMjpegServer({ show: 'moving' })
  await gone.stop()
  const { cameras, told } = start({
    good: lavfi('testsrc2=size=320x240:rate=25'),
    frozen: network(frozen.url),
    black: lavfi('color=black:size=320x240:rate=25'),
    refused: network(gone.url),
    absent: { type: 'usb', device: '/dev/video77' },
  })
  await Promise.all([
    state(cameras, 'good').toBe('live'),
    state(cameras, 'frozen').toBe('frozen'),
    state(cameras, 'black').toBe('black'),
    state(cameras, 'refused').toBe('lost'),
    state(cameras, 'absent').toBe('lost'),
  ])
  await expectAlive(cameras, 'good')
  expect(cameras.list().map(({ lastError }) => lastError?.replace(/\d{4,5}/, 'PORT'))).toEqual([
    undefined,
    expect.stringContaining('http://127.0.0.1:PORT: the picture no longer changes.'),
    expect.stringContaining('the picture is black.'),
    expect.stringContaining('http://127.0.0.1:PORT: connection refused.'),
    expect.stringMatching(/^USB camera \/dev\/video77: .*Check that it is plugged in/),
  ])
  expect(told.length).toBeGreaterThanOrEqual(5)

  frozen.show = 'moving'
  await state(cameras, 'frozen').toBe('live')
})

test.each(['tcp', 'udp'] as const)(
  'an RTSP camera over %s that goes away comes back by itself',
  async (transport) => {
    const server = await startRtspServer(LOGIN)
    onTestFinished(server.stop)
    const { cameras } = start({ cam: network(server.url, transport) })
    await state(cameras, 'cam').toBe('live')
    await expectAlive(cameras, 'cam')
    expect(statusOf(cameras, 'cam')).toMatchObject({ width: 320, height: 240, layout: 'yuv420p' })

    await server.goAway()
    await state(cameras, 'cam').toBe('lost')
    await server.comeBack()
    await state(cameras, 'cam').toBe('live')
    await expectAlive(cameras, 'cam')

    server.isSilent = true
    await state(cameras, 'cam').toBe('lost')
    server.isSilent = false
    await state(cameras, 'cam').toBe('live')
  },
)

test('an MJPEG camera that goes away, or falls silent, comes back by itself', async () => {
  const server = await startMjpegServer({ show: 'moving', login: LOGIN })
  onTestFinished(server.stop)
  const { cameras } = start({ cam: network(server.url) })
  await state(cameras, 'cam').toBe('live')
  const { frame } = await takeFrom(cameras, 'cam')
  expect(frame.pixels).toMatchObject({ layout: 'yuv420p', isFullRange: true, width: 320, height: 240 })

  await server.goAway()
  await state(cameras, 'cam').toBe('lost')
  await server.comeBack()
  await state(cameras, 'cam').toBe('live')

  server.show = 'silent'
  await state(cameras, 'cam').toBe('lost')
  server.show = 'moving'
  await state(cameras, 'cam').toBe('live')
  await expectAlive(cameras, 'cam')
})

test('no log line, error or status ever holds the credentials of a camera', async () => {
  const rtsp = await startRtspServer(LOGIN)
  onTestFinished(rtsp.stop)
  const mjpeg = await startMjpegServer({ show: 'silent', login: LOGIN })
  onTestFinished(mjpeg.stop)
  const gone = await startMjpegServer({ show: 'moving', login: LOGIN })
  await gone.stop()
  const { cameras, lines } = start({
    refused: network(gone.url.replace('http:', 'rtsp:')),
    gone: network(gone.url),
    unauthorised: network(rtsp.url.replace('admin', 'admln')),
    forbidden: network(mjpeg.url.replace('admin', 'admln')),
    silent: network(mjpeg.url),
    query: network(`http://127.0.0.1:${gone.port}/?user=admin&pwd=${encodeURIComponent(LOGIN.password)}`),
  })
  for (const id of ['refused', 'gone', 'unauthorised', 'forbidden', 'silent', 'query']) {
    await state(cameras, id).toBe('lost')
  }
  expect(statusOf(cameras, 'unauthorised').lastError).toContain('the user name or password was refused')
  expect(statusOf(cameras, 'forbidden').lastError).toContain('the user name or password was refused')
  expect(lines.length).toBeGreaterThanOrEqual(6)
  const said = JSON.stringify([lines, cameras.list()])
  for (const secret of ['s3cret', encodeURIComponent(LOGIN.password), 'admin', 'admln']) {
    expect(said).not.toContain(secret)
  }
})

test('two cameras of one name are refused', () => {
  const twice = cameraFrom('cam', lavfi('testsrc2'))
  expect(() =>
    startCameras([twice, twice], { now: Date.now, log: () => undefined, onChange: () => undefined }),
  ).toThrow('Two cameras are called "cam". Give each camera a name of its own.')
})

test('memory does not grow with the frames', async () => {
  const { cameras } = start({ cam: lavfi('testsrc2=size=1280x720:rate=1000') })
  const frameMiB = (1280 * 720 * 1.5) / 2 ** 20
  const growth = async (frames: number): Promise<number> => {
    const before = process.memoryUsage().rss
    for (let index = 0; index < frames; index += 1) await takeFrom(cameras, 'cam')
    return (process.memoryUsage().rss - before) / 2 ** 20
  }
  await growth(100)
  // 400 frames are 527 MiB: keeping but a quarter of them would show.
  expect(await growth(400)).toBeLessThan(100 * frameMiB)
})
