// Days and moments as they are typed and shown in the office: 2026-11-22 and 2026-11-22 14:05, local time.
const DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const MOMENT = /^(\d{4}-\d{1,2}-\d{1,2})[ T]+(\d{1,2}):(\d{2})$/

/** Midnight at the beginning of the typed day; undefined for what is no day. */
export function typedDay(text: string): number | undefined {
  const found = DAY.exec(text.trim())
  if (found === null) return undefined
  const [year, month, day] = found.slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const at = new Date(year, month - 1, day)
  // The calendar runs on over the end of a month; 2026-02-30 is a slip, not the 2nd of March.
  return at.getMonth() === month - 1 && at.getDate() === day ? at.getTime() : undefined
}

/** The typed moment; of a day alone its beginning, or its last millisecond with `isEnd`. */
export function typedMoment(text: string, isEnd = false): number | undefined {
  const day = typedDay(text)
  if (day !== undefined) {
    if (!isEnd) return day
    const next = new Date(day)
    next.setDate(next.getDate() + 1)
    return next.getTime() - 1
  }
  const [, date = '', hour = '', minute = ''] = MOMENT.exec(text.trim()) ?? []
  const start = typedDay(date)
  if (start === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  const at = new Date(start)
  at.setHours(Number(hour), Number(minute), isEnd ? 59 : 0, isEnd ? 999 : 0)
  return at.getTime()
}

/** "2026-11-22". */
export function dayText(at: number): string {
  const date = new Date(at)
  return [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-')
}

/** "2026-11-22 14:05". */
export function momentText(at: number): string {
  const date = new Date(at)
  const clock = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0'))
  return `${dayText(at)} ${clock.join(':')}`
}

/** "2026-11-22 14:05:09.123": as an audit entry says it, in local time. */
export function exactText(at: number): string {
  const date = new Date(at)
  const seconds = String(date.getSeconds()).padStart(2, '0')
  return `${momentText(at)}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
