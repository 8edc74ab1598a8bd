// The gates before every procedure, as its contract declares them: session, right, training, shift, purpose. What
// holds is said with the clause; nothing here looks at what would be told.
import type { Access, Gate } from '#shared/contract/access.ts'
import { refusalFor, type Refusal } from '#shared/domain/hit-step.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { PurposeStatement, purposeRefusal } from '#shared/domain/purpose.ts'
import { TRAINING_WORDS, type TrainingItem } from '#shared/domain/training.ts'
import { Refused } from '../refused.ts'
import type { Console, Holder } from './consoles.ts'

type Parts = {
  readonly profile: Profile
  readonly shift: () => Shift | undefined
}

const held = (gate: NonNullable<Refusal['gate']>, refusal: Refusal): Refused =>
  new Refused({ ...refusal, gate })

export function createGates({ profile, shift }: Parts) {
  function mustHaveRight({ rights }: Access, holder: Holder): void {
    if (rights.length === 0 || rights.some((right) => holder.rights.includes(right))) return
    throw held(
      'right',
      refusalFor(
        `a role that may do this (${rights.join(' or ')})`,
        'Ask the administrator about your roles.',
        profile.roles.clause,
      ),
    )
  }

  const gates: Readonly<Record<Gate, (holder: Holder, input: unknown) => void>> = {
    training({ training }) {
      const refusal = trainingRefusal(training)
      if (refusal !== undefined) throw held('training', refusal)
    },
    shift({ officer }) {
      const running = shift()
      if (running?.officer.badge === officer.badge) return
      throw held('shift', refusalFor('a running shift', 'Start your shift first (F2).'))
    },
    purpose(_, input) {
      const statement = PurposeStatement.safeParse(
        typeof input === 'object' && input !== null && 'statement' in input ? input.statement : undefined,
      )
      // What is no statement at all is refused by the contract's own check.
      const refusal = statement.success ? purposeRefusal(statement.data, profile) : undefined
      if (refusal !== undefined) throw held('purpose', refusal)
    },
  }

  return {
    /** Throws the refusal of the first gate that holds. Gives who asks, undefined where nobody need be signed in. */
    pass(access: Access, console: Console, input: unknown): Holder | undefined {
      if (access.level === 'open') return undefined
      if (access.level === 'alerts') {
        if (console.hasSession()) return undefined
        throw held('session', refusalFor('a signed-in officer', 'Sign in.'))
      }
      const holder = console.holder()
      mustHaveRight(access, holder)
      for (const gate of access.gates) gates[gate](holder, input)
      return holder
    },
  }
}

/** What training is missing or over; there is no override (Schaumburg III.A.1, Rantoul 438.5 s3). */
export function trainingRefusal(items: readonly TrainingItem[]): Refusal | undefined {
  const open = items.filter(({ state }) => state !== 'valid')
  if (open.length === 0) return undefined
  const words = open.map(({ kind, state }) => `${TRAINING_WORDS[kind]} (${state})`)
  return refusalFor(words, 'Complete it and have it recorded. Nobody can override this.', open[0]?.clause)
}
