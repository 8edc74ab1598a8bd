import { procedures } from './implementer.ts'

export const session = {
  state: procedures.session.state.handler(({ context }) => context.console.state()),
  profiles: procedures.session.profiles.handler(({ context }) => context.policy.agencies()),
  setUp: procedures.session.setUp.handler(({ context, input }) => context.console.setUp(input)),
  acknowledgeNotice: procedures.session.acknowledgeNotice.handler(({ context }) =>
    context.console.acknowledgeNotice(),
  ),
  beginEnrolment: procedures.session.beginEnrolment.handler(({ context, input }) =>
    context.console.beginEnrolment(input),
  ),
  enrol: procedures.session.enrol.handler(({ context, input }) => context.console.enrol(input)),
  confirmEnrolment: procedures.session.confirmEnrolment.handler(({ context, input }) =>
    context.console.confirmEnrolment(input),
  ),
  signIn: procedures.session.signIn.handler(({ context, input }) => context.console.signIn(input)),
  secondFactor: procedures.session.secondFactor.handler(({ context, input }) =>
    context.console.secondFactor(input),
  ),
  keyOptions: procedures.session.keyOptions.handler(({ context }) => context.console.keyOptions()),
  keyAnswer: procedures.session.keyAnswer.handler(({ context, input }) =>
    context.console.keyAnswer(input.response),
  ),
  resume: procedures.session.resume.handler(({ context, input }) => context.console.resume(input.token)),
  active: procedures.session.active.handler(({ context }) => context.console.active()),
  lock: procedures.session.lock.handler(({ context }) => context.console.lock()),
  signOut: procedures.session.signOut.handler(({ context, input }) =>
    context.console.signOut(input.leavesOpenHits),
  ),
  release: procedures.session.release.handler(({ context, input }) => context.console.release(input)),
  alerts: procedures.session.alerts.handler(({ context }) => context.hits.bareAlerts()),
  changePassword: procedures.session.changePassword.handler(({ context, input }) =>
    context.console.changePassword(input),
  ),
  keyRegistration: procedures.session.keyRegistration.handler(({ context }) =>
    context.console.keyRegistration(),
  ),
  registerKey: procedures.session.registerKey.handler(({ context, input }) =>
    context.console.registerKey(input.name, input.response),
  ),
  toDo: procedures.session.toDo.handler(({ context }) => context.toDo()),
}
