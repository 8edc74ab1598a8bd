import { expect, test } from 'vitest'
import { CameraStatus } from '#shared/domain/camera.ts'
import { alertOnlyLine, spokenBareAlert } from './alert-words.ts'

const camera = (state: string): CameraStatus =>
  CameraStatus.parse({
    id: 'front',
    name: 'FRONT',
    kind: 'mobile',
    mount: 'front',
    sourceType: 'usb',
    state,
    framesPerSecond: 10,
    frames: 1,
    replaced: 0,
  })

test('the cameras are told in one line', () => {
  expect(alertOnlyLine(undefined)).toBe('Cameras: not known yet.')
  expect(alertOnlyLine([])).toBe('Cameras: none found.')
  expect(alertOnlyLine([camera('live'), camera('lost')])).toBe('Cameras: 1 of 2 give pictures.')
})

test('the voice says the category and no more', () => {
  expect(spokenBareAlert({ category: 'stolen-vehicle' })).toBe(
    'Possible match. Stolen vehicle. Not verified.',
  )
})
