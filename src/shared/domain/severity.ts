// How much a hit weighs with the officer.
import { z } from 'zod'

/**
 * Gravest first. silent: recorded, but no prompt, no sound, no word. Each has a colour, a shape and a word on
 * the screen, never the colour alone.
 */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'silent'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** Sorts gravest first. */
export const bySeverity = (one: Severity, other: Severity): number =>
  SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other)
