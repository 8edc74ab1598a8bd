// The supervisor against a camera that is absent hardware: a script plays its part, on a clock of its own.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CameraConfig } from '#shared/domain/camera.ts'
import type { Pixels } from '#shared/recognition/pixels.ts'
import { startCamera } from './camera.ts'
import type { RunningCamera } from './camera.ts'
import type { CapturedFrame, FrameSource } from './frame-source.ts'
import { pause } from './pause.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What the camera does when it is opened: shows something at 25 frames a second, or fails. */
type Scene = 'moving' | 'frozen' | 'black' | 'nothing' | 'refused'

function startScripted(source: CameraConfig['source'], scenes: Scene[]) {
  const openings: { readonly atMs: number; readonly scene: Scene }[] = []
  const states: [atMs: number, state: string][] = []
  const beganMs = performance.now()
  let changes = 0
  const script: { scene: Scene } = { scene: 'nothing' }
  const frameSource: FrameSource = {
    describe: 'test camera',
    async *frames(signal): AsyncGenerator<CapturedFrame> {
      script.scene = scenes.shift() ?? script.scene
      openings.push({ atMs: performance.now() - beganMs, scene: script.scene })
      if (script.scene === 'refused') throw new Error('test camera: connection refused. Check it.')
      for (let turn = 0; !signal.aborted; turn += 1) {
        await pause(40, signal)
        if (signal.aborted) return
        const brightness = { moving: 100 + (turn % 2), frozen: 100, black: 16, nothing: 0, refused: 0 }[
          script.scene
        ]
        if (brightness > 0) yield { capturedAt: Date.now(), pixels: draw(brightness), isStill: false }
      }
    },
  }
  const config = CameraConfig.parse({ id: 'cam', name: 'cam', kind: 'mobile', mount: 'front', source })
  const camera: RunningCamera = startCamera(config, frameSource, {
    now: Date.now,
    log: () => undefined,
    onFrame: () => undefined,
    onStateChange: () => {
      changes += 1
      states.push([performance.now() - beganMs, camera.status().state])
    },
  })
  return { camera, openings, states, script, changes: () => changes }
}

function draw(brightness: number): Pixels {
  const data = new Uint8Array(64 * 48).fill(brightness).buffer
  return {
    layout: 'gray',
    isFullRange: true,
    width: 64,
    height: 48,
    planes: [{ offset: 0, stride: 64 }],
    data,
  }
}

const USB: CameraConfig['source'] = { type: 'usb', device: 'scripted' }

test.each<[Scene, string]>([
  ['nothing', 'lost'],
  ['frozen', 'frozen'],
  ['black', 'black'],
  ['refused', 'lost'],
])('a camera that turns to "%s" is shown as %s within 3 s, with what to do', async (scene, state) => {
  const { camera, script, states } = startScripted(USB, ['moving'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(camera.status()).toMatchObject({ state: 'live', framesPerSecond: 25, lastError: undefined })
  const turnedMs = 10_000
  script.scene = scene
  await vi.advanceTimersByTimeAsync(3_000)
  const noticed = states.find(([, name]) => name === state)
  expect(noticed?.[0]).toBeLessThanOrEqual(turnedMs + 3_000)
  expect(camera.status().lastError).toMatch(/^test camera: .*[cC]heck/)
  await camera.stop()
})

test('a camera that is silent from the beginning is shown as lost within 3 s', async () => {
  const { camera, states } = startScripted(USB, ['nothing'])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(states).toHaveLength(1)
  expect(camera.status().state).toBe('lost')
  await camera.stop()
})

test('a refused camera is tried again after waits that double to ten seconds', async () => {
  const { camera, openings } = startScripted(USB, ['refused'])
  await vi.advanceTimersByTimeAsync(40_000)
  expect(openings.map(({ atMs }) => Math.round(atMs / 100) * 100)).toEqual([
    0, 500, 1500, 3500, 7500, 15_500, 25_500, 35_500,
  ])
  const { state, retryAt = 0, lastError } = camera.status()
  expect([state, retryAt - Date.now(), lastError]).toEqual([
    'lost',
    5_500,
    'test camera: connection refused. Check it.',
  ])
  await camera.stop()
})

test('after a good spell the next failure is a first one again', async () => {
  const { camera, openings, script } = startScripted(USB, [
    'refused',
    'refused',
    'refused',
    'moving',
    'refused',
  ])
  await vi.advanceTimersByTimeAsync(3_600)
  expect(openings).toHaveLength(4)
  expect(camera.status()).toMatchObject({
    state: 'live',
    lastError: 'test camera: connection refused. Check it.',
  })
  await vi.advanceTimersByTimeAsync(6_000)
  expect(camera.status()).toMatchObject({ state: 'live', lastError: undefined, retryAt: undefined })
  script.scene = 'nothing'
  await vi.advanceTimersByTimeAsync(10_000)
  const waits = openings.slice(4).map(({ atMs }) => atMs)
  expect((waits[1] ?? 0) - (waits[0] ?? 0)).toBeCloseTo(1_000, -2)
  await camera.stop()
})

test('a frozen picture is opened afresh, stays shown as frozen, and lives again with the first that moves', async () => {
  const { camera, openings, states, script } = startScripted(USB, ['frozen'])
  await vi.advanceTimersByTimeAsync(9_000)
  expect(camera.status().state).toBe('frozen')
  await vi.advanceTimersByTimeAsync(30_000)
  expect(openings.length).toBeGreaterThan(3)
  expect(states.map(([, name]) => name)).toEqual(['live', 'frozen'])
  script.scene = 'moving'
  await vi.advanceTimersByTimeAsync(200)
  expect(states.map(([, name]) => name)).toEqual(['live', 'frozen', 'live'])
  expect(camera.status().retryAt).toBeUndefined()
  await camera.stop()
})

test('a slow serial camera is given the time its line needs for a picture', async () => {
  const serial = { type: 'serial', port: 'COM3', driver: 'vc0706', baud: 38_400 } as const
  const { camera } = startScripted(serial, ['nothing'])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(camera.status().state).toBe('opening')
  await vi.advanceTimersByTimeAsync(15_000)
  expect(camera.status().state).toBe('lost')
  await camera.stop()
})

test.each<Scene>(['frozen', 'black'])('footage may be %s for as long as it likes', async (scene) => {
  const footage = { type: 'footage', path: 'x.mp4', fast: false, loop: false } as const
  const { camera } = startScripted(footage, [scene])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(camera.status()).toMatchObject({ state: 'live', lastError: undefined })
  await camera.stop()
})

test('a stopped camera is not opened again', async () => {
  const { camera, openings } = startScripted(USB, ['refused'])
  await vi.advanceTimersByTimeAsync(100)
  await camera.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(openings).toHaveLength(1)
})
