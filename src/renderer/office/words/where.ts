// Places in words. A place that is old or not measured is never shown as if it were new.
import type { GpsStatus, Location, Place } from '#shared/domain/place.ts'
import { span } from './when.ts'

const WHY: Readonly<Record<Extract<Location, { kind: 'none' }>['why'], string>> = {
  'no-receiver': 'no GPS',
  'no-fix': 'no fix',
  stale: 'no fix (last one too old)',
  'not-measured': 'no fix (not measured)',
}

/** Four decimals of a degree are 11 m: finer than a fix in a street is. */
const DECIMALS = 4
const SHOW_AGE_MS = 3000
const DEAD_RECKONING = 6

/** "41.8789 N 87.6359 W", with the age when it is more than three seconds; else why there is none. */
export function whereRead(location: Location): string {
  if (location.kind === 'none') return WHY[location.why]
  const { place } = location
  const remarks = [
    place.quality === DEAD_RECKONING ? 'estimated' : '',
    place.ageMs > SHOW_AGE_MS ? `fix ${span(place.ageMs)} old` : '',
  ].filter((remark) => remark !== '')
  return remarks.length === 0 ? degrees(place) : `${degrees(place)} (${remarks.join(', ')})`
}

function degrees({ latitude, longitude }: Place): string {
  const northSouth = `${Math.abs(latitude).toFixed(DECIMALS)} ${latitude < 0 ? 'S' : 'N'}`
  return `${northSouth} ${Math.abs(longitude).toFixed(DECIMALS)} ${longitude < 0 ? 'W' : 'E'}`
}

const RECEIVER: Readonly<Record<Exclude<GpsStatus['state'], 'fix'>, string>> = {
  off: 'no receiver',
  searching: 'looking for a receiver',
  'no-fix': 'no fix',
  lost: 'receiver lost',
}

/** The receiver in two or three words. */
export function gpsWords({ state, location }: GpsStatus): string {
  if (state !== 'fix') return RECEIVER[state]
  return location.kind === 'fix' ? fixWords(location.place) : RECEIVER['no-fix']
}

function fixWords({ quality, satellites }: Place): string {
  const kind = quality === DEAD_RECKONING ? 'estimated' : 'fix'
  return satellites === undefined ? kind : `${kind}, ${satellites} satellites`
}

const COMPASS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

/** "east", the way the car went; undefined where no course was measured. */
export function headingWords(location: Location): string | undefined {
  if (location.kind === 'none' || location.place.courseDeg === undefined) return undefined
  return COMPASS[Math.round(location.place.courseDeg / 45) % COMPASS.length]
}
