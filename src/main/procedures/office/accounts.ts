import { officeProcedures, type OfficeContext } from './procedures.ts'

const actor = ({ console }: OfficeContext) => console.holder().officer

export const accounts = {
  list: officeProcedures.accounts.list.handler(({ context }) => context.access.book.list()),
  invite: officeProcedures.accounts.invite.handler(({ context, input }) =>
    context.access.manage.invite(input, actor(context)),
  ),
  setRoles: officeProcedures.accounts.setRoles.handler(({ context, input }) =>
    context.access.manage.setRoles(input, actor(context)),
  ),
  authorise: officeProcedures.accounts.authorise.handler(({ context, input }) =>
    context.access.manage.authorise(input, actor(context)),
  ),
  setDutyHours: officeProcedures.accounts.setDutyHours.handler(({ context, input }) =>
    context.access.manage.setDutyHours(input, actor(context)),
  ),
  setOwnPlates: officeProcedures.accounts.setOwnPlates.handler(({ context, input }) =>
    context.access.manage.setOwnPlates(input, actor(context)),
  ),
  disable: officeProcedures.accounts.disable.handler(({ context, input }) =>
    context.access.manage.disable(input, actor(context)),
  ),
  enable: officeProcedures.accounts.enable.handler(({ context, input }) =>
    context.access.manage.enable(input, actor(context)),
  ),
  release: officeProcedures.accounts.release.handler(({ context, input }) =>
    context.access.manage.release(input, actor(context)),
  ),
  resetFactors: officeProcedures.accounts.resetFactors.handler(({ context, input }) =>
    context.access.manage.resetFactors(input, actor(context)),
  ),
  releaseCode: officeProcedures.accounts.releaseCode.handler(({ context, input }) => ({
    code: context.access.manage.releaseCode(input, actor(context)),
  })),
  releaseKey: officeProcedures.accounts.releaseKey.handler(({ context }) => ({
    releaseKey: context.access.manage.showReleaseKey(actor(context)),
  })),
}
