// Writes down who looked at what. A console asks for the same thing again and again while it is on screen: within
// a minute that is one look.
import { NOBODY, type Audit } from '#main/audit/index.ts'
import type { By } from '#shared/domain/officer.ts'

const SAME_LOOK_MS = 60_000
const MOST_REMEMBERED = 1000

export type LookLog = ReturnType<typeof createLookLog>

/** One console's. */
export function createLookLog(audit: Audit, now: () => number) {
  const looks = new Map<string, number>()

  function isNew(key: string): boolean {
    const at = now()
    const before = looks.get(key)
    return before === undefined || at - before >= SAME_LOOK_MS || at < before
  }
  function remember(key: string): void {
    if (looks.size >= MOST_REMEMBERED) looks.clear()
    looks.set(key, now())
  }

  return {
    /** Throws the audit's refusal when it cannot be written: then nothing is told. */
    look(by: By, action: string, subject: string): void {
      const key = `${by.badge} ${action} ${subject}`
      if (!isNew(key)) return
      audit(by, action, subject, {})
      remember(key)
    },
    /** A gate held; it holds whether this can be written or not. */
    refused(by: By | undefined, procedure: string, gate: string, hasSession: boolean): void {
      const key = `${by?.badge ?? ''} ${procedure} ${gate}`
      if (!isNew(key)) return
      try {
        audit(by ?? NOBODY, 'procedure.refused', procedure, { gate, hasSession }, { outcome: 'refused' })
        remember(key)
      } catch {
        // The audit tells its own state; the refusal stands.
      }
    },
  }
}
