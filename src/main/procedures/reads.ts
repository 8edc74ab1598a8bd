import { procedures } from './implementer.ts'

export const reads = {
  page: procedures.reads.page.handler(({ context, input }) => context.reads.page(input)),
  get: procedures.reads.get.handler(({ context, input, errors }) => {
    const read = context.reads.get(input.id)
    if (read === undefined) throw errors.NOT_FOUND()
    return read
  }),
}
