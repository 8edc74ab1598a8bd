// A policy profile: what one agency's policy makes the product do, each rule with the clause it rests on.
// A rule without a clause is this product's own default and is shown as such (clauses.md 4.7).
import { z } from 'zod'
import { Category } from './category.ts'
import { Presentation } from './hot-list.ts'
import { Span } from './instant.ts'
import { Channel, Position, Role } from './officer.ts'
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

/** What reading is for, as the source policies name it (Schaumburg I.A and III.A, Oak Brook 131.4). */
export const PURPOSES = [
  'patrol',
  'investigation',
  'canvass',
  'stolen-vehicle',
  'wanted-vehicle',
  'stolen-plate',
  'missing-person',
  'warrant',
  'homeland-security',
  'electronic-surveillance',
  'suspect-interdiction',
  'stolen-property',
  'public-safety',
] as const
export const Purpose = z.enum(PURPOSES)
export type Purpose = z.infer<typeof Purpose>

/** What stored reads may be looked at for (Schaumburg V.A.3, Rantoul 438.6(c), Alsip 709.5(b), Parsons 427.6(b)). */
export const SearchPurpose = z.enum([
  'criminal-case',
  'civil-action',
  'administrative-action',
  'other-legitimate',
])
export type SearchPurpose = z.infer<typeof SearchPurpose>

/** The parts of ALPR training; Rantoul 438.5 lists the last five, 438.5 s1 names privacy. */
export const TRAINING_MODULES = [
  'alpr-basic',
  'privacy',
  'legal',
  'policy',
  'technology',
  'security',
  'practical-exercises',
] as const
export const TrainingModule = z.enum(TRAINING_MODULES)
export type TrainingModule = z.infer<typeof TrainingModule>

/** A training that is asked before anybody operates or looks. Without maxAgeDays it does not expire by itself. */
const Training = z.strictObject({
  isRequired: z.boolean(),
  maxAgeDays: z.int().positive().optional(),
  modules: z.array(TrainingModule),
})

/** Uses that no reason may name (Oak Brook 131.6 (a)-(e); 625 ILCS 5/2-130(b)). */
export const ForbiddenUse = z.enum([
  'personal',
  'harassment',
  'protected-class',
  'first-amendment',
  'private-property',
  'reproductive-health',
  'immigration-status',
])
export type ForbiddenUse = z.infer<typeof ForbiddenUse>

const Title = z.string().min(1).max(80)
const Days = z.int().positive().max(36_500)

export const Profile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  /** The agency text's own version; rises with every change of its file. */
  version: z.int().positive(),
  /** The overlays that bind it beside its own text, by their id. */
  overlays: z.array(z.string()),
  agency: z.string().min(1).max(80),
  state: StateCode,
  policy: z.strictObject({
    number: z.string().min(1).max(40),
    effective: z.iso.date().optional(),
    revised: z.iso.date().optional(),
    accreditation: z.string().max(40).optional(),
  }),
  /** What must be acknowledged before anybody signs in (CJIS AC-8). */
  notice: rule(z.string().min(20).max(1000)),
  password: rule(z.strictObject({ leastCharacters: z.int().min(8), mostAgeDays: Days })),
  secondFactor: rule(z.literal(true)),
  lockout: rule(z.strictObject({ failures: z.int().min(1).max(5), withinMinutes: z.int().min(15) })),
  reauthenticateHours: rule(z.number().positive().max(12)),
  idleMinutes: rule(z.number().positive().max(30)),
  inactiveDays: rule(Days.max(90)),
  /** A badge number is not given to another person for so long. */
  identifierDays: rule(Days.min(365)),
  /** An offline car takes no roster that is older. */
  rosterMaxAgeDays: rule(Days),
  /** Who fills each role in this agency, by title. */
  roles: rule(z.partialRecord(Role, Title)),
  /** Who makes members operators. */
  operatorsAssignedBy: rule(z.enum(['assigner', 'manager', 'administrator'])),
  positions: rule(z.array(Position).min(1)),
  trainingAlpr: rule(Training),
  trainingLeads: rule(Training),
  trainingAwareness: rule(Training),
  purposes: rule(z.array(z.strictObject({ purpose: Purpose, isCaseAsked: z.boolean() })).min(1)),
  /** What looking at stored reads asks. `kinds`: the purposes that are legitimate. */
  search: rule(
    z.strictObject({
      isReasonRequired: z.boolean(),
      leastCharacters: z.int().min(1).max(200),
      isCaseRequired: z.boolean(),
      areFactsRequired: z.boolean(),
      kinds: z.array(SearchPurpose).min(1),
    }),
  ),
  forbiddenUses: rule(z.array(ForbiddenUse)),
  logReviewDays: rule(Days),
  audits: rule(
    z.strictObject({
      everyMonths: z.int().min(1).max(12),
      parts: z.array(z.enum(['passwords', 'usage', 'training'])).min(1),
    }),
  ),
  auditKeptDays: rule(Days.min(365)),
  transfer: rule(z.strictObject({ mostDays: Days.optional(), warnAtDays: z.array(Days) })),
  storage: rule(z.enum(['department', 'provider', 'provider-and-department'])),
  retention: rule(
    z.strictObject({
      leastDays: Days.optional(),
      mostDays: Days.optional(),
      /** automatic: purged by itself; reviewed: with a look before; approved: only when somebody approves. */
      purge: z.enum(['automatic', 'reviewed', 'approved']),
      /** Whose schedule a held file follows once its hold ends (Parsons 427.5 ¶2 s2). */
      schedule: z.string().max(120).optional(),
    }),
  ),
  holds: rule(
    z.array(
      z.enum([
        'evidence',
        'anticipated-evidence',
        'legal-process',
        'discovery',
        'ongoing-investigation',
        'acted-on',
      ]),
    ),
  ),
  evidence: rule(z.enum(['portable-media', 'evidence.com'])),
  sharing: rule(
    z.strictObject({
      recipients: z.array(z.enum(['law-enforcement', 'prosecutor', 'as-law-permits'])).min(1),
      isWrittenRequestRequired: z.boolean(),
      /** Nobody: release to a verified agency needs no approval. */
      approvers: z.array(Title),
      isForwardedToAdministrator: z.boolean(),
    }),
  ),
  outOfState: rule(z.enum(['declaration-required', 'as-law-permits'])),
  otherRequests: rule(Title),
  marking: rule(z.string().min(1).max(200)),
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
