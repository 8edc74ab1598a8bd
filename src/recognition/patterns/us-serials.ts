// How the states write their serials: A is a letter, 9 a digit; separators and graphics are left out.
// A soft prior only, never a filter: personalised, dealer, temporary and tribal plates follow none of it.
//
// Sources: for Illinois and Kansas the records named in the rows; the others are the long-running
// standard series as collectors list them, without years where these were not confirmed. Rows can be
// added freely: a state without rows is neutral.
import type { StateCode } from '#shared/domain/states.ts'

export type SerialPattern = {
  readonly state: StateCode
  readonly serial: string
  readonly plates: 'passenger' | 'truck'
  /** First and last year of issue, where known. Plates stay on the road for years after the last. */
  readonly from?: number
  readonly until?: number
  /** Letters the series is reported to leave out. */
  readonly without?: string
}

type Series = Pick<SerialPattern, 'from' | 'until' | 'without'>

const passenger = (state: StateCode, serials: string, series: Series = {}): SerialPattern[] =>
  serials.split(' ').map((serial) => Object.assign({ state, serial, plates: 'passenger' as const }, series))

const truck = (state: StateCode, serials: string): SerialPattern[] =>
  serials.split(' ').map((serial) => ({ state, serial, plates: 'truck' as const }))

export const US_SERIALS: readonly SerialPattern[] = [
  // Illinois: "AB 12345" on the 2017 base; A12 3456 and 123 4567 before, some carried over to it.
  ...passenger('IL', 'AA99999', { from: 2017 }),
  ...passenger('IL', 'A999999 9999999 999999 99999 AAA999 AAA9999 9999AA'),
  ...truck('IL', '99999A 999999A 9999999A'),
  // Kansas: 123 ABC until the new design of August 2024, which has seven characters.
  ...passenger('KS', '999AAA AAA999', { until: 2024 }),
  ...passenger('KS', '9999AAA', { from: 2024 }),
  ...passenger('MO', 'AA9A9A', { from: 2008 }),
  ...passenger('MO', '999AAA AAA999', { until: 2008 }),
  ...truck('MO', '9AA999 999999'),

  ...passenger('AK', 'AAA999'),
  ...passenger('AL', '9A9999A 99A999A 9AA9999 99AA999 9A99A99'),
  ...passenger('AR', '999AAA AAA99A'),
  ...passenger('AZ', 'AAA9999 999AAA A9A9AA'),
  ...passenger('CA', '9AAA999'),
  ...truck('CA', '9A99999 99999A9'),
  ...passenger('CO', '999AAA AAA999 AAAA99'),
  ...passenger('CT', '999AAA 9AAAA9 AA99999'),
  ...passenger('DC', 'AA9999'),
  // Delaware issues digits only.
  ...passenger('DE', '999999 99999 9999'),
  ...passenger('FL', 'AAAA99 A999AA 999AAA AA99AA'),
  ...passenger('GA', 'AAA9999 999AAA'),
  ...passenger('HI', 'AAA999'),
  ...passenger('IA', '999AAA AAA999'),
  ...passenger('ID', '9A99999 9AA9999 A999999 9A9999'),
  ...passenger('IN', '999AAA AAA999 999A 99A9999'),
  ...passenger('KY', '999AAA AAA999 A9A999'),
  ...passenger('LA', '999AAA AAA999'),
  ...passenger('MA', '999AA9 99AA99 9AAA99 9999AA 999AAA'),
  ...passenger('MD', '9AA9999 AAA999 999AAA', { without: 'IOQU' }),
  ...passenger('ME', '9999AA 999AAA'),
  ...passenger('MI', 'AAA9999 9AAA99 AAA999', { without: 'IO' }),
  ...passenger('MN', '999AAA AAA999'),
  ...passenger('MS', 'AAA999 999AAA AAA9999'),
  ...passenger('MT', '999999A AAA999'),
  ...passenger('NC', 'AAA9999'),
  ...passenger('ND', 'AAA999 999AAA'),
  ...passenger('NE', 'AAA999 9A9999 99A999'),
  ...passenger('NH', '9999999 999999'),
  ...passenger('NJ', 'A99AAA AAA99A AA999A'),
  ...passenger('NM', '999AAA AAA999 AAAA99'),
  ...passenger('NV', '999AAA 99A999'),
  ...passenger('NY', 'AAA9999'),
  ...passenger('OH', 'AAA9999 AA99AA'),
  ...passenger('OK', 'AAA999 999AAA'),
  ...passenger('OR', '999AAA AAA999'),
  ...passenger('PA', 'AAA9999', { without: 'IOQU' }),
  ...passenger('RI', '999999 AA999 9AA999'),
  ...passenger('SC', 'AAA999 9999AA 999AAA'),
  ...passenger('SD', '9AA999 99A999 9A9999 99AA99'),
  ...passenger('TN', 'AAA9999 A9999A 999AAA AAA999'),
  ...passenger('TX', 'AAA9999 AA9A999 A99AAA AAA999 999AAA'),
  ...passenger('UT', 'A999AA 999AAA'),
  ...passenger('VA', 'AAA9999 AAA999', { without: 'IOQ' }),
  ...passenger('VT', 'AAA999'),
  ...passenger('WA', 'AAA9999 999AAA'),
  ...passenger('WI', 'AAA9999 999AAA AAA999'),
  ...passenger('WV', '9A9999 9AA999'),
  ...passenger('WY', '99999 999999'),
]
