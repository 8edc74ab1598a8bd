import { refuse } from '#main/refused.ts'
import { officeProcedures, type OfficeContext } from './procedures.ts'

const known = ({ access }: OfficeContext, accountId: string): string => {
  if (access.book.get(accountId) === undefined)
    throw refuse('an account of this number', 'Look at the list of people again.')
  return accountId
}

export const training = {
  mine: officeProcedures.training.mine.handler(({ context }) =>
    context.training.standing(context.console.holder().accountId),
  ),
  of: officeProcedures.training.of.handler(({ context, input }) =>
    context.training.standing(known(context, input.accountId)),
  ),
  record: officeProcedures.training.record.handler(({ context, input }) => {
    const { by, accountId } = context.console.holder()
    known(context, input.accountId)
    return context.training.record(input, by, accountId)
  }),
  changes: officeProcedures.training.changes.handler(({ context }) => context.training.changes()),
  change: officeProcedures.training.change.handler(({ context, input }) =>
    context.training.change(input, context.console.holder().by),
  ),
  people: officeProcedures.training.people.handler(({ context }) =>
    context.access.book
      .list()
      .filter(({ state }) => state !== 'disabled')
      .map(({ id, badge, name }) => ({ accountId: id, badge, name, items: context.training.items(id) })),
  ),
}

export const exercises = {
  begin: officeProcedures.exercises.begin.handler(({ context }) => {
    const { accountId, by } = context.console.holder()
    return context.training.begin(accountId, by)
  }),
  answer: officeProcedures.exercises.answer.handler(({ context, input }) => {
    const { accountId, by } = context.console.holder()
    return context.training.answer(accountId, input, by)
  }),
}
