// Shifts: whoever is signed in begins his time at this console by saying what it is for.
import { randomUUID } from 'node:crypto'
import type { Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { ShiftsRepository } from '#main/storage/shifts-repository.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { byOf, type Officer, type Shift } from '#shared/domain/officer.ts'
import type { Profile, Purpose } from '#shared/domain/profile.ts'
import { refuse, type Refused } from '../refused.ts'

export type ShiftStart = { readonly purpose: Purpose; readonly caseNumber: string }

export type Shifts = {
  current(): Shift | undefined
  /** Who is on shift, with what he may do now; throws a refusal between shifts. */
  officer(): Officer
  /** Reads up to this one are from before the running shift: stored reads. */
  newestReadBefore(): number
  start(officer: Officer, what: ShiftStart): Shift
  /** Refused while hits are open, until the officer says that he leaves them. */
  end(leavesOpenHits: boolean): Shift
  endIfRunning(leavesOpenHits: boolean): void
  /** Ends the shift of whoever is not this officer; open hits stay in the queue for the next. */
  handOver(badge: string): void
  mute(severity: Shift['muted'][number], isMuted: boolean): Shift
}

type Options = {
  readonly repository: ShiftsRepository
  readonly profile: Profile
  /** The holder of a badge number as he is now; undefined once his account is not in use. */
  readonly officerNow: (badge: string) => Officer | undefined
  readonly newestRead: () => number
  readonly openHits: () => readonly Hit[]
  /** An approved policy takes effect between shifts. */
  readonly betweenShifts: () => void
  readonly audit: Audit
  readonly events: EventHub
  readonly now: () => number
}

export function createShifts(options: Options): Shifts {
  const { repository, profile, officerNow, newestRead, openHits, betweenShifts, audit, events, now } = options

  function running(): Shift {
    const shift = repository.running()
    if (shift === undefined) throw refuse('a running shift', 'Start your shift first (F2).')
    return shift
  }

  function changed(shift: Shift): Shift {
    events.shiftChanged()
    return shift
  }

  function finish(shift: Shift, how: string): Shift {
    const open = openHits().map(({ id }) => id)
    audit(byOf(shift.officer), 'shift.end', shift.id, { how, openHits: open })
    const ended = repository.end(shift.id, now())
    betweenShifts()
    return changed(ended)
  }

  function end(leavesOpenHits: boolean): Shift {
    const shift = running()
    const open = openHits()
    if (open.length > 0 && !leavesOpenHits) throw openHitsRefusal(open, profile)
    return finish(shift, 'signed off')
  }

  return {
    current: () => repository.running(),
    officer() {
      const { officer } = running()
      const now_ = officerNow(officer.badge)
      if (now_ === undefined) throw refuse('an account in use', 'Ask the administrator.')
      return now_
    },
    newestReadBefore: () => repository.newestReadBefore() ?? Number.MAX_SAFE_INTEGER,
    start(officer, { purpose, caseNumber }) {
      if (repository.running() !== undefined)
        throw refuse('the end of the running shift', 'Sign off first (F2).')
      betweenShifts()
      const { value: purposes, clause } = profile.purposes
      const asked = purposes.find((one) => one.purpose === purpose)
      if (asked === undefined)
        throw refuse('a purpose that this policy names', 'Choose one of the list.', clause)
      if (asked.isCaseAsked && caseNumber.length < 3)
        throw refuse('the case number', 'This purpose asks for the case that it belongs to.', clause)
      const id = randomUUID()
      audit(byOf(officer), 'shift.start', id, { purpose, isAcknowledged: true }, { caseNumber })
      const newest = newestRead()
      return changed(repository.start({ id, officer, purpose, caseNumber, newestRead: newest, at: now() }))
    },
    end,
    endIfRunning(leavesOpenHits) {
      if (repository.running() !== undefined) end(leavesOpenHits)
    },
    handOver(badge) {
      const shift = repository.running()
      if (shift !== undefined && shift.officer.badge !== badge) finish(shift, 'handed over')
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
