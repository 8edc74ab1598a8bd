// Entries of the audit in the words of the screen.
import type { Standing } from '#renderer/ui/state-mark.tsx'
import type { AuditEntry, AuditOutcome, ChainVerdict } from '#shared/domain/audit.ts'

export const OUTCOME_WORDS: Readonly<Record<AuditOutcome, readonly [word: string, standing: Standing]>> = {
  done: ['done', 'in-order'],
  refused: ['refused', 'stopped'],
  failed: ['failed', 'attention'],
}

/** The verdict on the chain, with the first entry that is not whole. */
export function verdictWords({ isWhole, entries, first }: ChainVerdict): string {
  const count = new Intl.NumberFormat('en-US').format(entries)
  if (isWhole) return `The chain is whole: ${count} entries, each follows the one before, each signed.`
  if (first === undefined) return `The chain is not whole, of ${count} entries.`
  return `The chain is not whole. The first entry that is not is number ${first.counter}: ${first.why}. What stands before it is whole.`
}

/** What an entry tells beside its fields, one line for each part. */
export function detailLines(detail: AuditEntry['detail']): (readonly [string, string])[] {
  if (detail === null) return []
  if (typeof detail !== 'object') return [['Detail', String(detail)]]
  return Object.entries(detail).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}
