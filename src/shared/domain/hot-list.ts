// Hot list entries and what a match with one rests on.
import { z } from 'zod'
import { Instant } from './instant.ts'
import { PlateText } from './plate.ts'
import { StateCode } from './states.ts'

/** One line of a hot list: plate, state (when the list names one), category and description. */
export const HotListEntry = z.object({
  listName: z.string().min(1),
  line: z.int().positive(),
  plate: PlateText,
  state: StateCode.optional(),
  category: z.string().min(1).max(80),
  description: z.string().max(400),
})
export type HotListEntry = z.infer<typeof HotListEntry>

/** How a loaded list stands; `refused` counts lines that were not taken. */
export const HotListStatus = z.object({
  name: z.string(),
  entries: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  loadedAt: Instant,
  /** When the file itself was last written: what the list's age is counted from. */
  writtenAt: Instant,
})
export type HotListStatus = z.infer<typeof HotListStatus>

/**
 * exact: the best string is the listed plate; candidate: another of the read's ten best is;
 * folded: only with the letter O and the digit 0 taken as one. A folded match is never called exact.
 */
export const MatchKind = z.enum(['exact', 'candidate', 'folded'])
export type MatchKind = z.infer<typeof MatchKind>

/** agrees: read and listed state are the same; differs: they are not; unknown: either is not known. */
export const StateAgreement = z.enum(['agrees', 'differs', 'unknown'])
export type StateAgreement = z.infer<typeof StateAgreement>
