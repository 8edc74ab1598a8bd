// Dates as lists write them. A day is a number yyyymmdd (20261122): it compares, and has no time zone.
import type { DateForm } from '#shared/domain/import-template.ts'

/** The local day of an instant (epoch ms) as yyyymmdd. */
export function dayOf(at: number): number {
  const date = new Date(at)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}

/** The forms; what has no group `d` means the last day of the month: what expires in 07/21 is good through July. */
const FORMS: Readonly<Record<DateForm, readonly RegExp[]>> = {
  yyyymmdd: [/^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/],
  mmddyyyy: [/^(?<m>\d{2})(?<d>\d{2})(?<y>\d{4})$/],
  mmddyy: [/^(?<m>\d{2})(?<d>\d{2})(?<y>\d{2})$/],
  mmyy: [/^(?<m>\d{2})(?<y>\d{2})$/],
  'yyyy-mm-dd': [/^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/],
  'mm/dd/yyyy': [/^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/],
  written: [
    /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[ T].*)?$/,
    /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4}|\d{2})(?: .*)?$/,
  ],
}

/** Years of two digits from this one on are of the last century, as POSIX has it. */
const FIRST_YEAR_OF_1900S = 69

/** The day as yyyymmdd; 0 when there is none (blank, all zeros, all nines); -1 when the text is no date. */
export function parseDay(text: string, form: DateForm): number {
  if (text === '' || /^(?:0+|9+)$/.test(text)) return 0
  for (const expression of FORMS[form]) {
    const groups = expression.exec(text)?.groups
    if (groups !== undefined) return toDay(groups['y'] ?? '', Number(groups['m']), groups['d'])
  }
  return -1
}

function toDay(yearText: string, month: number, dayText: string | undefined): number {
  const short = Number(yearText)
  const year = yearText.length > 2 ? short : short + (short >= FIRST_YEAR_OF_1900S ? 1900 : 2000)
  if (month < 1 || month > 12 || year < 1900) return -1
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const day = dayText === undefined ? last : Number(dayText)
  return day < 1 || day > last ? -1 : year * 10_000 + month * 100 + day
}

/** 20190509 as 2019-05-09. */
export function isoDay(day: number): string {
  const text = String(day)
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
}
