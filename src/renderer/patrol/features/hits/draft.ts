// What an officer has answered or typed in a hit and not yet sent. It is kept beside the hit for as long as
// the hit is open, so that going back or leaving loses nothing.
import type { Seen } from '#shared/domain/hit-step.ts'
import type { Question } from './questions.ts'

export type HitDraft = {
  /** The question the officer went back or on to; undefined: the first that is still open. */
  readonly at: Question | undefined
  /** Characters as seen, by their place in the compared plate; undefined where not confirmed. '' is no character. */
  readonly characters: readonly (string | undefined)[]
  /** The whole plate as typed; undefined while characters are confirmed one by one. */
  readonly typed: string | undefined
  readonly state: Seen['state'] | undefined
  readonly vehicle: Seen['vehicle'] | undefined
  /** Text fields of the hit's forms by name ("status.ranBy"). */
  readonly fields: Readonly<Record<string, string>>
}

export const EMPTY_DRAFT: HitDraft = {
  at: undefined,
  characters: [],
  typed: undefined,
  state: undefined,
  vehicle: undefined,
  fields: {},
}
