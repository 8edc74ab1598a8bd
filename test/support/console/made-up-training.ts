// Training of the scripted core's officer, as the profile made up beside it asks it.
import { trainingItems, type TrainingItem, type TrainingKind } from '#shared/domain/training.ts'
import type { Profile } from '#shared/domain/profile.ts'

const DAY = 86_400_000

/** Everything that the profile asks, completed 30 days ago, but for what is left out. */
export function madeUpTraining(profile: Profile, missing: readonly TrainingKind[] = []): TrainingItem[] {
  return trainingItems([], [], profile, 0).map((item) => {
    if (missing.includes(item.kind)) return item
    const completedAt = Date.now() - 30 * DAY
    return Object.assign(item, { state: 'valid', completedAt, expiresAt: completedAt + 365 * DAY } as const)
  })
}
