// Time as the product writes it: instants are epoch milliseconds and end in `At`, spans end in `Ms`.
import { z } from 'zod'

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const Instant = z.int().nonnegative()
/** A span of time in milliseconds. */
export const Span = z.number().nonnegative()
