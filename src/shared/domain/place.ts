// Where a read was made, with the quality and the age of the fix it rests on.
import { z } from 'zod'
import { Instant, Span } from './instant.ts'

/**
 * NMEA 0183 GGA fix quality: 0 none, 1 GPS, 2 DGPS, 3 PPS, 4 RTK, 5 float RTK, 6 dead reckoning,
 * 7 manual, 8 simulation. 0, 7 and 8 are not measured places.
 */
export const FixQuality = z.int().min(0).max(8)

/** A measured position. Degrees WGS 84, metres per second, degrees clockwise from true north. */
export const Place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  speedMps: z.number().nonnegative().optional(),
  courseDeg: z.number().min(0).max(360).optional(),
  quality: FixQuality,
  satellites: z.int().nonnegative().optional(),
  hdop: z.number().nonnegative().optional(),
  /** The receiver's own UTC for the fix. */
  utcAt: Instant.optional(),
  /** How old the fix was when it was attached to the read. */
  ageMs: Span,
})
export type Place = z.infer<typeof Place>

/** A place, or the plain statement that there was none and why. An old place is never given as new. */
export const Location = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fix'), place: Place }),
  z.object({ kind: z.literal('none'), why: z.enum(['no-receiver', 'no-fix', 'stale', 'not-measured']) }),
])
export type Location = z.infer<typeof Location>

/** The state of the GPS receiver as the console shows it. */
export const GpsStatus = z.object({
  state: z.enum(['off', 'searching', 'no-fix', 'fix', 'lost']),
  port: z.string().optional(),
  baud: z.int().optional(),
  location: Location,
  sentences: z.int().nonnegative(),
  /** Sentences refused for a wrong checksum or a form that cannot be read. */
  refused: z.int().nonnegative(),
  /** GPS time minus system time when both were known. */
  clockOffsetMs: z.number().optional(),
  lastError: z.string().optional(),
})
export type GpsStatus = z.infer<typeof GpsStatus>
