// What is being asked of the stored reads: the purpose before the plate.
import {
  FRESH_PLATE_AND_TIME,
  plateAndTimeOf,
  type PlateAndTimeDraft,
} from '#renderer/office/purpose/plate-and-time.ts'
import { FRESH_STATEMENT, type StatementDraft } from '#renderer/office/purpose/statement.ts'
import type { ReadQuery } from '#shared/contract/search.ts'

export type SearchDraft = StatementDraft & PlateAndTimeDraft

export const FRESH: SearchDraft = { ...FRESH_STATEMENT, ...FRESH_PLATE_AND_TIME }

/** So many rows come at most; a search that finds more is to be narrowed. */
export const MOST_ROWS = 200

/** The query, or what of it cannot be understood. */
export function queryOf(draft: SearchDraft): { readonly query: ReadQuery } | { readonly missing: string[] } {
  const { query, missing } = plateAndTimeOf(draft)
  return missing.length > 0 ? { missing } : { query: { limit: MOST_ROWS, ...query } }
}
