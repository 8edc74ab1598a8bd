// A request that policy or the order of things refuses. Thrown by topics; the procedures hand its words on.
import type { Refusal } from '#shared/domain/hit-step.ts'

export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal

  /** `refusal` says what is missing, the clause where one binds, and what to do next. */
  constructor(refusal: Refusal) {
    super(refusal.missing.join('; '))
    this.refusal = refusal
  }
}

/** Throws when there is a refusal. */
export function mustNotRefuse(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal)
}

/** A refusal for one missing thing. */
export function refuse(missing: string, next: string, clause?: string): Refused {
  return new Refused({ missing: [missing], next, ...(clause === undefined ? {} : { clause }) })
}
