// Training in the words of the screen.
import type { Standing } from '#renderer/ui/state-mark.tsx'
import { dayText } from '#renderer/ui/typed-moment.ts'
import type { RejectReason } from '#shared/domain/hit-step.ts'
import { TRAINING_WORDS, type TrainingItem } from '#shared/domain/training.ts'

export const ITEM_WORDS: Readonly<
  Record<TrainingItem['state'], readonly [word: string, standing: Standing]>
> = {
  valid: ['valid', 'in-order'],
  missing: ['missing', 'stopped'],
  expired: ['expired', 'stopped'],
  due: ['due again', 'attention'],
}

/** What is to be said of an item beside its state. */
export function itemNote({ state, words, remindDays, expiresAt }: TrainingItem): string {
  if (state === 'missing') return 'Not recorded yet.'
  if (state === 'expired') return 'Take it again; it must be recorded.'
  if (state === 'due') return `Changed since: ${words ?? 'a new version'}`
  if (remindDays !== undefined) return `${remindDays} ${remindDays === 1 ? 'day' : 'days'} left. Plan it now.`
  return expiresAt === undefined ? 'Does not run out.' : ''
}

/** Nothing that holds him up, or what does, with its clauses. */
export function standingWords(items: readonly TrainingItem[]): string | undefined {
  const open = items.filter(({ state }) => state !== 'valid')
  if (open.length === 0) return undefined
  const named = open.map(
    ({ kind, state, clause }) =>
      `${TRAINING_WORDS[kind]} (${ITEM_WORDS[state][0]}${clause === undefined ? '' : `, clause ${clause}`})`,
  )
  return named.join('; ')
}

export const dayOr = (at: number | undefined, other: string): string =>
  at === undefined ? other : dayText(at)

/** Why a made-up hit is rejected, in the order in which the plate is compared. */
export const REJECT_WORDS: readonly (readonly [RejectReason, string])[] = [
  ['wrong-character', 'Wrong character'],
  ['wrong-state', 'Wrong state'],
  ['wrong-vehicle', 'Wrong vehicle'],
  ['record-not-active', 'Record not active'],
  ['wrong-person', 'Wrong person'],
]
