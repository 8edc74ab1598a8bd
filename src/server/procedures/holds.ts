import { procedures } from './implementer.ts'

export const holds = {
  list: procedures.holds.list.handler(({ context, input }) =>
    context.holds.list(input, context.console.holder()),
  ),
  place: procedures.holds.place.handler(({ context, input }) =>
    context.holds.place(input, context.console.holder()),
  ),
  add: procedures.holds.add.handler(({ context, input }) =>
    context.holds.add(input, context.console.holder()),
  ),
  review: procedures.holds.review.handler(({ context, input }) =>
    context.holds.review(input, context.console.holder()),
  ),
  lift: procedures.holds.lift.handler(({ context, input }) =>
    context.holds.lift(input, context.console.holder()),
  ),
}
