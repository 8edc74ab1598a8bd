import { refuse } from '../refused.ts'
import { procedures, type ProcedureContext } from './implementer.ts'

const known = ({ access }: ProcedureContext, accountId: string): string => {
  if (access.book.get(accountId) === undefined)
    throw refuse('an account of this number', 'Look at the list of people again.')
  return accountId
}

export const training = {
  mine: procedures.training.mine.handler(({ context }) =>
    context.training.standing(context.console.holder().accountId),
  ),
  of: procedures.training.of.handler(({ context, input }) =>
    context.training.standing(known(context, input.accountId)),
  ),
  record: procedures.training.record.handler(({ context, input }) => {
    const { by, accountId } = context.console.holder()
    known(context, input.accountId)
    return context.training.record(input, by, accountId)
  }),
  changes: procedures.training.changes.handler(({ context }) => context.training.changes()),
  change: procedures.training.change.handler(({ context, input }) =>
    context.training.change(input, context.console.holder().by),
  ),
  people: procedures.training.people.handler(({ context }) =>
    context.access.book
      .list()
      .filter(({ state }) => state !== 'disabled')
      .map(({ id, badge, name }) => ({ accountId: id, badge, name, items: context.training.items(id) })),
  ),
}

export const exercises = {
  begin: procedures.exercises.begin.handler(({ context }) => {
    const { accountId, by } = context.console.holder()
    return context.training.begin(accountId, by)
  }),
  answer: procedures.exercises.answer.handler(({ context, input }) => {
    const { accountId, by } = context.console.holder()
    return context.training.answer(accountId, input, by)
  }),
}
