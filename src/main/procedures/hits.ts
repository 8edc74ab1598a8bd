import { matchFor } from '#shared/domain/data-class.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { procedures, type ProcedureContext } from './implementer.ts'

/** A hit with what the officer may see of its records. */
function told({ console }: ProcedureContext, hit: Hit): Hit {
  const { officer } = console.holder()
  return { ...hit, matches: hit.matches.map((match) => matchFor(match, officer)) }
}

/**
 * Open hits are everybody's who operates; closed ones are stored reads, and from before the own shift only for whoever
 * answers for them.
 */
function isOwn({ console, shifts }: ProcedureContext, hit: Hit): boolean {
  const { rights } = console.holder()
  if (hit.status !== 'closed' || rights.includes('hits.older')) return true
  const shift = shifts.current()
  const newestStep = hit.steps.at(-1)?.at ?? hit.raisedAt
  return shift !== undefined && newestStep >= shift.startedAt
}

export const hits = {
  open: procedures.hits.open.handler(({ context }) => context.hits.open().map((hit) => told(context, hit))),
  get: procedures.hits.get.handler(({ context, input, errors }) => {
    const hit = context.hits.get(input.id)
    if (hit === undefined || !isOwn(context, hit)) throw errors.NOT_FOUND()
    return told(context, hit)
  }),
  shown: procedures.hits.shown.handler(({ context, input, errors }) => {
    const hit = context.hits.shown(input.id, context.console.holder().by)
    if (hit === undefined) throw errors.NOT_FOUND()
    return told(context, hit)
  }),
  step: procedures.hits.step.handler(({ context, input, errors }) => {
    const hit = context.hits.step(input.id, input.step)
    if (hit === undefined) throw errors.NOT_FOUND()
    return told(context, hit)
  }),
  suppress: procedures.hits.suppress.handler(({ context, input, errors }) => {
    const suppression = context.hits.suppress(input.id, input.reason)
    if (suppression === undefined) throw errors.NOT_FOUND()
    return suppression
  }),
  suppressions: procedures.hits.suppressions.handler(({ context }) => context.quieting.suppressions()),
  lift: procedures.hits.lift.handler(({ context, input }) => context.quieting.lift(input.id)),
  recent: procedures.hits.recent.handler(({ context, input }) =>
    context.hits
      .recent(input.before ?? Number.MAX_SAFE_INTEGER, input.limit)
      .filter((hit) => isOwn(context, hit))
      .map((hit) => told(context, hit)),
  ),
  accuracy: procedures.hits.accuracy.handler(({ context }) => context.hits.accuracy()),
  exonerations: procedures.hits.exonerations.handler(({ context }) => context.quieting.exonerations()),
  review: procedures.hits.review.handler(({ context, input: { id, ...verdict } }) =>
    context.quieting.review(id, verdict, context.console.holder().officer),
  ),
}
