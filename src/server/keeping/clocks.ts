// The clock of each class of records, out of the policy in force and the department's own settings. Pure.
import { refuse } from '#main/refused.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { RecordClass } from '#shared/records/retention.ts'

const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

/** Shorter or longer clocks of single classes; they never loosen the policy. */
export type RetentionSettings = {
  readonly readsMinutes?: number | undefined
  readonly hitsDays?: number | undefined
  readonly contextImagesDays?: number | undefined
  readonly enteredDays?: number | undefined
  readonly canvassesDays?: number | undefined
}

export type ClockRules = Pick<Profile, 'retention' | 'auditKeptDays'>

/**
 * When records of a class go. exact: row by row, within the hour; ceiling: whole days, each when its first record
 * reaches the ceiling; floor: whole days, each when its last record has been kept for the whole of the clock.
 */
export type Clock = {
  readonly class: RecordClass
  readonly leastMs?: number
  /** Absent: neither the policy nor the settings give a number, and nothing goes. */
  readonly keptMs?: number
  readonly clause?: string
  readonly purge: 'automatic' | 'reviewed' | 'approved'
  readonly way: 'exact' | 'ceiling' | 'floor'
}

/** In the order in which a run purges: reads go with their hits, so hits go first. */
export const CLASSES = ['hits', 'canvasses', 'entered', 'context-images', 'reads', 'car-audit'] as const

/** Throws a refusal that names the clause where a setting loosens the policy. */
export function clocksOf(profile: ClockRules, settings: RetentionSettings): readonly Clock[] {
  const reads = alprClock(profile, 'reads', minutes(settings.readsMinutes))
  const context = alprClock(profile, 'context-images', days(settings.contextImagesDays))
  return [
    alprClock(profile, 'hits', days(settings.hitsDays)),
    alprClock(profile, 'canvasses', days(settings.canvassesDays)),
    alprClock(profile, 'entered', days(settings.enteredDays)),
    // A picture outlives the read that it belongs to in no case.
    (context.keptMs ?? Infinity) < (reads.keptMs ?? Infinity)
      ? context
      : { ...reads, class: 'context-images' },
    reads,
    auditClock(profile),
  ]
}

export function clockOf(clocks: readonly Clock[], name: RecordClass): Clock {
  const clock = clocks.find((one) => one.class === name)
  if (clock === undefined) throw new Error(`There is no clock of ${name}.`)
  return clock
}

/** Records made before this instant are past the clock; undefined: none ever is. Always the start of a day but for exact. */
export function cutoffOf({ keptMs, way }: Clock, now: number): number | undefined {
  if (keptMs === undefined) return undefined
  const past = now - keptMs
  if (way === 'exact') return past
  const startOfDay = Math.floor(past / DAY_MS) * DAY_MS
  return way === 'floor' ? startOfDay : startOfDay + DAY_MS
}

/** When the clock lets a record go. */
export function endOf(clock: Clock, recordedAt: number): number | undefined {
  if (clock.keptMs === undefined) return undefined
  if (clock.way === 'exact') return recordedAt + clock.keptMs
  const day = Math.floor(recordedAt / DAY_MS)
  return (clock.way === 'floor' ? day + 1 : day) * DAY_MS + clock.keptMs
}

/** "30 days", "3 minutes". */
export function spanWords(ms: number): string {
  const [count, unit] = ms % DAY_MS === 0 ? [ms / DAY_MS, 'day'] : [Math.round(ms / MINUTE_MS), 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const minutes = (count: number | undefined) => (count === undefined ? undefined : count * MINUTE_MS)
const days = (count: number | undefined) => (count === undefined ? undefined : count * DAY_MS)

function alprClock({ retention }: ClockRules, name: RecordClass, ownMs: number | undefined): Clock {
  const { leastDays, mostDays, purge } = retention.value
  const { clause } = retention
  const leastMs = days(leastDays)
  const mostMs = days(mostDays)
  if (ownMs !== undefined && leastMs !== undefined && ownMs < leastMs) {
    throw loosened(
      `${name} kept for ${spanWords(ownMs)}: the policy keeps them at least ${spanWords(leastMs)}`,
      clause,
    )
  }
  if (ownMs !== undefined && mostMs !== undefined && ownMs > mostMs) {
    throw loosened(
      `${name} kept for ${spanWords(ownMs)}: the policy keeps them at most ${spanWords(mostMs)}`,
      clause,
    )
  }
  const keptMs = ownMs ?? mostMs ?? leastMs
  return {
    class: name,
    ...(leastMs === undefined ? {} : { leastMs }),
    ...(keptMs === undefined ? {} : { keptMs }),
    ...(clause === undefined ? {} : { clause }),
    purge,
    way: wayOf(purge, keptMs, leastMs, mostMs ?? ownMs),
  }
}

/**
 * A day can only go as a whole when a whole day fits between floor and ceiling; where both are the same number, or the
 * clock is shorter than a day, rows go one by one. What a person decides is decided for whole days.
 */
function wayOf(
  purge: Clock['purge'],
  keptMs: number | undefined,
  leastMs: number | undefined,
  mostMs: number | undefined,
): Clock['way'] {
  if (purge !== 'automatic' || keptMs === undefined || mostMs === undefined) return 'floor'
  return keptMs - (leastMs ?? 0) < DAY_MS ? 'exact' : 'ceiling'
}

/** The cars' audit has a floor and no ceiling; it goes only when somebody says so, whatever the policy does with reads. */
function auditClock({ auditKeptDays }: ClockRules): Clock {
  const keptMs = auditKeptDays.value * DAY_MS
  const { clause } = auditKeptDays
  return {
    class: 'car-audit',
    leastMs: keptMs,
    keptMs,
    ...(clause === undefined ? {} : { clause }),
    purge: 'approved',
    way: 'floor',
  }
}

const loosened = (words: string, clause: string | undefined) =>
  refuse(words, 'Change the department’s retention settings in server.json.', clause)
