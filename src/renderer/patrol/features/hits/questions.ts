// The way through a hit, one question a screen: which comes next, and what speaks against going on.
import { askedItems, maySkip, openItems, type HitProgress } from '#shared/domain/hit-progress.ts'
import type { CheckedItem, RejectReason } from '#shared/domain/hit-step.ts'
import type { ChecklistItem, Verification } from '#shared/domain/profile.ts'
import type { HitDraft } from './draft.ts'

export type Question =
  | 'characters'
  | 'state'
  | 'vehicle'
  | 'contradiction'
  | CheckedItem
  | 'decision'
  | 'no-action'
  | 'busy'
  | 'other-grounds'
  | 'leave-out'
  | 'hand-off'
  | 'close'

/** Questions that belong to another one: Esc leads back to it. */
const PARENT: Partial<Record<Question, Question>> = {
  state: 'characters',
  vehicle: 'state',
  'no-action': 'decision',
  busy: 'decision',
  'other-grounds': 'decision',
  'leave-out': 'decision',
}

/** An answer that speaks against this hit, and the reason to reject it that fits. */
export type Contradiction = {
  readonly key: string
  readonly words: string
  readonly reason: RejectReason
}

const ANSWERED_NO: readonly (readonly [CheckedItem, string, RejectReason])[] = [
  ['status', 'The record is not active now.', 'record-not-active'],
  ['plate-type', 'Plate type or expiry are not as listed.', 'wrong-vehicle'],
  ['record', 'The record does not fit what you see.', 'wrong-person'],
  ['confirmation', 'The entering agency does not confirm the record.', 'record-not-active'],
]

/** All answers that speak against the hit, the weightiest first. */
export function contradictionsOf({ comparison, items }: HitProgress): Contradiction[] {
  if (comparison === undefined) return []
  const { seen, match, characters, state } = comparison
  const { entry } = match
  const found: Contradiction[] = []
  if (characters === 'differ') {
    const words = `You saw ${seen.plate}. Listed is ${entry.pattern ?? entry.plate}.`
    found.push({ key: `characters.${seen.plate}`, words, reason: 'wrong-character' })
  }
  if (state === 'differs') {
    const listed = entry.state ?? entry.otherIssuer ?? 'no state'
    const words = `You saw ${seen.state === 'other' ? 'no US state' : seen.state}. Listed is ${listed}.`
    found.push({ key: `state.${seen.state}`, words, reason: 'wrong-state' })
  }
  // A stolen plate is expected on another vehicle.
  if (items.vehicle === 'no' && entry.category !== 'stolen-plate')
    found.push({ key: 'vehicle', words: 'The vehicle is not the listed one.', reason: 'wrong-vehicle' })
  for (const [item, words, reason] of ANSWERED_NO)
    if (items[item] === 'no') found.push({ key: item, words, reason })
  return found
}

/** What speaks against the hit and has not been looked past by the officer. */
export function standingContradiction(progress: HitProgress, draft: HitDraft): Contradiction | undefined {
  return contradictionsOf(progress).find(({ key }) => draft.fields[`passed.${key}`] !== 'yes')
}

/** The question at which the hit stands, from its steps and from what is answered and not sent yet. */
export function standingQuestion(
  progress: HitProgress,
  draft: HitDraft,
  rules: Verification,
  places: number,
): Question {
  if (progress.decision === 'hand-off' && !progress.isHandedOff) return 'hand-off'
  if (progress.decision !== undefined) return 'close'
  if (progress.comparison === undefined) return comparedNext(draft, places)
  if (standingContradiction(progress, draft) !== undefined) return 'contradiction'
  const open = askedItems(progress, rules).find((item) => progress.items[item] === 'open')
  return isOtherPlate(progress) ? 'decision' : (open ?? 'decision')
}

/**
 * An item that could not be told and that the policy lets be left out with a reason: state and vehicle have no
 * question of their own to be skipped at.
 */
export const leavableItem = (progress: HitProgress, rules: Verification): ChecklistItem | undefined =>
  openItems(progress, rules).find(
    (item) => progress.items[item] === 'cannot-tell' && maySkip(progress, rules, item),
  )

/** What was seen is another plate than the record's: nothing more is checked with it. */
export function isOtherPlate({ comparison }: HitProgress): boolean {
  return comparison?.characters === 'differ' || comparison?.state === 'differs'
}

function comparedNext(draft: HitDraft, places: number): Question {
  if (!areCharactersSeen(draft, places)) return 'characters'
  return draft.state === undefined ? 'state' : 'vehicle'
}

/** Whether every place has been confirmed or the whole plate has been typed. */
export function areCharactersSeen({ typed, characters }: HitDraft, places: number): boolean {
  if (typed !== undefined) return typed !== ''
  return Array.from({ length: places }, (_, at) => characters[at]).every((seen) => seen !== undefined)
}

/** Where Esc leads within the hit; undefined: out of it, and it stays in the queue. */
export function questionBefore(question: Question): Question | undefined {
  return PARENT[question]
}

/** The questions in their order, for showing how far along the hit is. */
export function questionsOf(progress: HitProgress, rules: Verification): Question[] {
  // Items that another vehicle adds to the policy's own are of no use where the plate is another one too.
  const items = askedItems(progress, rules).filter(
    (item) => !isOtherPlate(progress) || rules.items.includes(item),
  )
  return [
    'characters',
    'state',
    'vehicle',
    ...items,
    'decision',
    ...(progress.decision === 'hand-off' ? (['hand-off'] as const) : []),
    'close',
  ]
}
