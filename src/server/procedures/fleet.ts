import { procedures } from './implementer.ts'

export const fleet = {
  cars: procedures.fleet.cars.handler(({ context }) => context.fleet.cars(context.console.holder())),
  notices: procedures.fleet.notices.handler(({ context }) => context.fleet.notices(context.console.holder())),
  seen: procedures.fleet.seen.handler(({ context, input }) =>
    context.fleet.seen(input, context.console.holder()),
  ),
  invite: procedures.fleet.invite.handler(({ context, input }) =>
    context.fleet.invite(input, context.console.holder()),
  ),
  revoke: procedures.fleet.revoke.handler(({ context, input }) =>
    context.fleet.revoke(input, context.console.holder()),
  ),
  order: procedures.fleet.order.handler(({ context, input }) =>
    context.fleet.order(input, context.console.holder()),
  ),
  packages: procedures.fleet.packages.handler(({ context }) =>
    context.fleet.packages(context.console.holder()),
  ),
  importPackage: procedures.fleet.importPackage.handler(({ context, input }) =>
    context.fleet.importPackage(input, context.console.holder()),
  ),
  publish: procedures.fleet.publish.handler(({ context, input }) =>
    context.fleet.publish(input, context.console.holder()),
  ),
  lists: procedures.fleet.lists.handler(({ context }) => context.fleet.lists(context.console.holder())),
  publishList: procedures.fleet.publishList.handler(({ context, input }) =>
    context.fleet.publishList(input, context.console.holder()),
  ),
}
