// Counts, sizes and days in words.
const COUNT = new Intl.NumberFormat('en-US')

/** "12,345". */
export const figure = (count: number): string => COUNT.format(count)

/** "1 read", "12,345 reads". */
export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${COUNT.format(count)} ${count === 1 ? one : many}`

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** "842 bytes", "1.5 GB": decimal units, as disks are sold. */
export function bytesWords(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit] ?? ''}`
}

const DAY_MS = 86_400_000

/** A whole day of UTC since 1970 as "2026-11-22". */
export const utcDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** "90 days", "6 h", "20 min": how long a clock runs; whole units only. */
export function clockWords(ms: number): string {
  if (ms % DAY_MS === 0) return countWords(ms / DAY_MS, 'day')
  if (ms % 3_600_000 === 0) return `${COUNT.format(ms / 3_600_000)} h`
  return `${COUNT.format(Math.round(ms / 60_000))} min`
}
