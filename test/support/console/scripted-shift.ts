// The shift of the scripted core: who is on, what is muted, and the rules that bind.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { Category } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { By, Officer, Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'

type Options = {
  readonly shift: Partial<Officer> | null
  readonly profile: Profile
  readonly tell: Tell
  readonly openHits: () => readonly Hit[]
}

const PATROL_ONE: Officer = {
  badge: '4711',
  name: 'Patrol one',
  authorisations: ['leads'],
  isSupervisor: false,
  isAdministrator: false,
}

export function scriptedShift({ shift, profile, tell, openHits }: Options) {
  const os = implement(contract)
  const state = {
    shift: shift === null ? null : begin({ ...PATROL_ONE, ...shift }),
    allowed: [...profile.allowedCategories.value],
  }

  function running(): Shift {
    if (state.shift === null) throw refuse('a shift', 'Start your shift first.')
    return state.shift
  }
  function keep(change: Partial<Shift>): Shift {
    state.shift = { ...running(), ...change }
    tell({ shiftChanged: true })
    return state.shift
  }

  const handlers = {
    get: os.shift.get.handler(() => state.shift),
    start: os.shift.start.handler(({ input: { badge, name } }) => {
      if (state.shift !== null) throw refuse('the end of the running shift', 'Sign off first.')
      const isKnown = badge === PATROL_ONE.badge
      state.shift = begin({
        ...PATROL_ONE,
        badge,
        name,
        authorisations: isKnown ? PATROL_ONE.authorisations : [],
      })
      tell({ shiftChanged: true })
      return state.shift
    }),
    end: os.shift.end.handler(({ input: { leavesOpenHits } }) => {
      const open = openHits().length
      if (open > 0 && !leavesOpenHits)
        throw refuse(`an answer to ${open} open hits`, 'Answer them, or say that you leave them.', '100.6')
      const ended = { ...running(), endedAt: Date.now() }
      state.shift = null
      tell({ shiftChanged: true })
      return ended
    }),
    mute: os.shift.mute.handler(({ input: { severity, isMuted } }) => {
      const others = running().muted.filter((one) => one !== severity)
      return keep({ muted: isMuted ? [...others, severity] : others })
    }),
    profile: os.shift.profile.handler(() => ({ profile, allowedCategories: state.allowed })),
  }

  return {
    handlers,
    running,
    current: () => state.shift,
    /** The officer on shift, as a record keeps him; undefined between shifts. */
    by: (): By | undefined =>
      state.shift === null ? undefined : { badge: state.shift.officer.badge, name: state.shift.officer.name },
    allowCategory(category: Category, isAllowed: boolean): Category[] {
      const others = state.allowed.filter((one) => one !== category)
      state.allowed = isAllowed ? [...others, category] : others
      tell({ shiftChanged: true })
      return state.allowed
    },
  }
}

function begin(officer: Officer): Shift {
  return { id: randomUUID(), officer, startedAt: Date.now(), muted: [] }
}
