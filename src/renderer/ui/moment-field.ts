// A moment as a field for a day and a time has it ("2026-11-22T14:00", local time).
import { momentText } from './typed-moment.ts'

/** The instant that is typed; undefined for an empty field. */
export function momentOf(text: string): number | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** An instant as the field wants it. */
export const momentField = (at: number): string => momentText(at).replace(' ', 'T')

const DAY_MS = 86_400_000

/** The field's value some days from now. */
export const daysAhead = (days: number): string => momentField(Date.now() + days * DAY_MS)
