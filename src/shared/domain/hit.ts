// A hit: a read that may match entries of hot lists. It is a possible match, not verified, until an officer
// has verified it.
import { z } from 'zod'
import { HotListMatch, Presentation } from './hot-list.ts'
import { HitStatus, HitStep } from './hit-step.ts'
import { HitId, ReadId } from './ids.ts'
import { Instant } from './instant.ts'
import { By } from './officer.ts'
import { Location } from './place.ts'
import { Read } from './read.ts'

/** A later read of the same vehicle: no new hit. */
export const Sighting = z.object({ readId: ReadId, at: Instant, cameraName: z.string(), location: Location })
export type Sighting = z.infer<typeof Sighting>

/** A plate that was once shown not to be the wanted one; see exonerations in src/main/hits. */
export const Exoneration = z.object({
  id: z.uuid(),
  plate: z.string(),
  state: z.string().optional(),
  entryKey: z.string(),
  vehicle: z.string(),
  proof: z.string(),
  hitId: HitId,
  by: By,
  at: Instant,
  expiresAt: Instant,
  review: z.object({ by: By, at: Instant, isUpheld: z.boolean(), words: z.string() }).optional(),
})
export type Exoneration = z.infer<typeof Exoneration>

export const Hit = z.object({
  id: HitId,
  /** Rises by one with each hit of this car. */
  sequence: z.int().positive(),
  read: Read,
  /** All entries that the vehicle may be, the gravest and surest first. */
  matches: z.array(HotListMatch).min(1).max(20),
  /** How it is brought before the officer, as the profile had it when it was raised. */
  presentation: Presentation,
  /** Critical, but below the profile's limit: shown as doubtful, never dropped. */
  isDoubtful: z.boolean(),
  status: HitStatus,
  /** "Not now": still in the queue. */
  isDeferred: z.boolean(),
  raisedAt: Instant,
  /** When the prompt was on the officer's screen. */
  shownAt: Instant.optional(),
  steps: z.array(HitStep),
  sightings: z.array(Sighting),
  /** What is known of this plate from an earlier hit. */
  exoneration: Exoneration.optional(),
})
export type Hit = z.infer<typeof Hit>
