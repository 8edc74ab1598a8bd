// A request that policy or the order of things refuses. Thrown by topics; the procedures hand its words on.
import { refusalFor, type Refusal } from '#shared/domain/hit-step.ts'

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

/** A refusal to be thrown; see refusalFor. */
export function refuse(...words: Parameters<typeof refusalFor>): Refused {
  return new Refused(refusalFor(...words))
}
