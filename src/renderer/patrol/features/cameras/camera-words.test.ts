import { expect, test } from 'vitest'
import { CameraStatus } from '#shared/domain/camera.ts'
import { cameraWords } from './camera-words.ts'

function camera(health: Partial<CameraStatus>): CameraStatus {
  return CameraStatus.parse({
    id: 'front',
    name: 'FRONT',
    kind: 'mobile',
    mount: 'front',
    sourceType: 'usb',
    state: 'live',
    framesPerSecond: 14.4,
    frames: 100,
    replaced: 0,
    ...health,
  })
}

test('each state of a camera has its words', () => {
  expect(
    [
      camera({}),
      camera({ framesPerSecond: 2.25, replaced: 1234 }),
      camera({ state: 'opening' }),
      camera({ state: 'frozen' }),
      camera({ state: 'black' }),
      camera({ state: 'lost', retryAt: 14_000, lastError: 'device is gone' }),
      camera({ state: 'lost' }),
      camera({ state: 'ended' }),
    ].map((status) => Object.values(cameraWords(status, 10_000)).filter((words) => words !== undefined)),
  ).toEqual([
    ['14 frames/s'],
    ['2.3 frames/s', '1,234 replaced'],
    ['opening'],
    ['frozen', 'picture stands still'],
    ['black', 'nothing to see'],
    ['no signal, retry in 4 s', 'device is gone'],
    ['no signal'],
    ['footage is over'],
  ])
})
