import { by, procedures } from './implementer.ts'

export const policy = {
  inForce: procedures.policy.inForce.handler(({ context }) => context.policy.inForce()),
  texts: procedures.policy.texts.handler(({ context }) => context.policy.texts()),
  proposals: procedures.policy.proposals.handler(({ context }) => context.policy.proposals()),
  propose: procedures.policy.propose.handler(({ context, input }) =>
    context.policy.propose(input.file, by(context)),
  ),
  approve: procedures.policy.approve.handler(({ context, input }) =>
    context.policy.approve(input.id, by(context)),
  ),
  withdraw: procedures.policy.withdraw.handler(({ context, input }) =>
    context.policy.withdraw(input.id, by(context)),
  ),
}
