import { by } from './office/index.ts'
import { procedures } from './implementer.ts'

export const localList = {
  list: procedures.localList.list.handler(({ context }) => context.hotLists.entered.local()),
  add: procedures.localList.add.handler(({ context, input }) =>
    context.hotLists.addLocal(input, by(context)),
  ),
  edit: procedures.localList.edit.handler(({ context, input }) =>
    context.hotLists.entered.editLocal(input, by(context)),
  ),
  remove: procedures.localList.remove.handler(({ context, input }) =>
    context.hotLists.entered.removeLocal(input, by(context)),
  ),
  history: procedures.localList.history.handler(({ context, input }) =>
    context.hotLists.entered.history(input.id),
  ),
}

export const partials = {
  list: procedures.partials.list.handler(({ context }) => context.hotLists.partial()),
  add: procedures.partials.add.handler(({ context, input }) =>
    context.hotLists.addPartial(input, by(context)),
  ),
  remove: procedures.partials.remove.handler(({ context, input }) => {
    context.hotLists.entered.removePartial(input, by(context))
    return context.hotLists.partial()
  }),
}

export const canvass = {
  current: procedures.canvass.current.handler(({ context }) => context.canvasses.current() ?? null),
  start: procedures.canvass.start.handler(({ context, input }) =>
    context.canvasses.start(input, by(context)),
  ),
  end: procedures.canvass.end.handler(({ context, input }) => context.canvasses.end(input.id, by(context))),
  decide: procedures.canvass.decide.handler(({ context, input: { id, ...decision } }) =>
    context.canvasses.decide(id, decision, by(context)),
  ),
}
