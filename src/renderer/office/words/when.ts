// Times and spans in the officer's words, on the laptop's own clock and time zone.

const CLOCK = new Intl.DateTimeFormat('en-US', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const DAY = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short' })

/** "14:02:11" today, "Nov 12 14:02:11" on another day than `now`'s. */
export function clockTime(at: number, now = Date.now()): string {
  const time = CLOCK.format(at)
  return new Date(at).toDateString() === new Date(now).toDateString() ? time : `${DAY.format(at)} ${time}`
}

/** "Nov 12". */
export function dayOf(at: number): string {
  return DAY.format(at)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY_MS = 24 * HOUR

/** "40 s", "12 min", "2 h", "3 days": rounded down, so that an age is never made younger by a word. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(Math.max(0, ms) / 1000)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR)} h`
  return `${Math.floor(ms / DAY_MS)} days`
}

/** Whole seconds until an instant, at least none. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000))
}

/** "9:05" until an instant; "overdue by 1:10" after it. */
export function timeLeft(at: number, now: number): string {
  const seconds = Math.abs(Math.ceil((at - now) / 1000))
  const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return at >= now ? words : `overdue by ${words}`
}
