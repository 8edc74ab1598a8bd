// What of a hit stands in columns: told from its body alone, since its read may come later.
import type { Decision } from '#shared/domain/hit-step.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import type { HitBody } from '#shared/transfer/bodies.ts'

/** Something was done because of it; doing nothing is a decision too, but not one that was acted on. */
export const isActedOn = (decision: string | null | undefined): boolean =>
  decision !== undefined && decision !== null && decision !== 'no-action'

/** A hit on its way into the database. */
export type TakenHit = {
  readonly car: CarId
  readonly readDay: number
  readonly decision: Decision | null
  readonly hit: HitBody
}

/** Columns of the hits table that its body tells. */
export function hitColumns({ matches: [first], presentation, visibility, status, steps, raisedAt }: HitBody) {
  const decisions = steps.flatMap(({ input }) => (input.kind === 'decided' ? [input.decision] : []))
  // A stop that was made is not undone by a later "no action".
  const decision = decisions.findLast(isActedOn) ?? decisions.at(-1) ?? null
  const rejected = steps.flatMap(({ input }) => (input.kind === 'rejected' ? [input.reason] : [])).at(-1)
  const closing = steps.findLast(({ input }) => input.kind === 'closed' || input.kind === 'rejected')
  return {
    raised_at: raisedAt,
    plate: first?.matchedPlate ?? '',
    state: first?.entry.state ?? null,
    category: first?.entry.category ?? 'unsorted',
    severity: presentation.severity,
    visibility,
    status,
    decision,
    reject_reason: rejected ?? null,
    skipped: steps.filter(({ input }) => input.kind === 'skipped').length,
    closed_at: status === 'closed' ? (closing?.at ?? null) : null,
  }
}
