import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trackMetres, trackPath } from './track-path.ts'

const spot = fc.record({
  latitude: fc.double({ min: 25, max: 49, noNaN: true }),
  longitude: fc.double({ min: -124, max: -67, noNaN: true }),
})

test('every spot of any track lies inside the drawing', () => {
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 50 }), (track) => {
      for (const [x, y] of trackPath(track, 300, 200)?.points ?? []) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(300)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(200)
      }
    }),
  )
})

test('north is up and east is right', () => {
  const [from, to] = trackPath(
    [
      { latitude: 42, longitude: -88 },
      { latitude: 42.01, longitude: -87.99 },
    ],
    300,
    200,
  )?.points ?? [[0, 0]]
  expect(to?.[0]).toBeGreaterThan(from?.[0] ?? 0)
  expect(to?.[1]).toBeLessThan(from?.[1] ?? 0)
})

test('a car that stands is a spot in the middle, and no track is no drawing', () => {
  const stands = trackPath([{ latitude: 42, longitude: -88 }], 300, 200)
  expect(stands?.points).toEqual([[150, 100]])
  expect(trackPath([], 300, 200)).toBeUndefined()
})

test('a hundredth of a degree of latitude is about 1.1 km', () => {
  const track = [
    { latitude: 42, longitude: -88 },
    { latitude: 42.01, longitude: -88 },
  ]
  expect(trackMetres(track)).toBeCloseTo(1113.2, 0)
  expect(trackMetres(track.slice(1))).toBe(0)
})
