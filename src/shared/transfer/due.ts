// How long a car has not transferred everything, by the oldest record that waits (the stricter reading of Schaumburg
// IV.B; clauses.md 4.8 no. 3). Both sides count the same way.
import type { Profile } from '../domain/profile.ts'

const DAY_MS = 86_400_000

export type TransferDue = {
  /** Whole days since the oldest record that waits was made; 0 when nothing waits. */
  readonly days: number
  /** fine; warn: at one of the profile's days; escalated: at the profile's interval or past it. */
  readonly level: 'fine' | 'warn' | 'escalated'
  /** The day of the profile that it has reached: the last one passed. */
  readonly reached?: number
  readonly mostDays?: number
  readonly clause?: string
}

export function transferDue(
  oldestAt: number | undefined,
  now: number,
  { transfer }: Pick<Profile, 'transfer'>,
): TransferDue {
  const { mostDays, warnAtDays } = transfer.value
  const days = oldestAt === undefined ? 0 : Math.max(0, Math.floor((now - oldestAt) / DAY_MS))
  const bound = {
    ...(mostDays === undefined ? {} : { mostDays }),
    ...(transfer.clause === undefined ? {} : { clause: transfer.clause }),
  }
  if (mostDays !== undefined && days >= mostDays)
    return { days, level: 'escalated', reached: mostDays, ...bound }
  const reached = warnAtDays
    .filter((at) => days >= at && (mostDays === undefined || at < mostDays))
    .toSorted((a, b) => a - b)
    .at(-1)
  return reached === undefined
    ? { days, level: 'fine', ...bound }
    : { days, level: 'warn', reached, ...bound }
}
