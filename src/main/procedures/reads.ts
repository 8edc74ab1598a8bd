import { refuse } from '../refused.ts'
import { by } from './office/index.ts'
import { procedures } from './implementer.ts'

export const reads = {
  page: procedures.reads.page.handler(({ context, input }) => context.reads.page(input)),
  get: procedures.reads.get.handler(({ context, input, errors }) => {
    const read = context.reads.get(input.id)
    if (read === undefined) throw errors.NOT_FOUND()
    return read
  }),
  capture: procedures.reads.capture.handler(({ context, input }) =>
    context.byHand.capture(input, by(context)),
  ),
  correct: procedures.reads.correct.handler(({ context, input: { id, ...typed } }) => {
    const corrected = context.byHand.correct(id, typed, by(context))
    if (corrected === undefined) throw refuse('the read: it may have been purged', 'Enter the plate by hand.')
    return corrected
  }),
}
