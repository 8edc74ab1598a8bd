import { procedures } from './implementer.ts'

export const reports = {
  make: procedures.reports.make.handler(({ context, input }) =>
    context.reports.make(input, context.console.holder()),
  ),
  file: procedures.reports.file.handler(({ context, input }) =>
    context.reports.file(input, context.console.holder()),
  ),
}
