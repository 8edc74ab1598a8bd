import { matchFor } from '#shared/domain/data-class.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { procedures, type ProcedureContext } from './implementer.ts'

/**
 * Tells hits to who asks: with what he may see of their records, and closed ones, which are stored reads, from before
 * his own shift only where he answers for them. Who it is, is asked once however many hits there are.
 */
function teller({ console, shifts }: ProcedureContext) {
  const { officer, rights } = console.holder()
  const since = rights.includes('hits.older') ? 0 : (shifts.current()?.startedAt ?? Infinity)
  return {
    isHis: ({ status, steps, raisedAt }: Hit): boolean =>
      status !== 'closed' || (steps.at(-1)?.at ?? raisedAt) >= since,
    tell: (hit: Hit): Hit => ({ ...hit, matches: hit.matches.map((match) => matchFor(match, officer)) }),
  }
}

export const hits = {
  open: procedures.hits.open.handler(({ context }) => context.hits.open().map(teller(context).tell)),
  get: procedures.hits.get.handler(({ context, input, errors }) => {
    const hit = context.hits.get(input.id)
    const { isHis, tell } = teller(context)
    if (hit === undefined || !isHis(hit)) throw errors.NOT_FOUND()
    return tell(hit)
  }),
  shown: procedures.hits.shown.handler(({ context, input, errors }) => {
    const hit = context.hits.shown(input.id, context.console.holder().by)
    if (hit === undefined) throw errors.NOT_FOUND()
    return teller(context).tell(hit)
  }),
  step: procedures.hits.step.handler(({ context, input, errors }) => {
    const hit = context.hits.step(input.id, input.step)
    if (hit === undefined) throw errors.NOT_FOUND()
    return teller(context).tell(hit)
  }),
  suppress: procedures.hits.suppress.handler(({ context, input, errors }) => {
    const suppression = context.hits.suppress(input.id, input.reason)
    if (suppression === undefined) throw errors.NOT_FOUND()
    return suppression
  }),
  suppressions: procedures.hits.suppressions.handler(({ context }) => context.quieting.suppressions()),
  lift: procedures.hits.lift.handler(({ context, input }) => context.quieting.lift(input.id)),
  recent: procedures.hits.recent.handler(({ context, input }) => {
    const { isHis, tell } = teller(context)
    return context.hits
      .recent(input.before ?? Number.MAX_SAFE_INTEGER, input.limit)
      .filter(isHis)
      .map(tell)
  }),
  accuracy: procedures.hits.accuracy.handler(({ context }) => context.hits.accuracy()),
  exonerations: procedures.hits.exonerations.handler(({ context }) => context.quieting.exonerations()),
  review: procedures.hits.review.handler(({ context, input: { id, ...verdict } }) =>
    context.quieting.review(id, verdict, context.console.holder().officer),
  ),
}
