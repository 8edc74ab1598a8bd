// Why stored reads are looked at: asked before the plate, in a car and at the department alike.
import type { Profile, SearchPurpose } from '#shared/domain/profile.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'

export type StatementDraft = {
  readonly purpose: SearchPurpose | undefined
  readonly reason: string
  readonly caseNumber: string
  readonly facts: string
}

export const FRESH_STATEMENT: StatementDraft = {
  purpose: undefined,
  reason: '',
  caseNumber: '',
  facts: '',
}

export const SEARCH_PURPOSE_WORDS: Readonly<Record<SearchPurpose, string>> = {
  'criminal-case': 'Criminal case',
  'civil-action': 'Civil action',
  'administrative-action': 'Administrative action',
  'other-legitimate': 'Other legitimate purpose',
}

/** The statement as it is sent; without a choice the first purpose that the policy allows. */
export function statementOf(draft: StatementDraft, { search }: Pick<Profile, 'search'>): PurposeStatement {
  const { purpose, reason, caseNumber, facts } = draft
  return {
    purpose: purpose ?? search.value.kinds[0] ?? 'criminal-case',
    reason: reason.trim(),
    caseNumber: caseNumber.trim(),
    facts: facts.trim(),
  }
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
