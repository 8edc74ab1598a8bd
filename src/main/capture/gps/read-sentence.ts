// One NMEA sentence to what it says, through nmea-simple. Its parser takes an empty field for 0 and today
// for a missing date, so what decides whether a place was measured is taken from the fields themselves.
import { DefaultPacketFactory, parseGenericPacket } from 'nmea-simple'
import type { PacketFactory } from 'nmea-simple'

/** What a fix consists of in every sentence that carries one. */
type Heard = {
  /** UTC time of day in milliseconds; a receiver that has just started does not know it. */
  readonly timeOfDayMs: number | undefined
  /** Degrees WGS 84; undefined where the sentence has none. */
  readonly position: { readonly latitude: number; readonly longitude: number } | undefined
}

/** RMC: recommended minimum data. */
export type Rmc = Heard & {
  readonly kind: 'rmc'
  readonly isValid: boolean
  /** Fix quality that the mode letter stands for; undefined before NMEA 2.3, which has none. */
  readonly quality: number | undefined
  readonly speedMps: number | undefined
  readonly courseDeg: number | undefined
  /** Start of the UTC day, epoch ms. */
  readonly dayAt: number | undefined
}

/** GGA: fix data. */
export type Gga = Heard & {
  readonly kind: 'gga'
  readonly quality: number
  readonly satellites: number | undefined
  readonly hdop: number | undefined
}

/** `other`: sound, but not one of those used. */
export type Sentence = Rmc | Gga | { readonly kind: 'other' }

const KNOTS_TO_MPS = 1852 / 3600

/** RMC's mode letters as GGA's quality numbers: autonomous, differential, precise, RTK, float, estimated... */
const QUALITY_OF_MODE: Readonly<Record<string, number>> = {
  N: 0,
  A: 1,
  D: 2,
  P: 3,
  R: 4,
  F: 5,
  E: 6,
  M: 7,
  S: 8,
}

const known = new DefaultPacketFactory()

const factory: PacketFactory<Sentence> = {
  ableToParseBadChecksum: false,
  assemble: (stub, fields) => {
    if (stub.sentenceId !== 'RMC' && stub.sentenceId !== 'GGA') return { kind: 'other' }
    const packet = known.assemble(stub, fields)
    if (packet?.sentenceId === 'RMC') {
      const [, time = '', , latitude = '', north = '', longitude = '', east = '', speed, course, date = ''] =
        fields
      return {
        kind: 'rmc',
        timeOfDayMs: readTimeOfDay(time),
        isValid: packet.status === 'valid',
        position: readPosition(packet, [latitude, north, longitude, east]),
        quality: QUALITY_OF_MODE[packet.faaMode ?? ''],
        speedMps: isNumber(speed) ? packet.speedKnots * KNOTS_TO_MPS : undefined,
        courseDeg: isNumber(course) ? packet.trackTrue : undefined,
        dayAt: readDay(date),
      }
    }
    if (packet?.sentenceId === 'GGA') {
      const [
        ,
        time = '',
        latitude = '',
        north = '',
        longitude = '',
        east = '',
        quality = '',
        satellites,
        hdop,
      ] = fields
      if (!/^[0-8]$/.test(quality)) throw new Error('GGA without a fix quality')
      return {
        kind: 'gga',
        timeOfDayMs: readTimeOfDay(time),
        position: readPosition(packet, [latitude, north, longitude, east]),
        quality: Number(quality),
        satellites: isNumber(satellites) ? packet.satellitesInView : undefined,
        hdop: isNumber(hdop) ? packet.horizontalDilution : undefined,
      }
    }
    throw new Error('not a sentence')
  },
}

/** Undefined for a wrong checksum or a form that cannot be read. Any talker (GP, GN, GL, GA, GB...) will do. */
export function readSentence(line: string): Sentence | undefined {
  if (!/^\$[A-Z][A-Z0-9]{2,}(,[^*]*)?\*[0-9A-Fa-f]{2}$/.test(line)) return undefined
  try {
    return parseGenericPacket(line, factory)
  } catch {
    return undefined
  }
}

/** hhmmss, with or without a fraction; second 60 is a leap second. */
function readTimeOfDay(time: string): number | undefined {
  const match = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(\.\d*)?$/.exec(time)
  if (match === null) return undefined
  const [, hours, minutes, seconds, fraction = ''] = match
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return whole * 1000 + Math.round(Number(`0${fraction}`) * 1000)
}

/** ddmmyy. GPS began in 1980, so two-digit years from 80 are of the last century. */
function readDay(date: string): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(date)
  if (match === null) return undefined
  const [day, month, year] = match.slice(1).map(Number)
  if (day === undefined || month === undefined || year === undefined) return undefined
  const dayAt = Date.UTC(year < 80 ? 2000 + year : 1900 + year, month - 1, day)
  return new Date(dayAt).getUTCDate() === day ? dayAt : undefined
}

function readPosition(
  { latitude, longitude }: { latitude: number; longitude: number },
  [latitudeField, north, longitudeField, east]: readonly [string, string, string, string],
) {
  const isWritten =
    /^\d{3,4}\.\d+$/.test(latitudeField) &&
    /^[NS]$/.test(north) &&
    /^\d{3,5}\.\d+$/.test(longitudeField) &&
    /^[EW]$/.test(east)
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isWritten && isOnEarth ? { latitude, longitude } : undefined
}

function isNumber(field: string | undefined): boolean {
  return field !== undefined && /^\d+(\.\d*)?$/.test(field)
}
