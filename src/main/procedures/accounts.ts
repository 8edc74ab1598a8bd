import { procedures, type ProcedureContext } from './implementer.ts'

const actor = ({ console }: ProcedureContext) => console.holder().officer

export const accounts = {
  list: procedures.accounts.list.handler(({ context }) => context.access.book.list()),
  invite: procedures.accounts.invite.handler(({ context, input }) =>
    context.access.manage.invite(input, actor(context)),
  ),
  setRoles: procedures.accounts.setRoles.handler(({ context, input }) =>
    context.access.manage.setRoles(input, actor(context)),
  ),
  authorise: procedures.accounts.authorise.handler(({ context, input }) =>
    context.access.manage.authorise(input, actor(context)),
  ),
  setDutyHours: procedures.accounts.setDutyHours.handler(({ context, input }) =>
    context.access.manage.setDutyHours(input, actor(context)),
  ),
  setOwnPlates: procedures.accounts.setOwnPlates.handler(({ context, input }) =>
    context.access.manage.setOwnPlates(input, actor(context)),
  ),
  disable: procedures.accounts.disable.handler(({ context, input }) =>
    context.access.manage.disable(input, actor(context)),
  ),
  enable: procedures.accounts.enable.handler(({ context, input }) =>
    context.access.manage.enable(input, actor(context)),
  ),
  release: procedures.accounts.release.handler(({ context, input }) =>
    context.access.manage.release(input, actor(context)),
  ),
  resetFactors: procedures.accounts.resetFactors.handler(({ context, input }) =>
    context.access.manage.resetFactors(input, actor(context)),
  ),
  releaseCode: procedures.accounts.releaseCode.handler(({ context, input }) => ({
    code: context.access.manage.releaseCode(input, actor(context)),
  })),
  releaseKey: procedures.accounts.releaseKey.handler(({ context }) => ({
    releaseKey: context.access.manage.showReleaseKey(actor(context)),
  })),
}
