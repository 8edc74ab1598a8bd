import { officeProcedures } from './procedures.ts'

export const session = {
  state: officeProcedures.session.state.handler(({ context }) => context.console.state()),
  profiles: officeProcedures.session.profiles.handler(({ context }) => context.policy.agencies()),
  setUp: officeProcedures.session.setUp.handler(({ context, input }) => context.console.setUp(input)),
  acknowledgeNotice: officeProcedures.session.acknowledgeNotice.handler(({ context }) =>
    context.console.acknowledgeNotice(),
  ),
  beginEnrolment: officeProcedures.session.beginEnrolment.handler(({ context, input }) =>
    context.console.beginEnrolment(input),
  ),
  enrol: officeProcedures.session.enrol.handler(({ context, input }) => context.console.enrol(input)),
  confirmEnrolment: officeProcedures.session.confirmEnrolment.handler(({ context, input }) =>
    context.console.confirmEnrolment(input),
  ),
  signIn: officeProcedures.session.signIn.handler(({ context, input }) => context.console.signIn(input)),
  secondFactor: officeProcedures.session.secondFactor.handler(({ context, input }) =>
    context.console.secondFactor(input),
  ),
  keyOptions: officeProcedures.session.keyOptions.handler(({ context }) => context.console.keyOptions()),
  keyAnswer: officeProcedures.session.keyAnswer.handler(({ context, input }) =>
    context.console.keyAnswer(input.response),
  ),
  resume: officeProcedures.session.resume.handler(({ context, input }) =>
    context.console.resume(input.token),
  ),
  active: officeProcedures.session.active.handler(({ context }) => context.console.active()),
  lock: officeProcedures.session.lock.handler(({ context }) => context.console.lock()),
  signOut: officeProcedures.session.signOut.handler(({ context, input }) =>
    context.console.signOut(input.leavesOpenHits),
  ),
  release: officeProcedures.session.release.handler(({ context, input }) => context.console.release(input)),
  alerts: officeProcedures.session.alerts.handler(({ context }) => context.bareAlerts()),
  changePassword: officeProcedures.session.changePassword.handler(({ context, input }) =>
    context.console.changePassword(input),
  ),
  keyRegistration: officeProcedures.session.keyRegistration.handler(({ context }) =>
    context.console.keyRegistration(),
  ),
  registerKey: officeProcedures.session.registerKey.handler(({ context, input }) =>
    context.console.registerKey(input.name, input.response),
  ),
  toDo: officeProcedures.session.toDo.handler(({ context }) => context.toDo()),
}
