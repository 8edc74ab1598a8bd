import { expect, test } from 'vitest'
import type { GpsStatus, Place } from '#shared/domain/place.ts'
import { gpsWords, headingWords, whereRead } from './where.ts'

const place: Place = { latitude: 41.878_9, longitude: -87.635_94, quality: 1, satellites: 9, ageMs: 400 }

test('a fresh fix is told in degrees with its half of the earth', () => {
  expect(whereRead({ kind: 'fix', place })).toBe('41.8789 N 87.6359 W')
  expect(whereRead({ kind: 'fix', place: { ...place, latitude: -0.5, longitude: 7 } })).toBe(
    '0.5000 S 7.0000 E',
  )
})

test('an older or estimated fix says so', () => {
  expect(whereRead({ kind: 'fix', place: { ...place, ageMs: 4200, quality: 6 } })).toBe(
    '41.8789 N 87.6359 W (estimated, fix 4 s old)',
  )
})

test('a read without a place says why', () => {
  expect(whereRead({ kind: 'none', why: 'no-receiver' })).toBe('no GPS')
  expect(whereRead({ kind: 'none', why: 'stale' })).toBe('no fix (last one too old)')
})

test('the receiver is told with its satellites', () => {
  const gps: GpsStatus = { state: 'fix', location: { kind: 'fix', place }, sentences: 10, refused: 0 }
  expect(gpsWords(gps)).toBe('fix, 9 satellites')
  expect(gpsWords({ ...gps, state: 'lost' })).toBe('receiver lost')
  expect(gpsWords({ ...gps, location: { kind: 'none', why: 'no-fix' } })).toBe('no fix')
})

test('a heading is one of eight ways, and none where no course was measured', () => {
  const heading = (courseDeg?: number): string | undefined =>
    headingWords({
      kind: 'fix',
      place: {
        latitude: 42,
        longitude: -88,
        quality: 1,
        ageMs: 0,
        ...(courseDeg === undefined ? {} : { courseDeg }),
      },
    })
  expect([0, 22, 23, 90, 180, 270, 338, 360].map(heading)).toEqual([
    'north',
    'north',
    'north-east',
    'east',
    'south',
    'west',
    'north',
    'north',
  ])
  expect([heading(), headingWords({ kind: 'none', why: 'no-fix' })]).toEqual([undefined, undefined])
})
