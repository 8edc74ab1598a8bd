// Policies that were proposed, approved and in force. Their texts are kept as they were read: a file that changes
// later changes nothing.
import { z } from 'zod'
import type { By } from '#shared/domain/officer.ts'
import { PolicyProposal } from '#shared/domain/policy.ts'
import type { Database } from './open.ts'

/** A text as it was read. */
const StoredText = z.object({ id: z.string(), yaml: z.string() })
export type StoredText = z.infer<typeof StoredText>

const Proposed = PolicyProposal.omit({ state: true, decidedBy: true, decidedAt: true })
type Proposed = z.infer<typeof Proposed>

export type PolicyRow = {
  readonly proposal: PolicyProposal
  readonly texts: readonly StoredText[]
  /** Hash of the policy that was in force when this one was proposed. */
  readonly base: string
  readonly inForceAt: number | undefined
}

type Row = {
  readonly state: PolicyProposal['state']
  readonly proposal: string
  readonly texts: string
  readonly base: string
  readonly decidedBadge: string | null
  readonly decidedName: string | null
  readonly decidedAt: number | null
  readonly inForceAt: number | null
}

export type PoliciesRepository = ReturnType<typeof policiesRepository>

export function policiesRepository(db: Database) {
  const COLUMNS = `state, proposal, texts, base, decided_badge AS decidedBadge, decided_name AS decidedName,
    decided_at AS decidedAt, in_force_at AS inForceAt`
  const insert = db.prepare<[string, string, string, string]>(
    "INSERT INTO policies (id, state, proposal, texts, base) VALUES (?, 'proposed', ?, ?, ?)",
  )
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM policies ORDER BY sequence DESC`)
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM policies WHERE id = ?`)
  const byState = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM policies WHERE state = ?`)
  const decide = db.prepare<[string, string, string, number, string]>(
    'UPDATE policies SET state = ?, decided_badge = ?, decided_name = ?, decided_at = ? WHERE id = ?',
  )
  const replace = db.prepare("UPDATE policies SET state = 'replaced' WHERE state = 'in-force'")
  const enforce = db.prepare<[number, string]>(
    "UPDATE policies SET state = 'in-force', in_force_at = ? WHERE id = ?",
  )

  return {
    inTransaction: <T>(work: () => T): T => db.transaction(work)(),
    isOpen: (): boolean => db.open,
    add(proposal: Proposed, texts: readonly StoredText[], base: string): void {
      insert.run(proposal.id, JSON.stringify(proposal), JSON.stringify(texts), base)
    },
    /** Newest first. */
    all: (): PolicyRow[] => all.all().map((row) => toPolicy(row)),
    get(id: string): PolicyRow | undefined {
      const row = byId.get(id)
      return row && toPolicy(row)
    },
    /** The one in force, or the one that waits to be. */
    single(state: 'in-force' | 'approved'): PolicyRow | undefined {
      const row = byState.get(state)
      return row && toPolicy(row)
    },
    decide(id: string, state: 'approved' | 'withdrawn', by: By, at: number): void {
      decide.run(state, by.badge, by.name, at, id)
    },
    /** Puts a policy in force in place of the one that was. */
    enforce: db.transaction((id: string, at: number): void => {
      replace.run()
      enforce.run(at, id)
    }),
  }
}

function toPolicy({ state, proposal, texts, base, inForceAt, ...decided }: Row): PolicyRow {
  const { decidedBadge: badge, decidedName: name, decidedAt } = decided
  return {
    proposal: {
      ...Proposed.parse(JSON.parse(proposal)),
      state,
      ...(badge === null || name === null || decidedAt === null
        ? {}
        : { decidedBy: { badge, name }, decidedAt }),
    },
    texts: z.array(StoredText).parse(JSON.parse(texts)),
    base,
    inForceAt: inForceAt ?? undefined,
  }
}
