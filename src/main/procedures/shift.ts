import { procedures } from './implementer.ts'

export const shift = {
  get: procedures.shift.get.handler(({ context }) => {
    const running = context.shifts.current()
    // Somebody else's shift is not told: it ends when this one begins.
    return running !== undefined && running.officer.badge === context.console.holder().officer.badge
      ? running
      : null
  }),
  start: procedures.shift.start.handler(({ context, input: { purpose, caseNumber } }) =>
    context.shifts.start(context.console.holder().officer, { purpose, caseNumber }),
  ),
  end: procedures.shift.end.handler(({ context, input }) => context.shifts.end(input.leavesOpenHits)),
  mute: procedures.shift.mute.handler(({ context, input }) =>
    context.shifts.mute(input.severity, input.isMuted),
  ),
  profile: procedures.shift.profile.handler(({ context }) => ({
    profile: context.policy.profile,
    allowedCategories: [...context.hotLists.categories.allowed()],
  })),
}
