import { TRAINING_WORDS, type TrainingItem } from '#shared/domain/training.ts'
import { dayOf } from '#renderer/office/words/when.ts'

/** Trainings that are not valid: each of them keeps the console shut. */
export const notValid = (items: readonly TrainingItem[]): TrainingItem[] =>
  items.filter(({ state }) => state !== 'valid')

/** "current policy: expired on Nov 12". */
export function trainingLine({ kind, state, expiresAt, words }: TrainingItem): string {
  const what = TRAINING_WORDS[kind]
  if (state === 'missing') return `${what}: missing`
  if (state === 'expired')
    return `${what}: expired${expiresAt === undefined ? '' : ` on ${dayOf(expiresAt)}`}`
  if (state === 'due') return `${what}: due again${words === undefined ? '' : ` - ${words}`}`
  return `${what}: valid`
}

/** "Training ends soon: current policy in 12 days, LEADS training in 30 days."; undefined when none does. */
export function reminderLine(items: readonly TrainingItem[]): string | undefined {
  const soon = items
    .flatMap(({ kind, remindDays }) => (remindDays === undefined ? [] : [{ kind, remindDays }]))
    .toSorted((one, other) => one.remindDays - other.remindDays)
    .map(
      ({ kind, remindDays }) =>
        `${TRAINING_WORDS[kind]} in ${remindDays} ${remindDays === 1 ? 'day' : 'days'}`,
    )
  return soon.length === 0 ? undefined : `Training ends soon: ${soon.join(', ')}.`
}
