// NMEA 0183 sentences as a receiver writes them, from the standard's field lists.

export type Fix = {
  /** Degrees WGS 84. */
  readonly latitude: number
  readonly longitude: number
  readonly knots?: number
  readonly course?: number
  readonly quality?: number
  readonly satellites?: number
  readonly hdop?: number
}

const MODES = 'NADPRFEMS'

/** Adds `$` and the checksum. */
export function sentence(body: string): string {
  let sum = 0
  for (const character of body) sum ^= character.charCodeAt(0)
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`
}

/** RMC at a UTC instant; without a fix it is void. */
export function rmc(utcAt: number, fix: Fix | undefined, talker = 'GP'): string {
  const [time, date] = writeUtc(utcAt)
  if (fix === undefined) return sentence(`${talker}RMC,${time},V,,,,,,,${date},,,N`)
  const mode = MODES[fix.quality ?? 1] ?? 'A'
  const motion = `${fix.knots ?? ''},${fix.course ?? ''}`
  return sentence(`${talker}RMC,${time},A,${writePosition(fix)},${motion},${date},,,${mode}`)
}

/** GGA at a UTC instant; without a fix its quality is 0. */
export function gga(utcAt: number, fix: Fix | undefined, talker = 'GP'): string {
  const [time] = writeUtc(utcAt)
  if (fix === undefined) return sentence(`${talker}GGA,${time},,,,,0,00,99.99,,,,,,`)
  const { quality = 1, satellites = 8, hdop = 1.1 } = fix
  const count = String(satellites).padStart(2, '0')
  return sentence(`${talker}GGA,${time},${writePosition(fix)},${quality},${count},${hdop},180.0,M,-33.0,M,,`)
}

function writeUtc(utcAt: number): [time: string, date: string] {
  const [date = '', time = ''] = new Date(utcAt).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return [time.replaceAll(':', '').slice(0, 9), `${day}${month}${year.slice(2)}`]
}

function writePosition({ latitude, longitude }: Fix): string {
  return `${writeAngle(latitude, 2)},${latitude < 0 ? 'S' : 'N'},${writeAngle(longitude, 3)},${longitude < 0 ? 'W' : 'E'}`
}

function writeAngle(angle: number, degreeDigits: number): string {
  const degrees = Math.floor(Math.abs(angle))
  const minutes = (Math.abs(angle) - degrees) * 60
  return `${String(degrees).padStart(degreeDigits, '0')}${minutes.toFixed(4).padStart(7, '0')}`
}
