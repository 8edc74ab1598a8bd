import { by } from './office/index.ts'
import { procedures } from './implementer.ts'

export const search = {
  reads: procedures.search.reads.handler(({ context, input }) =>
    context.search.reads(input.statement, input.query, by(context)),
  ),
}
