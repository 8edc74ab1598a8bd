import type { Holder } from '#main/access/index.ts'
import { Refused } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Refusal } from '#shared/domain/hit-step.ts'
import type { Agency } from '#shared/records/sharing.ts'

/**
 * Throws a refusal after it was written into the audit: what the law or the policy has stopped is what an auditor asks
 * for first (625 ILCS 5/2-130). The words are the program's own; nothing of what was typed stands in them.
 */
export function mustHold(
  acts: Acts,
  { by }: Pick<Holder, 'by'>,
  action: string,
  subject: string,
  { id, state, isOutOfState }: Agency,
  refusal: Refusal | undefined,
): void {
  if (refusal === undefined) return
  const { missing, clause } = refusal
  const detail = { missing, clause: clause ?? null, agency: id, state, isOutOfState }
  acts.look(by, { action, subject, detail, about: { outcome: 'refused' } })
  throw new Refused(refusal)
}
