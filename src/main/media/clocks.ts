// The clocks of the car's settings, bound by the profile where that is the stricter one.
import type { Profile } from '#shared/domain/profile.ts'
import type { RetentionRules } from '#shared/domain/retention.ts'

const DAY_MS = 86_400_000

/**
 * The profile's days are of the reads, and of what hangs on them. With a department server what goes has its receipt, so
 * the ceiling binds all of it and the floor is the server's. Without one the car is the only store: the floor binds here,
 * and a hit, which may have been acted on, keeps the clock of the settings.
 */
export function clocksNow(
  { readsMs, hitsMs, contextImagesMs }: RetentionRules,
  profile: Pick<Profile, 'retention'> | undefined,
  isTransferRequired: boolean,
): RetentionRules {
  const { leastDays, mostDays } = profile?.retention.value ?? {}
  const most = mostDays === undefined ? Number.POSITIVE_INFINITY : mostDays * DAY_MS
  const least = isTransferRequired || leastDays === undefined ? 0 : leastDays * DAY_MS
  const bound = (ms: number): number => Math.max(least, Math.min(most, ms))
  return {
    readsMs: bound(readsMs),
    hitsMs: isTransferRequired ? bound(hitsMs) : Math.max(least, hitsMs),
    contextImagesMs: bound(contextImagesMs),
  }
}
