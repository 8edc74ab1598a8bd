// What keeps an entry from calling an officer again: a suppression for one shift, and the memory that a plate was
// shown not to be the wanted one. Neither hides anything: the first is counted, the second is said on the alert.
import { randomUUID } from 'node:crypto'
import type { Shifts } from '#main/shifts/index.ts'
import type { Audit } from '#main/audit/index.ts'
import type { QuietingRepository } from '#main/storage/quieting-repository.ts'
import type { Exoneration, Hit } from '#shared/domain/hit.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Suppression } from '#shared/domain/local-list.ts'
import { byOf, type Officer } from '#shared/domain/officer.ts'
import { refuse } from '../refused.ts'

type Proof = NonNullable<Extract<StepInput, { kind: 'rejected' }>['exoneration']>

export type Quieting = {
  /** `match`: the entry of the hit that is meant. */
  suppress(hit: Hit, match: HotListMatch, reason: string): Suppression
  suppressions(): Suppression[]
  lift(id: string): Suppression[]
  exonerations(): Exoneration[]
  /** Remembers what a rejection proved. */
  exonerate(hit: Hit, match: HotListMatch, proof: Proof, officer: Officer): void
  review(
    id: string,
    verdict: { readonly isUpheld: boolean; readonly words: string },
    officer: Officer,
  ): Exoneration[]
}

type Options = {
  readonly repository: QuietingRepository
  readonly shifts: Pick<Shifts, 'current' | 'officer'>
  readonly audit: Audit
  readonly now: () => number
}

const DAY_MS = 24 * 3_600_000

export function createQuieting({ repository, shifts, audit, now }: Options): Quieting {
  function suppressions(): Suppression[] {
    const shift = shifts.current()
    return shift === undefined ? [] : repository.suppressions(shift.id)
  }

  return {
    suppress(hit, match, reason) {
      const officer = shifts.officer()
      const shift = shifts.current()
      if (shift === undefined) throw refuse('a running shift', 'Start your shift first.')
      const { entry, listVersion } = match
      const suppression = {
        id: randomUUID(),
        shiftId: shift.id,
        entryKey: entry.key,
        plate: entry.plate,
        list: entry.list,
        listVersion: listVersion?.version ?? '',
        reason,
        by: byOf(officer),
        at: now(),
      }
      repository.suppress(suppression)
      audit(byOf(officer), 'plate.suppress', suppression.id, { hit: hit.id }, { reason, plate: entry.plate })
      return { ...suppression, quieted: 0 }
    },
    suppressions,
    lift(id) {
      const officer = shifts.officer()
      if (!repository.lift(id, now())) throw refuse('a suppression that still holds', 'It was lifted before.')
      audit(byOf(officer), 'plate.unsuppress', id, {})
      return suppressions()
    },
    exonerations: () => repository.exonerations(now()),
    exonerate(hit, { entry }, { proof, days }, officer) {
      const { make, model, colour, year } = entry.vehicle
      const id = randomUUID()
      repository.exonerate({
        id,
        plate: entry.plate,
        ...(entry.state === undefined ? {} : { state: entry.state }),
        entryKey: entry.key,
        vehicle: [year, make, model, colour].filter((word) => word !== undefined).join(' '),
        proof,
        hitId: hit.id,
        by: byOf(officer),
        at: now(),
        expiresAt: now() + days * DAY_MS,
      })
      audit(byOf(officer), 'plate.exonerate', id, { hit: hit.id }, { plate: entry.plate })
    },
    review(id, { isUpheld, words }, officer) {
      const found = repository.exonerations(now()).find((one) => one.id === id)
      if (found === undefined) throw refuse('an exoneration that still holds', 'It has expired.')
      if (found.by.badge === officer.badge) {
        throw refuse('another person: you entered this one yourself', 'Ask another supervisor.')
      }
      repository.review({ ...found, review: { by: byOf(officer), at: now(), isUpheld, words } })
      audit(byOf(officer), 'exoneration.review', id, { isUpheld, words })
      return repository.exonerations(now())
    },
  }
}
