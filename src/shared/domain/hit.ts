// A hit: a read that may match a hot list entry. It is a possible match, not verified, until an officer
// has verified it.
import { z } from 'zod'
import { HotListEntry, MatchKind, StateAgreement } from './hot-list.ts'
import { HitId } from './ids.ts'
import { Instant } from './instant.ts'
import { Probability, Read } from './read.ts'

/** open: waits for the officer; deferred: "not now", stays in the queue; accepted, rejected: answered. */
export const HitStatus = z.enum(['open', 'deferred', 'accepted', 'rejected'])
export type HitStatus = z.infer<typeof HitStatus>

/** The officer's answer to the prompt: matches what I see; wrong plate or state; not now. */
export const HitAnswer = z.enum(['accepted', 'rejected', 'deferred'])
export type HitAnswer = z.infer<typeof HitAnswer>

export const Hit = z.object({
  id: HitId,
  /** Rises by one with each hit of this car. */
  sequence: z.int().positive(),
  read: Read,
  entry: HotListEntry,
  matchKind: MatchKind,
  /** The candidate string of the read that met the entry. */
  matchedPlate: z.string(),
  /** The recogniser's probability that the plate's characters are the listed ones. */
  plateProbability: Probability,
  stateAgreement: StateAgreement,
  status: HitStatus,
  raisedAt: Instant,
  /** When the prompt was on the officer's screen. */
  shownAt: Instant.optional(),
  answeredAt: Instant.optional(),
})
export type Hit = z.infer<typeof Hit>
