import { procedures } from './implementer.ts'

export const evidence = {
  list: procedures.evidence.list.handler(({ context }) => context.evidence.list(context.console.holder())),
  make: procedures.evidence.make.handler(({ context, input }) =>
    context.evidence.make(input, context.console.holder()),
  ),
  fetch: procedures.evidence.fetch.handler(({ context, input }) =>
    context.evidence.fetch(input, context.console.holder()),
  ),
  book: procedures.evidence.book.handler(({ context, input }) =>
    context.evidence.book(input, context.console.holder()),
  ),
}
