// Plates that officers of this car look for: the local list, partial plates, and the canvass of a crime scene.
import { z } from 'zod'
import { Category } from './category.ts'
import { ListedVehicle } from './hot-list.ts'
import { ReadId } from './ids.ts'
import { Instant } from './instant.ts'
import { By } from './officer.ts'
import { Location } from './place.ts'
import { PlateText } from './plate.ts'
import { Probability } from './read.ts'
import { StateCode } from './states.ts'

export const Incident = z.string().trim().max(40)

/** What an officer says when adding or changing a plate (Oak Brook 131.6: the reason goes into the notes). */
export const LocalEntryInput = z.object({
  plate: PlateText,
  state: StateCode.optional(),
  category: Category,
  reason: z.string().trim().min(1).max(400),
  incident: Incident,
  vehicle: ListedVehicle,
  expiresAt: Instant,
})
export type LocalEntryInput = z.infer<typeof LocalEntryInput>

export const PartialPlateInput = z.object({
  /** "A?1 ?4*": ? one unknown character, * any number, [AB] one of these. */
  pattern: z.string().min(1).max(40),
  state: StateCode.optional(),
  vehicle: ListedVehicle,
  reason: z.string().trim().min(1).max(400),
  incident: Incident,
  expiresAt: Instant,
})
export type PartialPlateInput = z.infer<typeof PartialPlateInput>

/** One version of an entry. Versions are added, never overwritten; the newest counts. */
const Version = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  action: z.enum(['added', 'edited', 'removed']),
  by: By,
  at: Instant,
  /** Why it was edited or removed. */
  words: z.string(),
})

export const LocalEntry = Version.extend({ input: LocalEntryInput })
export type LocalEntry = z.infer<typeof LocalEntry>

export const PartialPlate = Version.extend({
  input: PartialPlateInput,
  /** Share of the reads kept in this car that the pattern fits: how little it says. Undefined without reads. */
  fitsShare: Probability.optional(),
})
export type PartialPlate = z.infer<typeof PartialPlate>

/** An earlier read, still inside its retention, that a new entry or partial plate fits. */
export const PastMatch = z.object({
  readId: ReadId,
  sequence: z.int().positive(),
  plate: PlateText,
  probability: Probability,
  isFolded: z.boolean(),
  capturedAt: Instant,
  cameraName: z.string(),
  location: Location,
  cropHash: z.string().optional(),
})
export type PastMatch = z.infer<typeof PastMatch>

export const CanvassInput = z.object({
  incident: z.string().trim().min(1).max(40),
  kind: z.enum(['homicide', 'shooting', 'missing-person', 'robbery', 'burglary', 'other-major']),
  area: z.string().trim().min(3).max(120),
})
export type CanvassInput = z.infer<typeof CanvassInput>

/** A sweep around a crime scene: its reads are tagged, its way is kept (Schaumburg III.A.4). */
export const Canvass = z.object({
  id: z.uuid(),
  input: CanvassInput,
  by: By,
  startedAt: Instant,
  endedAt: Instant.optional(),
  reads: z.int().nonnegative(),
  /** Where the car went, about every ten seconds while it had a fix: degrees WGS 84. */
  track: z.array(z.object({ at: Instant, latitude: z.number(), longitude: z.number() })),
  /** What becomes of the tagged reads; kept ones are left out of the purge. */
  decision: z
    .object({ isKept: z.boolean(), ground: z.string().trim().min(10).max(400), by: By, at: Instant })
    .optional(),
})
export type Canvass = z.infer<typeof Canvass>

/** An entry that stays quiet for the rest of this shift, or until its list changes. */
export const Suppression = z.object({
  id: z.uuid(),
  shiftId: z.uuid(),
  entryKey: z.string(),
  plate: z.string(),
  list: z.string(),
  listVersion: z.string(),
  reason: z.string(),
  by: By,
  at: Instant,
  /** Hits that it kept quiet. */
  quieted: z.int().nonnegative(),
})
export type Suppression = z.infer<typeof Suppression>
