// Canvass mode: a sweep around a crime scene. Reads made in it are tagged, the car's way is kept, and at the end
// somebody decides with a ground what is kept (Schaumburg III.A.4, Rantoul 438.3(d), Alsip 709.3(c), Parsons 427.4(c)).
import { randomUUID } from 'node:crypto'
import type { Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { CanvassesRepository } from '#main/storage/canvasses-repository.ts'
import type { Canvass, CanvassInput } from '#shared/domain/local-list.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Location } from '#shared/domain/place.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { forbiddenUseRefusal } from '#shared/domain/purpose.ts'
import { mustNotRefuse, refuse } from '../refused.ts'

/** A point of the track at most so often: at 30 mph every 130 metres. */
const TRACK_EVERY_MS = 10_000

export type Canvasses = {
  /** The running one, or one that has ended and waits for its decision. */
  current(): Canvass | undefined
  /** The id that reads made now are tagged with. */
  runningId(): string | undefined
  start(input: CanvassInput, by: By): Canvass
  end(id: string, by: By): Canvass
  decide(id: string, decision: { readonly isKept: boolean; readonly ground: string }, by: By): Canvass
  stop(): void
}

type Options = {
  readonly repository: CanvassesRepository
  readonly profile: Profile
  readonly locate: (at: number) => Location
  readonly audit: Audit
  readonly events: EventHub
  readonly now: () => number
}

export function createCanvasses(options: Options): Canvasses {
  const { repository, profile, locate, audit, events, now } = options
  let running: string | undefined
  const resumed = repository.undecided()
  if (resumed !== undefined && resumed.endedAt === undefined) running = resumed.id

  function must(id: string): Canvass {
    const canvass = repository.get(id)
    if (canvass === undefined)
      throw refuse('a canvass with this number', 'Look at the list of canvasses again.')
    return canvass
  }

  function changed(id: string): Canvass {
    events.shiftChanged()
    return must(id)
  }

  function addPoint(): void {
    if (running === undefined) return
    const at = now()
    const location = locate(at)
    if (location.kind !== 'fix') return
    repository.addPoint(running, {
      at,
      latitude: location.place.latitude,
      longitude: location.place.longitude,
    })
  }
  const timer = setInterval(addPoint, TRACK_EVERY_MS)
  timer.unref()

  return {
    current: () => repository.undecided(),
    runningId: () => running,
    start(input, by) {
      if (!profile.canvass.value.isAllowed) {
        throw refuse('canvass mode in this profile', 'Ask the administrator.', profile.canvass.clause)
      }
      mustNotRefuse(forbiddenUseRefusal([input.area, input.incident], profile.forbiddenUses))
      const open = repository.undecided()
      if (open !== undefined) {
        throw refuse(
          open.endedAt === undefined ? 'the end of the running canvass' : 'the decision on the last canvass',
          'End it and decide what is kept, then start the next.',
        )
      }
      const id = randomUUID()
      repository.start(id, input, by, now())
      audit(by, 'canvass.start', id, input)
      running = id
      addPoint()
      return changed(id)
    },
    end(id, by) {
      const canvass = must(id)
      if (canvass.endedAt !== undefined)
        throw refuse('a running canvass', 'It has ended: decide what is kept.')
      addPoint()
      repository.end(id, now())
      running = undefined
      audit(by, 'canvass.end', id, { reads: canvass.reads })
      return changed(id)
    },
    decide(id, { isKept, ground }, by) {
      const canvass = must(id)
      if (canvass.endedAt === undefined) throw refuse('the end of the canvass', 'End it first.')
      mustNotRefuse(forbiddenUseRefusal([ground], profile.forbiddenUses))
      if (canvass.decision !== undefined) throw refuse('an open decision', 'This canvass is decided.')
      repository.decide(id, { isKept, ground, by, at: now() })
      audit(by, 'canvass.decide', id, { isKept, ground })
      return changed(id)
    },
    stop: () => clearInterval(timer),
  }
}
