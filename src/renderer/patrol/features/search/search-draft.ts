// What is being asked of the stored reads: the purpose before the plate.
import { FRESH_STATEMENT, type StatementDraft } from '#renderer/office/purpose/statement.ts'
import type { ReadQuery } from '#shared/contract/search.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import { StateCode } from '#shared/domain/states.ts'

export type SearchDraft = StatementDraft & {
  readonly plate: string
  readonly state: string
  /** As the field has it: "2026-11-22T14:00", local time; empty: open. */
  readonly from: string
  readonly to: string
}

export const FRESH: SearchDraft = {
  ...FRESH_STATEMENT,
  plate: '',
  state: '',
  from: '',
  to: '',
}

/** So many rows come at most; a search that finds more is to be narrowed. */
export const MOST_ROWS = 200

/** The query, or what of it cannot be understood. */
export function queryOf(draft: SearchDraft): { readonly query: ReadQuery } | { readonly missing: string[] } {
  const missing: string[] = []
  const plate = draft.plate.trim()
  const pattern = plate === '' ? [] : parsePattern(plate)
  if ('reason' in pattern) missing.push(`a plate or pattern: ${pattern.reason}`)
  const letters = draft.state.trim().toUpperCase()
  const state = letters === '' ? undefined : StateCode.safeParse(letters)
  if (state?.success === false) missing.push('a state of two letters, or none')
  const from = instantOf(draft.from)
  const to = instantOf(draft.to)
  if (from !== undefined && to !== undefined && from > to)
    missing.push('a time from that is before the time to')
  if (missing.length > 0) return { missing }
  return {
    query: {
      limit: MOST_ROWS,
      ...(plate === '' ? {} : { plate }),
      ...(state === undefined ? {} : { state: state.data }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  }
}

function instantOf(text: string): number | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}
