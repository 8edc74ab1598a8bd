// What the last search found, kept while its screen is away. In memory only, and gone with the session.
import { createDraft } from '#renderer/ui/draft.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import type { RecordKey, RecordRow, RecordsQuery } from '#shared/records/records.ts'

export type Found = {
  /** Under which everything that follows stands in the audit. */
  readonly search: string
  readonly statement: PurposeStatement
  readonly query: RecordsQuery
  readonly rows: readonly RecordRow[]
  readonly isMore: boolean
  /** The row that the arrows are on. */
  readonly at: number
  /** Rows that are marked to be held or made evidence of. */
  readonly marked: ReadonlySet<string>
}

export const foundDraft = createDraft<{ readonly found: Found | undefined }>({ found: undefined })

/** One record in one word, for sets and lists. */
export const nameOf = ({ car, day, id }: RecordKey): string => `${car} ${day} ${id}`

export const keyOf = ({ car, day, id }: RecordKey): RecordKey => ({ car, day, id })

/** Changes what was found, if there still is something. */
export function changeFound(change: (found: Found) => Partial<Found>): void {
  const { found } = foundDraft.store.getState()
  if (found !== undefined) foundDraft.change({ found: { ...found, ...change(found) } })
}

/** Marks a row, or takes the mark off. */
export function toggleMark(row: RecordRow): void {
  const name = nameOf(row)
  changeFound(({ marked }) => {
    const next = new Set(marked)
    if (!next.delete(name)) next.add(name)
    return { marked: next }
  })
}

/** The marked rows; with none marked the one that the arrows are on. */
export function chosenRows({ rows, marked, at }: Pick<Found, 'rows' | 'marked' | 'at'>): RecordRow[] {
  const chosen = rows.filter((row) => marked.has(nameOf(row)))
  const here = rows[at]
  return chosen.length > 0 || here === undefined ? chosen : [here]
}

/** Where the server gives a picture of this search; each fetch stands in the audit. */
export const pictureUrl = (search: string, { car, day }: RecordKey, hash: string): string =>
  `/pictures/${search}/${car}/${day}/${hash}`
