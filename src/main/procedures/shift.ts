import { procedures } from './implementer.ts'

export const shift = {
  get: procedures.shift.get.handler(({ context }) => context.shifts.current() ?? null),
  start: procedures.shift.start.handler(({ context, input }) => context.shifts.start(input)),
  end: procedures.shift.end.handler(({ context, input }) => context.shifts.end(input.leavesOpenHits)),
  mute: procedures.shift.mute.handler(({ context, input }) =>
    context.shifts.mute(input.severity, input.isMuted),
  ),
  profile: procedures.shift.profile.handler(({ context }) => ({
    profile: context.profile,
    allowedCategories: [...context.hotLists.categories.allowed()],
  })),
}
