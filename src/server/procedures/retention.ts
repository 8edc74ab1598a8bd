import { procedures } from './implementer.ts'

export const retention = {
  clocks: procedures.retention.clocks.handler(({ context }) =>
    context.retention.clocks(context.console.holder()),
  ),
  dryRun: procedures.retention.dryRun.handler(({ context, input }) =>
    context.retention.dryRun(input, context.console.holder()),
  ),
  proposals: procedures.retention.proposals.handler(({ context }) =>
    context.retention.proposals(context.console.holder()),
  ),
  decide: procedures.retention.decide.handler(({ context, input }) =>
    context.retention.decide(input, context.console.holder()),
  ),
  certificates: procedures.retention.certificates.handler(({ context }) =>
    context.retention.certificates(context.console.holder()),
  ),
  proofs: procedures.retention.proofs.handler(({ context }) =>
    context.retention.proofs(context.console.holder()),
  ),
}
