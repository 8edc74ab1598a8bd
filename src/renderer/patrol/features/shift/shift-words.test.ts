import { expect, test } from 'vitest'
import { CameraStatus } from '#shared/domain/camera.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Severity } from '#shared/domain/severity.ts'
import { camerasLine, hitSubject, mayMute, openHitsLine } from './shift-words.ts'

const camera = (name: string, state: string): CameraStatus =>
  CameraStatus.parse({
    id: name.toLowerCase(),
    name,
    kind: 'mobile',
    mount: 'front',
    sourceType: 'usb',
    state,
    framesPerSecond: 10,
    frames: 1,
    replaced: 0,
  })
const hit = (severity: Severity): Hit =>
  ({
    presentation: { severity },
    matches: [{ entry: { category: 'stolen-plate', plate: 'AB12345' } }],
  }) as Hit

test('cameras are counted, and those that give no picture are named', () => {
  expect(camerasLine([])).toBe('no camera found')
  expect(camerasLine([camera('FRONT', 'live')])).toBe('1 of 1 give pictures')
  expect(camerasLine([camera('FRONT', 'live'), camera('LEFT', 'lost'), camera('REAR', 'frozen')])).toBe(
    '1 of 3 give pictures: LEFT lost, REAR frozen',
  )
})

test('open hits are counted with the gravest of them', () => {
  expect(openHitsLine([])).toBe('No open hits from before.')
  expect(openHitsLine([hit('low')])).toBe('1 open hit from before, low.')
  expect(openHitsLine([hit('low'), hit('high'), hit('medium')])).toBe(
    '3 open hits from before, the gravest high.',
  )
})

test('an open hit is told without its plate', () => {
  expect(hitSubject(hit('high'))).toBe('Stolen plate')
})

test('only what the profile lets be muted can be', () => {
  const looks = { sound: 'low', spoken: '', isCovert: false } as const
  const presentations = {
    'stolen-plate': { ...looks, severity: 'high', mayMute: false },
    'parking-scofflaw': { ...looks, severity: 'low', mayMute: true },
  } as const
  const profile = { presentations } as unknown as Profile
  expect(mayMute(profile, 'high')).toEqual([])
  expect(mayMute(profile, 'low')).toEqual(['Parking scofflaw'])
})
