import { procedures } from './implementer.ts'

export const records = {
  choices: procedures.records.choices.handler(({ context }) =>
    context.records.choices(context.console.holder()),
  ),
  search: procedures.records.search.handler(({ context, input }) =>
    context.records.search(input, context.console.holder()),
  ),
  more: procedures.records.more.handler(({ context, input }) =>
    context.records.more(input, context.console.holder()),
  ),
  get: procedures.records.get.handler(({ context, input }) =>
    context.records.get(input, context.console.holder()),
  ),
  why: procedures.records.why.handler(({ context, input }) =>
    context.records.why(input, context.console.holder()),
  ),
  export: procedures.records.export.handler(({ context, input }) =>
    context.records.export(input, context.console.holder()),
  ),
}
