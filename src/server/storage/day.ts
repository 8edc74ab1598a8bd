// Days as records are kept by them: whole days of UTC since 1970.

export const DAY_MS = 86_400_000

/** The day in which an instant lies. */
export const dayOf = (at: number): number => Math.floor(at / DAY_MS)

/** The first instant of a day. */
export const dayStart = (day: number): number => day * DAY_MS
