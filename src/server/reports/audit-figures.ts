// What a report tells of the audit: counted in one pass over the chain, which gives the core its turn now and then.
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { AuditLog } from '#main/audit/index.ts'
import type { AuditEntry } from '#shared/domain/audit.ts'

type ActionCount = { readonly action: string; readonly count: number; readonly refused: number }

type AuditFigures = {
  readonly people: number
  /** Most frequent first. */
  readonly actions: readonly ActionCount[]
  /** Newest first, at most MOST_REFUSED. */
  readonly refused: readonly AuditEntry[]
  /** Weekly reviews that were signed off, regular audits that were closed, and what was found in them. */
  readonly signOffs: readonly AuditEntry[]
  readonly closed: readonly AuditEntry[]
  readonly findings: readonly AuditEntry[]
  /** Steps of shares that a clause held. */
  readonly heldShares: readonly HeldShare[]
}

/** As sharing writes it. */
const HeldDetail = z.object({
  missing: z.array(z.string()),
  clause: z.string().nullable(),
  agency: z.string(),
  state: z.string(),
  isOutOfState: z.boolean(),
})
type HeldShare = z.infer<typeof HeldDetail> & Pick<AuditEntry, 'at' | 'action' | 'subject'>

const MOST_REFUSED = 200
/** About 10 ms of the core's time. */
const ENTRIES_A_TURN = 500
/** Neither is a person; see audit/open-audit. */
const NOT_PEOPLE: ReadonlySet<string> = new Set(['PROGRAM', 'UNKNOWN'])

export async function auditFigures(
  audit: Pick<AuditLog, 'entriesSince'>,
  from: number,
  to: number,
): Promise<AuditFigures> {
  const counts = new Map<string, { count: number; refused: number }>()
  const people = new Set<string>()
  const refused: AuditEntry[] = []
  const chosen = new Map<string, AuditEntry[]>(
    ['audit.sign-off', 'audit.close', 'audit.find'].map((action) => [action, []]),
  )
  const heldShares: HeldShare[] = []
  let looked = 0
  for (const entry of audit.entriesSince(from)) {
    looked += 1
    if (looked % ENTRIES_A_TURN === 0) await setImmediate()
    const { action, outcome, badge } = entry
    if (Date.parse(entry.at) > to) continue
    const isRefused = outcome === 'refused'
    const { count, refused: before } = counts.get(action) ?? { count: 0, refused: 0 }
    counts.set(action, { count: count + 1, refused: before + (isRefused ? 1 : 0) })
    if (!NOT_PEOPLE.has(badge)) people.add(badge)
    chosen.get(action)?.push(entry)
    if (!isRefused) continue
    refused.push(entry)
    const held = action.startsWith('sharing.') ? HeldDetail.safeParse(entry.detail).data : undefined
    if (held !== undefined) heldShares.push({ ...held, at: entry.at, action, subject: entry.subject })
  }
  return {
    people: people.size,
    actions: [...counts]
      .map(([action, { count, refused: held }]) => ({ action, count, refused: held }))
      .toSorted((one, other) => other.count - one.count || one.action.localeCompare(other.action)),
    refused: refused.toReversed().slice(0, MOST_REFUSED),
    signOffs: chosen.get('audit.sign-off') ?? [],
    closed: chosen.get('audit.close') ?? [],
    findings: chosen.get('audit.find') ?? [],
    heldShares,
  }
}
