// Shifts: who is at the console. What an officer may do comes from the roster in the settings, never from what
// he says of himself.
import { randomUUID } from 'node:crypto'
import type { Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { ShiftsRepository } from '#main/storage/shifts-repository.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { By, Officer, Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { refuse, type Refused } from '../refused.ts'

export type Shifts = {
  current(): Shift | undefined
  /** Who is on shift; throws a refusal between shifts. */
  officer(): Officer
  start(who: { readonly badge: string; readonly name: string }): Shift
  /** Refused while hits are open, until the officer says that he leaves them. */
  end(leavesOpenHits: boolean): Shift
  mute(severity: Shift['muted'][number], isMuted: boolean): Shift
}

type Options = {
  readonly repository: ShiftsRepository
  readonly roster: readonly Officer[]
  readonly profile: Profile
  readonly openHits: () => readonly Hit[]
  readonly audit: Audit
  readonly events: EventHub
  readonly now: () => number
}

export const byOf = ({ badge, name }: Officer): By => ({ badge, name })

export function createShifts(options: Options): Shifts {
  const { repository, roster, profile, openHits, audit, events, now } = options

  function running(): Shift {
    const shift = repository.running()
    if (shift === undefined) throw refuse('a running shift', 'Start your shift first (F2).')
    return shift
  }

  function changed(shift: Shift): Shift {
    events.shiftChanged()
    return shift
  }

  return {
    current: () => repository.running(),
    officer: () => running().officer,
    start({ badge, name }) {
      if (repository.running() !== undefined)
        throw refuse('the end of the running shift', 'Sign off first (F2).')
      const known = roster.find((officer) => officer.badge === badge)
      const officer: Officer = known ?? {
        badge,
        name,
        authorisations: [],
        isSupervisor: false,
        isAdministrator: false,
      }
      const shift = repository.start(randomUUID(), officer, now())
      audit(byOf(officer), 'shift.start', shift.id, { isOnRoster: known !== undefined })
      return changed(shift)
    },
    end(leavesOpenHits) {
      const shift = running()
      const open = openHits()
      if (open.length > 0 && !leavesOpenHits) throw openHitsRefusal(open, profile)
      audit(byOf(shift.officer), 'shift.end', shift.id, { openHits: open.map(({ id }) => id) })
      return changed(repository.end(shift.id, now()))
    },
    mute(severity, isMuted) {
      const { id, officer, muted } = running()
      const rows = Object.values(profile.presentations).filter((row) => row.severity === severity)
      if (isMuted && (rows.length === 0 || rows.some(({ mayMute }) => !mayMute))) {
        throw refuse(`leave to mute ${severity} alerts`, 'They stay on in this profile.')
      }
      audit(byOf(officer), isMuted ? 'sound.mute' : 'sound.unmute', severity, {})
      const others = muted.filter((other) => other !== severity)
      return changed(repository.mute(id, isMuted ? [...others, severity] : others))
    },
  }
}

/** Open hits follow the officer to the end of the shift; signing off names them. */
function openHitsRefusal(open: readonly Hit[], profile: Profile): Refused {
  const words = open.map(({ matches, status }) => {
    const category = matches[0]?.entry.category
    return `${category === undefined ? 'a hit' : CATEGORY_WORDS[category]} (${status})`
  })
  return refuse(
    [`the end of ${open.length} open ${open.length === 1 ? 'hit' : 'hits'}`, ...words.slice(0, 20)],
    'Answer them (F10), or sign off and leave them to the next shift.',
    profile.everyAlertAnswered.clause,
  )
}
