// The audit: every act that an auditor may ask about, with who and when. Kept where nothing changes it.
import type { AuditRepository } from '#main/storage/audit-repository.ts'
import type { By } from '#shared/domain/officer.ts'

/** `action` is a word such as "list.import"; `detail` must be JSON. */
export type Audit = (by: By, action: string, subject: string, detail: unknown) => void

export function createAudit(repository: AuditRepository, now: () => number): Audit {
  return (by, action, subject, detail) => {
    repository.add({ badge: by.badge, name: by.name, at: now(), action, subject, detail })
  }
}

/** What the program does by itself, such as the import of a list that its settings name. */
export const PROGRAM: By = { badge: 'PROGRAM', name: 'Lookout' }
