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
  /** Whose shift runs from the start. */
  readonly begins: Officer | undefined
  /** Who is signed in. */
  readonly officer: () => Officer | undefined
  readonly profile: Profile
  readonly tell: Tell
  readonly openHits: () => readonly Hit[]
}

export function scriptedShift({ begins, officer, profile, tell, openHits }: Options) {
  const os = implement(contract)
  const state = {
    shift: begins === undefined ? null : begin(begins, 'patrol', ''),
    allowed: [...profile.allowedCategories.value],
  }

  function running(): Shift {
    if (state.shift === null) throw refuse('a shift', 'Start your shift first.', undefined, 'shift')
    return state.shift
  }
  function keep(change: Partial<Shift>): Shift {
    state.shift = { ...running(), ...change }
    tell({ shiftChanged: true })
    return state.shift
  }
  function end(leavesOpenHits: boolean): void {
    const open = openHits().length
    if (open > 0 && !leavesOpenHits)
      throw refuse(`an answer to ${open} open hits`, 'Answer them, or say that you leave them.', '100.6')
    state.shift = null
    tell({ shiftChanged: true })
  }

  const handlers = {
    get: os.shift.get.handler(() => state.shift),
    start: os.shift.start.handler(({ input: { purpose, caseNumber } }) => {
      const on = officer()
      if (on === undefined) throw refuse('a sign-in', 'Sign in first.', undefined, 'session')
      if (state.shift !== null) throw refuse('the end of the running shift', 'Sign off first.')
      const isCaseAsked = profile.purposes.value.some((one) => one.purpose === purpose && one.isCaseAsked)
      if (isCaseAsked && caseNumber === '')
        throw refuse('the case number', 'Type it and start again.', profile.purposes.clause)
      state.shift = begin(on, purpose, caseNumber)
      tell({ shiftChanged: true })
      return state.shift
    }),
    end: os.shift.end.handler(({ input: { leavesOpenHits } }) => {
      const ended = { ...running(), endedAt: Date.now() }
      end(leavesOpenHits)
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
    end,
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

function begin(officer: Officer, purpose: string, caseNumber: string): Shift {
  return { id: randomUUID(), officer, purpose, caseNumber, startedAt: Date.now(), muted: [] }
}
