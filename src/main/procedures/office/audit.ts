import { by } from './gate.ts'
import { officeProcedures } from './procedures.ts'

export const audit = {
  state: officeProcedures.audit.state.handler(({ context }) => context.audit.state()),
  search: officeProcedures.audit.search.handler(({ context, input }) => {
    const { plate, words, ...rest } = input
    // The look stands in the audit before its answer is told; what was looked for is part of it.
    context.audit.write(
      by(context),
      'audit.view',
      'audit',
      { ...rest, words: words ?? null },
      plate === undefined ? {} : { plate },
    )
    return context.audit.search(input)
  }),
  verify: officeProcedures.audit.verify.handler(({ context }) => {
    context.audit.write(by(context), 'audit.verify', 'audit', {})
    return context.audit.verify()
  }),
  export: officeProcedures.audit.export.handler(({ context, input }) => {
    context.audit.write(by(context), 'audit.export', 'audit', {}, { reason: input.reason })
    return context.audit.export()
  }),
  reviews: officeProcedures.audit.reviews.handler(({ context }) => context.reviews.weekly()),
  signOff: officeProcedures.audit.signOff.handler(({ context, input }) =>
    context.reviews.signOff(input.id, input.words, by(context)),
  ),
  regular: officeProcedures.audit.regular.handler(({ context }) => context.reviews.regular()),
  find: officeProcedures.audit.find.handler(({ context, input: { id, part, ...finding } }) =>
    context.reviews.find(id, part, finding, by(context)),
  ),
  close: officeProcedures.audit.close.handler(({ context, input }) =>
    context.reviews.close(input.id, by(context)),
  ),
  radar: officeProcedures.audit.radar.handler(({ context }) => context.radar.findings()),
  judge: officeProcedures.audit.judge.handler(({ context, input: { id, ...verdict } }) =>
    context.radar.judge(id, verdict, by(context)),
  ),
}
