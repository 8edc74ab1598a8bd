// What a receiver's sentences come to: the place of a moment, its age, or why there is none.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFixTracker } from '#main/capture/gps/fix-tracker.ts'
import { Location } from '#shared/domain/place.ts'
import { gga, rmc, sentence } from '../support/gps/nmea.ts'

const UTC = Date.UTC(2026, 4, 17, 8, 30, 0)
const HERE = { latitude: 41.5, longitude: -87.25, knots: 36, course: 271.5 }
const THERE = { ...HERE, latitude: 41.75 }

test('RMC and GGA of one second make one fix, in either order', () => {
  for (const order of [
    [rmc, gga],
    [gga, rmc],
  ]) {
    const tracker = createFixTracker()
    for (const [i, write] of order.entries()) tracker.hear(write(UTC, HERE), 1000 + i * 200)
    expect(tracker.location(1500)).toEqual({
      kind: 'fix',
      place: {
        latitude: 41.5,
        longitude: -87.25,
        speedMps: expect.closeTo(18.52, 9),
        courseDeg: 271.5,
        quality: 1,
        satellites: 8,
        hdop: 1.1,
        utcAt: UTC,
        ageMs: 500,
      },
    })
  }
})

test('half a second of new sentences is never mixed with the second before', () => {
  const tracker = createFixTracker()
  tracker.hear(rmc(UTC, HERE), 1000)
  tracker.hear(gga(UTC, HERE), 1200)
  expect(tracker.hear(rmc(UTC + 1000, THERE), 2000)).toBe('heard')
  expect(tracker.location(2100)).toMatchObject({ place: { latitude: 41.5, ageMs: 1100, utcAt: UTC } })
  expect(tracker.hear(gga(UTC + 1000, { ...THERE, quality: 2, satellites: 11 }), 2200)).toBe('changed')
  expect(tracker.location(2300)).toMatchObject({
    place: { latitude: 41.75, ageMs: 300, utcAt: UTC + 1000, quality: 2, satellites: 11 },
  })
})

test('a receiver that sends only one kind of sentence is not waited for', () => {
  const onlyRmc = createFixTracker()
  const onlyGga = createFixTracker()
  for (const second of [0, 1, 2]) {
    onlyRmc.hear(rmc(UTC + second * 1000, { ...HERE, quality: 6 }), second * 1000)
    onlyGga.hear(gga(UTC + second * 1000, HERE), second * 1000)
  }
  expect(onlyRmc.location(2100)).toMatchObject({ place: { quality: 6, ageMs: 100, utcAt: UTC + 2000 } })
  expect(onlyGga.location(2100)).toMatchObject({ place: { quality: 1, ageMs: 100 } })
  expect(onlyGga.location(2100)).not.toHaveProperty('place.speedMps', expect.anything())
  expect(onlyGga.location(2100)).not.toHaveProperty('place.utcAt', expect.anything())
})

test('a lost sentence costs its second no more than its age', () => {
  const tracker = createFixTracker()
  for (const second of [0, 1]) {
    tracker.hear(rmc(UTC + second * 1000, HERE), second * 1000)
    tracker.hear(gga(UTC + second * 1000, HERE), second * 1000 + 100)
  }
  tracker.hear(gga(UTC + 2000, THERE), 2000)
  expect(tracker.location(2500)).toMatchObject({ place: { latitude: 41.5, ageMs: 1500 } })
  tracker.hear(gga(UTC + 3000, THERE), 3000)
  expect(tracker.location(3000)).toMatchObject({ place: { latitude: 41.75, ageMs: 0 } })
})

test('a fix is given with its age for three seconds and not after', () => {
  const tracker = createFixTracker()
  tracker.hear(rmc(UTC, HERE), 1000)
  expect(tracker.location(4000)).toMatchObject({ kind: 'fix', place: { ageMs: 3000 } })
  expect(tracker.location(4001)).toEqual({ kind: 'none', why: 'stale' })
})

test('a receiver that repeats one second for ever is not believed to be new', () => {
  const tracker = createFixTracker()
  for (let at = 0; at <= 5000; at += 500) {
    tracker.hear(rmc(UTC, HERE), at)
    tracker.hear(gga(UTC, HERE), at)
  }
  expect(tracker.location(5000)).toEqual({ kind: 'none', why: 'stale' })
})

test('a picture that took seconds to arrive gets the place of the moment it was taken', () => {
  const tracker = createFixTracker()
  for (let second = 0; second < 12; second++) {
    tracker.hear(rmc(UTC + second * 1000, { ...HERE, latitude: 41 + second / 100 }), second * 1000)
  }
  expect(tracker.location(4300)).toMatchObject({ place: { latitude: 41.04, ageMs: 300 } })
  expect(tracker.location(-1)).toEqual({ kind: 'none', why: 'no-receiver' })
})

test.each([
  ['RMC with status V', rmc(UTC + 1000, undefined), 'no-fix'],
  ['RMC with mode N', rmc(UTC + 1000, { ...HERE, quality: 0 }), 'no-fix'],
  ['RMC without a time', sentence('GPRMC,,V,,,,,,,,,,N'), 'no-fix'],
  ['GGA with quality 0', gga(UTC + 1000, undefined), 'no-fix'],
  ['GGA of a place typed in by hand', gga(UTC + 1000, { ...HERE, quality: 7 }), 'not-measured'],
  ['GGA of a simulator', gga(UTC + 1000, { ...HERE, quality: 8 }), 'not-measured'],
  ['RMC of a simulator', rmc(UTC + 1000, { ...HERE, quality: 8 }), 'not-measured'],
])('%s ends the fix at once', (_name, line, why) => {
  const tracker = createFixTracker()
  tracker.hear(rmc(UTC, HERE), 0)
  tracker.hear(gga(UTC, HERE), 0)
  expect(tracker.hear(line, 1000)).toBe('changed')
  expect(tracker.location(1000)).toEqual({ kind: 'none', why })
  expect(tracker.location(999)).toMatchObject({ kind: 'fix' })
})

test('one sentence that refutes the fix outweighs the other of the same second, whichever comes first', () => {
  for (const lines of [
    [rmc(UTC, HERE), gga(UTC, undefined)],
    [gga(UTC, undefined), rmc(UTC, HERE)],
  ]) {
    const tracker = createFixTracker()
    for (const line of lines) tracker.hear(line, 0)
    expect(tracker.location(0)).toEqual({ kind: 'none', why: 'no-fix' })
  }
})

test('the date follows midnight, the end of a month and of a year, also where GGA comes first', () => {
  for (const midnight of [Date.UTC(2026, 4, 18), Date.UTC(2028, 2, 1), Date.UTC(2027, 0, 1)]) {
    const tracker = createFixTracker()
    for (const at of [-1000, 0, 1000]) {
      tracker.hear(gga(midnight + at, HERE), at + 2000)
      if (at === -1000) tracker.hear(rmc(midnight + at, HERE), at + 2000)
    }
    expect(tracker.location(3000)).toMatchObject({ place: { utcAt: midnight + 1000 } })
  }
})

test('fractions of a second are kept and ten fixes a second are ten fixes', () => {
  const tracker = createFixTracker()
  const utc: unknown[] = []
  for (let at = 0; at < 300; at += 100) {
    tracker.hear(rmc(UTC + at, HERE), at)
    tracker.hear(gga(UTC + at, HERE), at)
    const location = tracker.location(at)
    utc.push(location.kind === 'fix' ? location.place.utcAt : location.why)
  }
  expect(utc).toEqual([UTC, UTC + 100, UTC + 200])
})

test('the clock offset is that of the least delayed of the latest fixes', () => {
  const tracker = createFixTracker()
  expect(tracker.clockOffsetMs()).toBeUndefined()
  const systemAhead = 5000
  for (const [second, delay] of [400, 120, 300].entries()) {
    tracker.hear(rmc(UTC + second * 1000, HERE), UTC + second * 1000 + systemAhead + delay)
  }
  expect(tracker.clockOffsetMs()).toBe(-systemAhead - 120)
})

test('after the receiver is gone there is no place, also when the system clock was set back', () => {
  const tracker = createFixTracker()
  tracker.hear(rmc(UTC, HERE), 10_000)
  tracker.lose(11_000)
  expect(tracker.location(11_000)).toEqual({ kind: 'none', why: 'no-receiver' })
  tracker.hear(rmc(UTC + 1000, HERE), 12_000)
  tracker.lose(5000)
  expect(tracker.location(12_500)).toEqual({ kind: 'none', why: 'no-receiver' })
})

test('whatever is heard, what is given is a valid location and never older than the limit', () => {
  const line = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom(rmc, gga), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 8 }))
      .map(([write, second, quality]) => write(UTC + second * 1000, { ...HERE, quality })),
    fc.constantFrom(rmc(UTC, undefined), gga(UTC, undefined)),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.nat(2000)), { maxLength: 30 }), fc.nat(10_000), (heard, later) => {
      const tracker = createFixTracker()
      let at = UTC
      for (const [text, wait] of heard) {
        at += wait
        tracker.hear(text, at)
      }
      const location = Location.parse(tracker.location(at + later))
      if (location.kind === 'fix') {
        expect(location.place.ageMs).toBeLessThanOrEqual(3000)
        expect([1, 2, 3, 4, 5, 6]).toContain(location.place.quality)
      }
    }),
  )
})
