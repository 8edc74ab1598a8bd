// What is being asked of the stored reads: the purpose before the plate.
import type { ReadQuery } from '#shared/contract/search.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import type { Profile, SearchPurpose } from '#shared/domain/profile.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import { StateCode } from '#shared/domain/states.ts'

export type SearchDraft = {
  readonly purpose: SearchPurpose | undefined
  readonly reason: string
  readonly caseNumber: string
  readonly facts: string
  readonly plate: string
  readonly state: string
  /** As the field has it: "2026-11-22T14:00", local time; empty: open. */
  readonly from: string
  readonly to: string
}

export const FRESH: SearchDraft = {
  purpose: undefined,
  reason: '',
  caseNumber: '',
  facts: '',
  plate: '',
  state: '',
  from: '',
  to: '',
}

export const SEARCH_PURPOSE_WORDS: Readonly<Record<SearchPurpose, string>> = {
  'criminal-case': 'Criminal case',
  'civil-action': 'Civil action',
  'administrative-action': 'Administrative action',
  'other-legitimate': 'Other legitimate purpose',
}

/** So many rows come at most; a search that finds more is to be narrowed. */
export const MOST_ROWS = 200

/** The statement as it is sent; without a choice the first purpose that the policy allows. */
export function statementOf(draft: SearchDraft, { search }: Pick<Profile, 'search'>): PurposeStatement {
  const { purpose, reason, caseNumber, facts } = draft
  return {
    purpose: purpose ?? search.value.kinds[0] ?? 'criminal-case',
    reason: reason.trim(),
    caseNumber: caseNumber.trim(),
    facts: facts.trim(),
  }
}

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

/** What the policy asks before stored reads open, in one line. */
export function askedLine({ search }: Pick<Profile, 'search'>): string {
  const { isReasonRequired, isCaseRequired, areFactsRequired } = search.value
  const asked = [
    'a legitimate purpose',
    ...(isReasonRequired ? ['a reason'] : []),
    ...(isCaseRequired ? ['the case number'] : []),
    ...(areFactsRequired ? ['facts that tie the data to the case'] : []),
  ]
  const clause = search.clause === undefined ? '' : `Clause ${search.clause}: `
  return `${clause}stored reads open with ${asked.join(', ')}. It is kept in the audit with your name.`
}
