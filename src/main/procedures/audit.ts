import { by, procedures } from './implementer.ts'

export const audit = {
  state: procedures.audit.state.handler(({ context }) => context.audit.state()),
  search: procedures.audit.search.handler(({ context, input }) => {
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
  verify: procedures.audit.verify.handler(({ context }) => {
    context.audit.write(by(context), 'audit.verify', 'audit', {})
    return context.audit.verify()
  }),
  export: procedures.audit.export.handler(({ context, input }) => {
    context.audit.write(by(context), 'audit.export', 'audit', {}, { reason: input.reason })
    return context.audit.export()
  }),
  reviews: procedures.audit.reviews.handler(({ context }) => context.reviews.weekly()),
  signOff: procedures.audit.signOff.handler(({ context, input }) =>
    context.reviews.signOff(input.id, input.words, by(context)),
  ),
  regular: procedures.audit.regular.handler(({ context }) => context.reviews.regular()),
  find: procedures.audit.find.handler(({ context, input: { id, part, ...finding } }) =>
    context.reviews.find(id, part, finding, by(context)),
  ),
  close: procedures.audit.close.handler(({ context, input }) => context.reviews.close(input.id, by(context))),
  radar: procedures.audit.radar.handler(({ context }) => context.radar.findings()),
  judge: procedures.audit.judge.handler(({ context, input: { id, ...verdict } }) =>
    context.radar.judge(id, verdict, by(context)),
  ),
}
