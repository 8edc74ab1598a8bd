import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSentence } from './read-sentence.ts'

/** Adds the checksum, so that only the form is in question. */
function withChecksum(body: string): string {
  let sum = 0
  for (const character of body) sum ^= character.charCodeAt(0)
  return `$${body}*${sum.toString(16).padStart(2, '0')}`
}

test('RMC gives time, date, position, speed, course and quality', () => {
  expect(
    readSentence(withChecksum('GPRMC,225446.25,A,4916.4500,N,12311.1200,W,000.5,054.7,191194,020.3,E,D')),
  ).toEqual({
    kind: 'rmc',
    timeOfDayMs: 82_486_250,
    isValid: true,
    position: { latitude: 49 + 16.45 / 60, longitude: -(123 + 11.12 / 60) },
    quality: 2,
    speedMps: (0.5 * 1852) / 3600,
    courseDeg: 54.7,
    dayAt: Date.UTC(1994, 10, 19),
  })
})

test('GGA gives time, position, quality, satellites and dilution', () => {
  expect(readSentence('$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47')).toEqual({
    kind: 'gga',
    timeOfDayMs: 45_319_000,
    position: { latitude: 48 + 7.038 / 60, longitude: 11 + 31 / 60 },
    quality: 1,
    satellites: 8,
    hdop: 0.9,
  })
})

test.each(['GP', 'GN', 'GL', 'GA', 'GB'])('talker %s is understood', (talker) => {
  const gga = withChecksum(`${talker}GGA,000000.00,3959.9999,S,17959.9999,E,4,12,0.5,1.0,M,,M,,`)
  expect(readSentence(gga)).toMatchObject({ kind: 'gga', timeOfDayMs: 0, quality: 4 })
})

test('empty fields are unknown, not zero', () => {
  expect(readSentence(withChecksum('GNRMC,,V,,,,,,,,,,N'))).toEqual({
    kind: 'rmc',
    timeOfDayMs: undefined,
    isValid: false,
    position: undefined,
    quality: 0,
    speedMps: undefined,
    courseDeg: undefined,
    dayAt: undefined,
  })
  expect(readSentence(withChecksum('GNGGA,,,,,,0,,,,,,,,'))).toMatchObject({
    position: undefined,
    hdop: undefined,
  })
})

test.each([
  ['GPRMC,250000,A,4807.038,N,01131.000,E,1,2,010120,,', { timeOfDayMs: undefined }],
  ['GPRMC,120000,A,4807.038,N,01131.000,E,1,2,310220,,', { dayAt: undefined }],
  ['GPRMC,120000,A,9907.038,N,01131.000,E,1,2,010120,,', { position: undefined }],
  ['GPRMC,120000,A,4807.038,X,01131.000,E,1,2,010120,,', { position: undefined }],
  ['GPRMC,120000,A,4807.038,N,01131.000,E,-1,abc,010120,,', { speedMps: undefined, courseDeg: undefined }],
])('what cannot be in %s is unknown', (body, expected) => {
  expect(readSentence(withChecksum(body))).toMatchObject(expected)
})

test('other sound sentences are recognised, whatever they say', () => {
  for (const body of ['GPGSV,3,1,11', 'PUBX,00', 'GPTXT,01,01,02,ANTSTATUS=OK', 'GPXYZ']) {
    expect(readSentence(withChecksum(body))).toEqual({ kind: 'other' })
  }
})

test('a wrong or missing checksum, a cut sentence and a GGA without quality are refused', () => {
  const good = '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47'
  const refused = [
    good.replace('*47', '*46'),
    good.replace('*47', ''),
    good.slice(0, 40),
    `${good}0`,
    '$*00',
    '',
  ]
  refused.push(withChecksum('GPGGA,123519,4807.038,N,01131.000,E,,08,0.9'), withChecksum('GPRMC'))
  expect(refused.map(readSentence)).toEqual(refused.map(() => undefined))
})

test('no text makes it throw, with a right checksum or without', () => {
  const field = fc.stringMatching(/^[ -)+-~]{0,12}$/)
  fc.assert(
    fc.property(
      fc.constantFrom('GPRMC', 'GNGGA', 'GPZDA'),
      fc.array(field, { maxLength: 16 }),
      (id, fields) => {
        const sentence = readSentence(withChecksum([id, ...fields].join(',')))
        if (sentence !== undefined && sentence.kind !== 'other' && sentence.position !== undefined) {
          expect(Math.abs(sentence.position.latitude)).toBeLessThanOrEqual(90)
          expect(Math.abs(sentence.position.longitude)).toBeLessThanOrEqual(180)
        }
      },
    ),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readSentence(text)).toBeUndefined()
    }),
  )
})
