// How long each class of record is kept in the car.
import { z } from 'zod'

const MINUTE = 60_000
/** From one minute to ten years: the shortest and longest clocks that the source policies and laws know. */
const Clock = z
  .int()
  .min(MINUTE)
  .max(10 * 366 * 24 * 60 * MINUTE)

/** Milliseconds each record class is kept. A record that waits for a transfer is kept regardless. */
export const RetentionRules = z.object({
  readsMs: Clock,
  hitsMs: Clock,
  contextImagesMs: Clock,
})
export type RetentionRules = z.infer<typeof RetentionRules>

/** 30 days for everything (Rantoul 438.4, the only one of the five policies that gives a number). */
export const DEFAULT_RETENTION: RetentionRules = {
  readsMs: 30 * 24 * 60 * MINUTE,
  hitsMs: 30 * 24 * 60 * MINUTE,
  contextImagesMs: 30 * 24 * 60 * MINUTE,
}
