// How the system was used in a time, counted from the audit: the second part of Oak Brook 131.5(d).
import type { ActionCount } from '#main/storage/audit-repository.ts'

export type Figure = { readonly words: string; readonly value: string }

type Row = { readonly words: string; readonly of: readonly string[]; readonly only?: 'refused' }

/** `of`: actions, or their beginnings with a dot at the end. */
const ROWS: readonly Row[] = [
  { words: 'Sign-ins', of: ['session.begin'] },
  { words: 'Failed sign-ins', of: ['session.failure'] },
  { words: 'Accounts locked', of: ['account.lock'] },
  { words: 'Shifts', of: ['shift.start'] },
  { words: 'Searches of stored reads', of: ['reads.search', 'records.search'] },
  { words: 'Searches refused', of: ['reads.search', 'records.search'], only: 'refused' },
  { words: 'Hits looked at', of: ['hit.view'] },
  { words: 'Steps of hits', of: ['hit.step'] },
  { words: 'Plates entered by officers', of: ['local.add', 'partial.add'] },
  { words: 'Changes of lists and categories', of: ['list.', 'category.', 'template.'] },
  { words: 'Changes of accounts', of: ['account.'] },
  { words: 'Changes of policy', of: ['policy.'] },
  { words: 'Looks into the audit', of: ['audit.view'] },
  { words: 'Exports', of: ['audit.export', 'reads.export', 'records.export', 'evidence.'] },
  { words: 'Clock jumps', of: ['clock.jump'] },
  { words: 'Times without an audit', of: ['program.gap', 'audit.resumed'] },
]

const sum = (rows: readonly ActionCount[], pick: (row: ActionCount) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0)

export function usageFigures(counts: readonly ActionCount[], people: number): Figure[] {
  const figures = ROWS.map(({ words, of, only }) => {
    const rows = counts.filter(({ action }) =>
      of.some((one) => (one.endsWith('.') ? action.startsWith(one) : action === one)),
    )
    return { words, value: String(sum(rows, ({ count, refused }) => (only === 'refused' ? refused : count))) }
  })
  return [
    { words: 'Entries of the audit', value: String(sum(counts, ({ count }) => count)) },
    { words: 'People who used it', value: String(people) },
    ...figures,
    { words: 'Refused in all', value: String(sum(counts, ({ refused }) => refused)) },
  ]
}
