// The middleware that every procedure passes, of the car and of the department alike: the gates that its contract
// declares, and the audit of who looked.
import { ORPCError, os } from '@orpc/server'
import type { Access as AccessTopic, Console, Holder } from '#main/access/index.ts'
import type { Access } from '#shared/contract/access.ts'
import type { By } from '#shared/domain/officer.ts'
import { Refused } from '#main/refused.ts'
import type { LookLog } from './look-log.ts'

export type GateContext = {
  readonly access: Pick<AccessTopic, 'gates'>
  readonly console: Console
  readonly looks: LookLog
}

/** Who asks; refused where nobody is signed in. */
export const by = ({ console }: Pick<GateContext, 'console'>): By => console.holder().by

/**
 * Every procedure passes the gates that its contract declares, whoever calls; one without a declaration is refused:
 * forgetting it must not open anything. What is only looked at is written to the audit before it is told; what is
 * done is written by its topic. What a gate or a topic refuses goes out as the contract's own error.
 */
export const gate = os
  .$context<GateContext>()
  .$meta<{ readonly access?: Access }>({})
  .middleware(async ({ context, next, procedure, path }, input: unknown) => {
    const { access } = procedure['~orpc'].meta
    if (access === undefined) {
      throw new ORPCError('FORBIDDEN', { message: 'This procedure declares no access.' })
    }
    const name = path.join('.')
    try {
      const holder = context.access.gates.pass(access, context.console, input)
      note(context, access, holder, input)
      return await next()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { gate } = error.refusal
      if (gate !== undefined && gate !== 'audit') {
        context.looks.refused(context.console.owner(), name, gate, context.console.hasSession())
      }
      throw new ORPCError('REFUSED', { defined: true, message: error.message, data: error.refusal })
    }
  })

function note(
  { console, looks }: GateContext,
  access: Access,
  holder: Holder | undefined,
  input: unknown,
): void {
  const { audit } = access
  if (audit.writes === 'view') {
    const who = holder?.by ?? console.owner()
    if (who !== undefined) looks.look(who, audit.action, subjectOf(input))
  }
  // What the console reports by itself is no sign that somebody sits before it.
  if (audit.writes === 'act' && holder !== undefined && !audit.actions.includes('hit.shown')) console.touch()
}

/** The id of what is looked at, where the input names one. */
function subjectOf(input: unknown): string {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
  return typeof id === 'string' && /^[0-9A-Za-z-]{1,64}$/.test(id) ? id : ''
}
