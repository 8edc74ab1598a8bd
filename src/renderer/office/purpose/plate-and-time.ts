// What is looked for most in stored reads, as it is typed: a plate or a pattern, a state, a time.
import { momentOf } from '#renderer/ui/moment-field.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import { StateCode } from '#shared/domain/states.ts'

export type PlateAndTimeDraft = {
  readonly plate: string
  readonly state: string
  /** As the field has it: "2026-11-22T14:00", local time; empty: open. */
  readonly from: string
  readonly to: string
}

export const FRESH_PLATE_AND_TIME: PlateAndTimeDraft = { plate: '', state: '', from: '', to: '' }

type PlateAndTime = { plate?: string; state?: StateCode; from?: number; to?: number }

/** What of a query is typed, and what of it cannot be understood. */
export function plateAndTimeOf(draft: PlateAndTimeDraft): {
  readonly query: PlateAndTime
  readonly missing: string[]
} {
  const missing: string[] = []
  const plate = draft.plate.trim()
  const pattern = plate === '' ? [] : parsePattern(plate)
  if ('reason' in pattern) missing.push(`a plate or pattern: ${pattern.reason}`)
  const letters = draft.state.trim().toUpperCase()
  const state = letters === '' ? undefined : StateCode.safeParse(letters)
  if (state?.success === false) missing.push('a state of two letters, or none')
  const from = momentOf(draft.from)
  const to = momentOf(draft.to)
  if (from !== undefined && to !== undefined && from > to)
    missing.push('a time from that is before the time to')
  const query = {
    ...(plate === '' ? {} : { plate }),
    ...(state?.data === undefined ? {} : { state: state.data }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  return { query, missing }
}
