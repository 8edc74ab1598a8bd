// The steps of a hit on its way from prompt to end. Each is one record: what, by whom, when; none is ever
// changed or removed.
import { z } from 'zod'
import { Instant } from './instant.ts'
import { By, Channel } from './officer.ts'
import { PlateText } from './plate.ts'
import { ChecklistItem } from './profile.ts'
import { StateAnswer } from './states.ts'

/** raised -> acknowledged -> compared -> verified -> decided -> closed; it never goes back. */
export const HIT_STATUSES = ['raised', 'acknowledged', 'compared', 'verified', 'decided', 'closed'] as const
export const HitStatus = z.enum(HIT_STATUSES)
export type HitStatus = z.infer<typeof HitStatus>

export const Answer = z.enum(['yes', 'no', 'cannot-tell'])
export type Answer = z.infer<typeof Answer>

export const VehicleAnswer = z.enum(['match', 'no-match', 'cannot-tell'])
export type VehicleAnswer = z.infer<typeof VehicleAnswer>

/** Why a hit was rejected; what the accuracy report counts. */
export const REJECT_REASONS = [
  'wrong-character',
  'wrong-state',
  'wrong-vehicle',
  'record-not-active',
  'wrong-person',
  'test',
  'other',
] as const
export const RejectReason = z.enum(REJECT_REASONS)
export type RejectReason = z.infer<typeof RejectReason>

export const Decision = z.enum(['stop', 'follow', 'hand-off', 'no-action'])
export type Decision = z.infer<typeof Decision>

export const NoActionGround = z.enum([
  'safety',
  'more-serious-assignment',
  'vehicle-gone',
  'not-warranted',
  'other',
])
export type NoActionGround = z.infer<typeof NoActionGround>

const Words = z.string().trim().min(3).max(400)

/** What the officer says of the plate and the vehicle before him (facts.md 5, idea 3). */
export const Seen = z.object({
  /** The characters on the car, as confirmed one by one or typed. */
  plate: PlateText,
  isTyped: z.boolean(),
  state: z.union([StateAnswer, z.literal('cannot-tell')]),
  vehicle: VehicleAnswer,
  /** What the vehicle is, where it is not the listed one. */
  vehicleWords: z.string().max(200),
})
export type Seen = z.infer<typeof Seen>

/** Checklist items that are answered one by one; characters, state and vehicle come from the comparison. */
export const CheckedItem = ChecklistItem.exclude(['characters', 'state', 'vehicle'])
export type CheckedItem = z.infer<typeof CheckedItem>

const Checked = z.discriminatedUnion('item', [
  /** Is the plate's type as listed and its sticker in date? */
  z.object({
    kind: z.literal('checked'),
    item: z.literal('plate-type'),
    answer: Answer,
    words: z.string().max(200),
  }),
  /** Is the record active now? Run on the plate that was seen. */
  z.object({
    kind: z.literal('checked'),
    item: z.literal('status'),
    answer: Answer,
    plate: PlateText,
    state: z.union([StateAnswer, z.literal('cannot-tell')]),
    channel: Channel,
    /** Who ran it: the officer, a dispatcher, another unit. */
    ranBy: z.string().trim().min(1).max(60),
    ranAt: Instant,
    reference: z.string().trim().max(60),
    words: z.string().max(400),
  }),
  /** Has the officer read what the record is about, and its cautions? */
  z.object({
    kind: z.literal('checked'),
    item: z.literal('record'),
    answer: Answer,
    words: z.string().max(200),
  }),
  /** The entering agency's answer to the request for confirmation. */
  z.object({
    kind: z.literal('checked'),
    item: z.literal('confirmation'),
    answer: Answer,
    reference: z.string().trim().max(60),
    words: z.string().max(200),
  }),
])

/** The officer who has another task weighs it against the hit (Oak Brook 131.6 (a)-(d)). */
export const Busy = z.object({
  assignment: Words,
  graver: z.enum(['hit', 'assignment']),
  /** Would leaving the assignment endanger anybody? */
  endangers: z.boolean(),
})
export type Busy = z.infer<typeof Busy>

/** What the console sends; the core adds who, when and after how long. */
export const StepInput = z.union([
  z.object({ kind: z.literal('deferred') }),
  z.object({ kind: z.literal('acknowledged') }),
  z.object({ kind: z.literal('compared'), seen: Seen }),
  Checked,
  /** Only where the profile says "if practicable"; reported. */
  z.object({ kind: z.literal('skipped'), item: ChecklistItem, reason: Words }),
  z.object({ kind: z.literal('confirmation-requested'), urgency: z.enum(['urgent', 'routine']) }),
  /** Enforcement does not rest on the alert alone. */
  z.object({ kind: z.literal('other-grounds'), words: z.string().trim().min(10).max(400) }),
  z.object({
    kind: z.literal('decided'),
    decision: Decision,
    ground: NoActionGround.optional(),
    words: z.string().max(400),
    busy: Busy.optional(),
  }),
  z.object({ kind: z.literal('supervisor-told'), words: z.string().max(400) }),
  /** Text and picture for the Communications Center, and how they got there. */
  z.object({
    kind: z.literal('handed-off'),
    text: z.string().min(1).max(1000),
    delivery: z.enum(['sent', 'read-aloud']),
    receivedBy: z.string().max(60),
  }),
  z.object({
    kind: z.literal('rejected'),
    reason: RejectReason,
    words: z.string().max(400),
    /** Where a stop was made before it turned out wrong. */
    incident: z.string().trim().max(40).optional(),
    /** Proof that this vehicle is not the wanted one; a supervisor reviews it, and it expires. */
    exoneration: z
      .object({ proof: z.string().trim().min(10).max(400), days: z.int().min(1).max(365) })
      .optional(),
  }),
  z.object({ kind: z.literal('closed'), incident: z.string().trim().max(40) }),
  z.object({ kind: z.literal('noted'), words: Words }),
])
export type StepInput = z.infer<typeof StepInput>

export const HitStep = z.object({
  number: z.int().positive(),
  at: Instant,
  /** Since the step before, or since the hit was raised. */
  afterMs: z.int().nonnegative(),
  by: By,
  input: StepInput,
})
export type HitStep = z.infer<typeof HitStep>

/** Why a step is refused: what is missing, the clause where one binds, and what to do next. */
export const Refusal = z.object({
  missing: z.array(z.string()).min(1),
  clause: z.string().optional(),
  next: z.string(),
  /** Which gate held, where one did; the console then shows the way through it. */
  gate: z.enum(['session', 'right', 'training', 'shift', 'purpose', 'audit']).optional(),
})
export type Refusal = z.infer<typeof Refusal>

/** A refusal for one thing or several that are missing. */
export function refusalFor(missing: string | readonly string[], next: string, clause?: string): Refusal {
  const list = typeof missing === 'string' ? [missing] : [...missing]
  return clause === undefined ? { missing: list, next } : { missing: list, next, clause }
}
