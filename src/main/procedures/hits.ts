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
  answer: procedures.hits.answer.handler(({ context, input, errors }) => {
    const hit = context.hits.answer(input.id, input.answer)
    if (hit === 'not-found') throw errors.NOT_FOUND()
    if (hit === 'already-answered') throw errors.ALREADY_ANSWERED()
    return hit
  }),
}
