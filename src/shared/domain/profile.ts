// A policy profile: what one agency's policy makes the product do, each rule with the clause it rests on.
// A rule without a clause is this product's own default and is shown as such (clauses.md 4.7).
import { z } from 'zod'
import { Category } from './category.ts'
import { Presentation } from './hot-list.ts'
import { Span } from './instant.ts'
import { Channel } from './officer.ts'
import { Probability } from './read.ts'
import { StateCode } from './states.ts'

const rule = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, clause: z.string().min(1).max(60).optional() })

/** What is verified, in the order in which it is asked (facts.md 3a-2). */
export const CHECKLIST_ITEMS = [
  'characters',
  'state',
  'vehicle',
  'plate-type',
  'status',
  'record',
  'confirmation',
] as const
export const ChecklistItem = z.enum(CHECKLIST_ITEMS)
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const Verification = z.strictObject({
  /** shall: enforcement is refused until it is complete; if-practicable: an item may be skipped with a reason. */
  modal: z.enum(['shall', 'if-practicable']),
  /** solely-on-alert: enforcement that had other grounds, told in words, is outside of the duty. */
  scope: z.enum(['any-enforcement', 'solely-on-alert']),
  /** Items that must be answered yes (shall), or answered or skipped (if-practicable). */
  items: z.array(ChecklistItem).min(1),
})
export type Verification = z.infer<typeof Verification>

/** Oak Brook 131.6, the officer who has another task: the three questions and the notice. */
export const BusyOfficer = z.strictObject({ isGuided: z.boolean() })

export const Profile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  agency: z.string().min(1).max(80),
  state: StateCode,
  policy: z.strictObject({
    number: z.string().min(1).max(40),
    effective: z.iso.date().optional(),
    revised: z.iso.date().optional(),
    accreditation: z.string().max(40).optional(),
  }),
  /** Words under every alert beside "Possible match - not verified". */
  alertWords: rule(z.string().min(1).max(160)),
  verification: rule(Verification),
  /** Where status may be asked, best first. */
  channels: rule(z.array(Channel).min(1)),
  /** The clause that keeps officers without an authorisation from LEADS and NCIC. */
  authorisation: rule(z.literal('authorised-only')),
  /** Every alert ends accepted or rejected by a person. */
  everyAlertAnswered: rule(z.boolean()),
  incidentForEnforcement: rule(z.boolean()),
  busyOfficer: rule(BusyOfficer),
  /** Plates entered by hand into the local list. */
  localList: rule(
    z.strictObject({
      reasonAtLeast: z.int().min(10).max(200),
      isIncidentRequired: z.boolean(),
      mostDays: z.int().min(1).max(365),
      categories: z.array(Category).min(1),
    }),
  ),
  partialPlates: rule(
    z.strictObject({
      isAllowed: z.boolean(),
      isIncidentRequired: z.boolean(),
      mostDays: z.int().min(1).max(365),
    }),
  ),
  canvass: rule(z.strictObject({ isAllowed: z.boolean() })),
  /** Categories that may alert at all. Immigration records are in none of the shipped profiles (625 ILCS 5/2-130). */
  allowedCategories: rule(z.array(Category).min(1)),
  /** How each category looks and sounds; a category without a row is medium. */
  presentations: z.partialRecord(Category, Presentation),
  /** Below this probability of both characters and state a hit of that severity stays silent; a critical one is shown as doubtful. */
  limits: z.strictObject({ critical: Probability, high: Probability, medium: Probability, low: Probability }),
  /** Reads of the same entry this near in time and distance are one vehicle, so one hit. */
  sameVehicle: z.strictObject({ withinMs: Span, withinMetres: z.number().positive() }),
  /** Expected share of passing vehicles that are truly on a list (Maryland 2012: facts.md finding 5). */
  listedShare: z.strictObject({ serious: Probability, other: Probability }),
})
export type Profile = z.infer<typeof Profile>
