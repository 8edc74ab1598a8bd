import { procedures } from './implementer.ts'

export const sharing = {
  agencies: procedures.sharing.agencies.handler(({ context }) =>
    context.sharing.agencies(context.console.holder()),
  ),
  addAgency: procedures.sharing.addAgency.handler(({ context, input }) =>
    context.sharing.addAgency(input, context.console.holder()),
  ),
  verifyAgency: procedures.sharing.verifyAgency.handler(({ context, input }) =>
    context.sharing.verifyAgency(input, context.console.holder()),
  ),
  addDeclaration: procedures.sharing.addDeclaration.handler(({ context, input }) =>
    context.sharing.addDeclaration(input, context.console.holder()),
  ),
  withdrawDeclaration: procedures.sharing.withdrawDeclaration.handler(({ context, input }) =>
    context.sharing.withdrawDeclaration(input, context.console.holder()),
  ),
  requests: procedures.sharing.requests.handler(({ context }) =>
    context.sharing.requests(context.console.holder()),
  ),
  request: procedures.sharing.request.handler(({ context, input }) =>
    context.sharing.request(input, context.console.holder()),
  ),
  decide: procedures.sharing.decide.handler(({ context, input }) =>
    context.sharing.decide(input, context.console.holder()),
  ),
  fulfil: procedures.sharing.fulfil.handler(({ context, input }) =>
    context.sharing.fulfil(input, context.console.holder()),
  ),
  fetch: procedures.sharing.fetch.handler(({ context, input }) =>
    context.sharing.fetch(input, context.console.holder()),
  ),
  document: procedures.sharing.document.handler(({ context, input }) =>
    context.sharing.document(input, context.console.holder()),
  ),
  forwarded: procedures.sharing.forwarded.handler(({ context }) =>
    context.sharing.forwarded(context.console.holder()),
  ),
  seen: procedures.sharing.seen.handler(({ context, input }) =>
    context.sharing.seen(input, context.console.holder()),
  ),
  others: procedures.sharing.others.handler(({ context }) =>
    context.sharing.others(context.console.holder()),
  ),
  enterOther: procedures.sharing.enterOther.handler(({ context, input }) =>
    context.sharing.enterOther(input, context.console.holder()),
  ),
  answerOther: procedures.sharing.answerOther.handler(({ context, input }) =>
    context.sharing.answerOther(input, context.console.holder()),
  ),
}
