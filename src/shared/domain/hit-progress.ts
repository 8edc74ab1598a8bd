// Where a hit stands, told from its steps alone: the steps are the record, this is only what they amount to.
import type { Hit } from './hit.ts'
import type { HotListMatch } from './hot-list.ts'
import type { CheckedItem, Decision, HitStatus, HitStep, RejectReason, Seen, StepInput } from './hit-step.ts'
import { foldsAlike } from './plate.ts'
import { CHECKLIST_ITEMS, type ChecklistItem, type Verification } from './profile.ts'
import { fitOf } from './partial-pattern.ts'

type Checked = Extract<StepInput, { kind: 'checked' }>

export type ItemState =
  /** Answered yes; answered no; answered "cannot tell"; left out with a reason; not asked yet. */
  'yes' | 'no' | 'cannot-tell' | 'skipped' | 'open'

export type Comparison = {
  readonly seen: Seen
  /** The entry that the seen plate is compared with: the one that agrees best. */
  readonly match: HotListMatch
  /** folded: the same but for characters that look alike on the plate (O and 0, I and 1). */
  readonly characters: 'same' | 'folded' | 'differ'
  readonly state: 'same' | 'differs' | 'cannot-tell' | 'not-listed'
}

export type HitProgress = {
  readonly status: HitStatus
  readonly isDeferred: boolean
  readonly comparison: Comparison | undefined
  readonly items: Readonly<Record<ChecklistItem, ItemState>>
  /** The reasons of the items that are left out now. */
  readonly skipped: ReadonlyMap<ChecklistItem, string>
  readonly statusCheck: Extract<Checked, { item: 'status' }> | undefined
  /** When the entering agency has to answer by: urgent ten minutes, routine an hour (facts.md 3a-2). */
  readonly confirmation: { readonly urgency: 'urgent' | 'routine'; readonly dueAt: number } | undefined
  readonly otherGrounds: string | undefined
  readonly decision: Decision | undefined
  /** A stop was decided at some time: a later decision does not undo it. */
  readonly isEnforced: boolean
  readonly isSupervisorTold: boolean
  readonly isHandedOff: boolean
  readonly rejected: RejectReason | undefined
  readonly incident: string | undefined
}

const MINUTE = 60_000
const CONFIRMATION_MS = { urgent: 10 * MINUTE, routine: 60 * MINUTE } as const

const NOTHING_ASKED: HitProgress['items'] = {
  characters: 'open',
  state: 'open',
  vehicle: 'open',
  'plate-type': 'open',
  status: 'open',
  record: 'open',
  confirmation: 'open',
}

/** What the steps of a hit amount to under these verification rules. */
export function progressOf(hit: Pick<Hit, 'matches' | 'steps'>, rules: Verification): HitProgress {
  const start: HitProgress = {
    status: 'raised',
    isDeferred: false,
    comparison: undefined,
    items: NOTHING_ASKED,
    skipped: new Map(),
    statusCheck: undefined,
    confirmation: undefined,
    otherGrounds: undefined,
    decision: undefined,
    isEnforced: false,
    isSupervisorTold: false,
    isHandedOff: false,
    rejected: undefined,
    incident: undefined,
  }
  return hit.steps.reduce((progress, step) => advance(progress, step, hit.matches, rules), start)
}

function advance(
  before: HitProgress,
  { input, at }: HitStep,
  matches: readonly HotListMatch[],
  rules: Verification,
): HitProgress {
  const changed = { ...before, ...change(before, input, at, matches) }
  const skipped = new Map([...changed.skipped].filter(([item]) => changed.items[item] === 'skipped'))
  const after = { ...changed, skipped }
  return { ...after, status: statusOf(after, rules, before.status, input) }
}

function change(
  before: HitProgress,
  input: StepInput,
  at: number,
  matches: readonly HotListMatch[],
): Partial<HitProgress> {
  switch (input.kind) {
    case 'deferred':
      return { isDeferred: true }
    case 'acknowledged':
      return { isDeferred: false }
    case 'compared':
      return changeByComparison(before, compare(input.seen, matches))
    case 'checked':
      return {
        items: { ...before.items, [input.item]: input.answer },
        ...(input.item === 'status' ? { statusCheck: input } : {}),
      }
    case 'skipped':
      return {
        items: { ...before.items, [input.item]: 'skipped' },
        skipped: new Map([...before.skipped, [input.item, input.reason]]),
      }
    case 'confirmation-requested':
      return {
        confirmation: { urgency: input.urgency, dueAt: at + CONFIRMATION_MS[input.urgency] },
        // Asking again does not undo the answer that was given.
        items: { ...before.items, confirmation: before.items.confirmation === 'no' ? 'no' : 'open' },
      }
    case 'other-grounds':
      return { otherGrounds: input.words }
    case 'decided':
      return { decision: input.decision, isEnforced: before.isEnforced || input.decision === 'stop' }
    case 'supervisor-told':
      return { isSupervisorTold: true }
    case 'handed-off':
      return { isHandedOff: true }
    case 'rejected':
      return { rejected: input.reason, incident: input.incident, isDeferred: false }
    case 'closed':
      return { incident: input.incident, isDeferred: false }
    case 'noted':
    default:
      return {}
  }
}

/**
 * What was checked on another plate than the one that is seen now was checked on nothing, and what was checked of
 * another record is nothing about this one.
 */
function changeByComparison(before: HitProgress, comparison: Comparison): Partial<HitProgress> {
  const { seen, match } = comparison
  const isSamePlate =
    before.comparison?.seen.plate === seen.plate && before.comparison.seen.state === seen.state
  const isSameRecord = before.comparison?.match.entry.key === match.entry.key
  const items = {
    ...before.items,
    ...comparedItems(comparison),
    ...(isSamePlate ? {} : { status: 'open' as const }),
    ...(isSameRecord
      ? {}
      : { 'plate-type': 'open' as const, record: 'open' as const, confirmation: 'open' as const }),
  }
  return {
    comparison,
    items,
    ...(isSamePlate ? {} : { statusCheck: undefined }),
    ...(isSameRecord ? {} : { confirmation: undefined }),
  }
}

/** Sets what was seen against the entry that it agrees with best. */
export function compare(seen: Seen, matches: readonly HotListMatch[]): Comparison {
  const compared = matches.map((match): Comparison => {
    const characters = compareCharacters(seen.plate, match)
    const state = compareState(seen, match)
    return { seen, match, characters, state }
  })
  const ranked = compared.toSorted((one, other) => disagreement(one) - disagreement(other))
  const [best] = ranked
  if (best === undefined) throw new Error('a hit has no match')
  return best
}

function compareCharacters(seen: string, { entry }: HotListMatch): Comparison['characters'] {
  if (entry.pattern !== undefined) return fitOf(entry.pattern, seen)
  if (entry.plate === seen) return 'same'
  return foldsAlike(entry.plate, seen) ? 'folded' : 'differ'
}

function compareState(seen: Seen, { entry }: HotListMatch): Comparison['state'] {
  if (entry.state === undefined && entry.otherIssuer === undefined) return 'not-listed'
  if (seen.state === 'cannot-tell') return 'cannot-tell'
  return (entry.state ?? 'other') === seen.state ? 'same' : 'differs'
}

const DISAGREEMENT = { same: 0, 'not-listed': 0, folded: 1, 'cannot-tell': 1, differs: 2, differ: 4 } as const

function disagreement({ characters, state }: Comparison): number {
  return DISAGREEMENT[characters] + DISAGREEMENT[state]
}

function comparedItems({ seen, match, characters, state }: Comparison): Partial<HitProgress['items']> {
  const vehicle = { match: 'yes', 'no-match': 'no', 'cannot-tell': 'cannot-tell' } as const
  const states = { same: 'yes', 'not-listed': 'yes', differs: 'no', 'cannot-tell': 'cannot-tell' } as const
  // With nothing listed of the vehicle there is nothing to compare, as with an entry without a state.
  const isNotListed = seen.vehicle === 'cannot-tell' && !isVehicleListed(match)
  return {
    characters: characters === 'differ' ? 'no' : 'yes',
    state: states[state],
    vehicle: isNotListed ? 'yes' : vehicle[seen.vehicle],
  }
}

const isVehicleListed = ({ entry }: HotListMatch): boolean =>
  Object.values(entry.vehicle).some((said) => said !== undefined && said !== '')

type Answered = Pick<HitProgress, 'items'> & { readonly comparison?: Comparison | undefined }

/**
 * The items that still stand between this hit and its verification. Under "if practicable" an item that could not
 * be told, or was not asked, is left out only with a reason; a plain no is never left out.
 */
export function openItems(progress: Answered, rules: Verification): ChecklistItem[] {
  return requiredItems(progress, rules).filter((item) => {
    const state = progress.items[item]
    return !(state === 'yes' || (state === 'skipped' && maySkip(progress, rules, item)))
  })
}

/** Whether the item may be left out with a reason: never under "shall", nor where it has to explain a plain no. */
export function maySkip(progress: Answered, rules: Verification, item: ChecklistItem): boolean {
  return rules.modal === 'if-practicable' && !explainers(progress).includes(item)
}

/** What a plain no to is asked again, whether the policy names it or not: such a record says nothing, or nothing now. */
const NO_STANDS: ReadonlySet<ChecklistItem> = new Set(['status', 'record', 'confirmation'])

/** In the order in which they are asked: the profile's items, what explains another vehicle, what was answered no. */
function requiredItems(progress: Answered, rules: Verification): ChecklistItem[] {
  const explaining = explainers(progress)
  const isRequired = (item: ChecklistItem): boolean => {
    if (item === 'vehicle' && progress.items.vehicle === 'no') return false
    const isNo = NO_STANDS.has(item) && progress.items[item] === 'no'
    return rules.items.includes(item) || explaining.includes(item) || isNo
  }
  return CHECKLIST_ITEMS.filter(isRequired)
}

/**
 * Where the vehicle is not the listed one, what the record is about and the entering agency's confirmation have to
 * explain it. A stolen plate is expected on another vehicle.
 */
function explainers({ items, comparison }: Answered): readonly ChecklistItem[] {
  if (items.vehicle !== 'no' || comparison?.match.entry.category === 'stolen-plate') return []
  return ['record', 'confirmation']
}

export const isVerified = (progress: HitProgress, rules: Verification): boolean =>
  progress.comparison !== undefined && openItems(progress, rules).length === 0

/** Items that a checklist screen still asks, beyond what the comparison answered. */
export const askedItems = (progress: HitProgress, rules: Verification): CheckedItem[] =>
  requiredItems(progress, rules).filter(
    (item): item is CheckedItem => item !== 'characters' && item !== 'state' && item !== 'vehicle',
  )

const ORDER: readonly HitStatus[] = ['raised', 'acknowledged', 'compared', 'verified', 'decided', 'closed']

/** It never goes back: a later comparison of a decided hit is one more record, no new beginning. */
function statusOf(
  after: HitProgress,
  rules: Verification,
  before: HitStatus,
  { kind }: StepInput,
): HitStatus {
  const reached: HitStatus =
    kind === 'closed' || kind === 'rejected'
      ? 'closed'
      : after.decision !== undefined
        ? 'decided'
        : isVerified(after, rules)
          ? 'verified'
          : after.comparison !== undefined
            ? 'compared'
            : kind === 'acknowledged'
              ? 'acknowledged'
              : before
  return ORDER.indexOf(reached) > ORDER.indexOf(before) ? reached : before
}
