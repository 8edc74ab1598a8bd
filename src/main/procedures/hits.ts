import { procedures } from './implementer.ts'

export const hits = {
  open: procedures.hits.open.handler(({ context }) => context.hits.open()),
  get: procedures.hits.get.handler(({ context, input, errors }) => {
    const hit = context.hits.get(input.id)
    if (hit === undefined) throw errors.NOT_FOUND()
    return hit
  }),
  shown: procedures.hits.shown.handler(({ context, input, errors }) => {
    const hit = context.hits.shown(input.id)
    if (hit === undefined) throw errors.NOT_FOUND()
    return hit
  }),
  step: procedures.hits.step.handler(({ context, input, errors }) => {
    const hit = context.hits.step(input.id, input.step)
    if (hit === undefined) throw errors.NOT_FOUND()
    return hit
  }),
  suppress: procedures.hits.suppress.handler(({ context, input, errors }) => {
    const suppression = context.hits.suppress(input.id, input.reason)
    if (suppression === undefined) throw errors.NOT_FOUND()
    return suppression
  }),
  suppressions: procedures.hits.suppressions.handler(({ context }) => context.quieting.suppressions()),
  lift: procedures.hits.lift.handler(({ context, input }) => context.quieting.lift(input.id)),
  recent: procedures.hits.recent.handler(({ context, input }) =>
    context.hits.recent(input.before ?? Number.MAX_SAFE_INTEGER, input.limit),
  ),
  accuracy: procedures.hits.accuracy.handler(({ context }) => context.hits.accuracy()),
  exonerations: procedures.hits.exonerations.handler(({ context }) => context.quieting.exonerations()),
  review: procedures.hits.review.handler(({ context, input: { id, ...verdict } }) =>
    context.quieting.review(id, verdict),
  ),
}
