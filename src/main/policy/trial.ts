// The trial that a policy passes before it may come into force: the very functions that decide in the car are asked
// under its rules, in cases made from these rules. What must be refused is refused, and what may pass passes: a
// policy under which nobody can verify a plate, or nobody can open a search, fails here and not on the road.
import type { PolicyTrial } from '#shared/domain/policy.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { accessCases } from './trial-access.ts'
import { hitCases } from './trial-hits.ts'

/** What was tried; `isRight` runs the real function. */
export type TrialCase = { readonly name: string; readonly isRight: () => boolean }

/** Tries a policy's effective rules at an instant. */
export function tryPolicy(profile: Profile, at: number): PolicyTrial {
  const cases = [...hitCases(profile), ...accessCases(profile, at), ...soundCases(profile)]
  const failed = cases.filter(({ isRight }) => !passes(isRight)).map(({ name }) => name)
  return { at, passed: cases.length - failed.length, failed }
}

function passes(isRight: () => boolean): boolean {
  try {
    return isRight()
  } catch {
    return false
  }
}

/** Rules that contradict each other. */
function soundCases(profile: Profile): TrialCase[] {
  const { retention, transfer, localList, allowedCategories, presentations, limits } = profile
  const { leastDays, mostDays } = retention.value
  return [
    {
      name: 'retention: reads are kept no longer at least than at most',
      isRight: () => leastDays === undefined || mostDays === undefined || leastDays <= mostDays,
    },
    {
      name: 'transfer: the warnings come before the limit',
      isRight: () =>
        transfer.value.mostDays === undefined ||
        transfer.value.warnAtDays.every((days) => days <= (transfer.value.mostDays ?? days)),
    },
    {
      name: 'local list: officers enter only what may alert',
      isRight: () => localList.value.categories.every((one) => allowedCategories.value.includes(one)),
    },
    {
      name: 'alerts: every category that may alert has its severity and sound',
      isRight: () => allowedCategories.value.every((one) => presentations[one] !== undefined),
    },
    {
      name: 'alerts: the graver a hit, the more doubt it may have and still alert',
      isRight: () => limits.high <= limits.medium && limits.medium <= limits.low,
    },
    {
      name: 'alerts: no critical alert is muted or covert',
      isRight: () =>
        Object.values(presentations).every(
          ({ severity, mayMute, isCovert }) => severity !== 'critical' || (!mayMute && !isCovert),
        ),
    },
  ]
}
