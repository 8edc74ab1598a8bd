import { by } from './gate.ts'
import { officeProcedures } from './procedures.ts'

export const policy = {
  inForce: officeProcedures.policy.inForce.handler(({ context }) => context.policy.inForce()),
  texts: officeProcedures.policy.texts.handler(({ context }) => context.policy.texts()),
  proposals: officeProcedures.policy.proposals.handler(({ context }) => context.policy.proposals()),
  propose: officeProcedures.policy.propose.handler(({ context, input }) =>
    context.policy.propose(input.file, by(context)),
  ),
  approve: officeProcedures.policy.approve.handler(({ context, input }) =>
    context.policy.approve(input.id, by(context)),
  ),
  withdraw: officeProcedures.policy.withdraw.handler(({ context, input }) =>
    context.policy.withdraw(input.id, by(context)),
  ),
}
