// Raised hits in the audit, in the transaction that keeps them. Here alone a failing audit stops nothing: the alert
// goes on, and the audit says by itself that it cannot be written.
import { PROGRAM, type Audit } from '#main/audit/index.ts'
import type { ReadRecord, Recorded, RecordsRepository } from '#main/storage/records-repository.ts'
import type { Hit } from '#shared/domain/hit.ts'

export type KeepRecords = {
  record(record: ReadRecord): Recorded
  refine(record: ReadRecord): Recorded | undefined
}

export function auditedRecords(
  records: RecordsRepository,
  audit: Audit,
  inTransaction: <T>(work: () => T) => T,
): KeepRecords {
  function note(hits: readonly Hit[]): void {
    for (const { id, matches, presentation, isDoubtful, read } of hits) {
      const detail = {
        severity: presentation.severity,
        isDoubtful,
        lists: [...new Set(matches.map(({ entry }) => entry.list))],
      }
      try {
        audit(PROGRAM, 'hit.raise', id, detail, { plate: read.plate })
      } catch {
        return
      }
    }
  }
  return {
    record: (record) =>
      inTransaction(() => {
        const recorded = records.record(record)
        note(recorded.hits)
        return recorded
      }),
    refine: (record) =>
      inTransaction(() => {
        const recorded = records.refine(record)
        if (recorded !== undefined) note(recorded.hits)
        return recorded
      }),
  }
}
