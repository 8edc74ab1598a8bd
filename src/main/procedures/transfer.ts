import { procedures } from './implementer.ts'
import { by } from './office/index.ts'

export const transfer = {
  status: procedures.transfer.status.handler(({ context }) => context.uploads.status()),
  enrol: procedures.transfer.enrol.handler(({ context, input }) =>
    context.uploads.enrol(input.ticket, by(context)),
  ),
  start: procedures.transfer.start.handler(({ context }) => context.uploads.start(by(context))),
  media: procedures.transfer.media.handler(({ context }) => context.uploads.media()),
  writePackage: procedures.transfer.writePackage.handler(({ context, input }) =>
    context.uploads.writePackage(input, by(context)),
  ),
  takeReceipts: procedures.transfer.takeReceipts.handler(({ context, input }) =>
    context.uploads.takeReceipts(input, by(context)),
  ),
}
