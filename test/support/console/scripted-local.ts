// Plates of interest, partial plates and the canvass of the scripted core, under the same rules as in the car.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import {
  Canvass,
  type LocalEntry,
  type LocalEntryInput,
  type PartialPlate,
  type PastMatch,
} from '#shared/domain/local-list.ts'
import type { By } from '#shared/domain/officer.ts'
import { fitOf, parsePattern } from '#shared/domain/partial-pattern.ts'
import { foldsAlike } from '#shared/domain/plate.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Read } from '#shared/domain/read.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'

type Options = {
  readonly profile: Profile
  readonly tell: Tell
  readonly by: () => By | undefined
  /** The reads kept in this car, newest first. */
  readonly kept: () => readonly Read[]
}

const DAY = 86_400_000

export function scriptedLocal({ profile, tell, by, kept }: Options) {
  const os = implement(contract)
  const entries: LocalEntry[] = []
  const patterns: PartialPlate[] = []
  const state: { canvass: Canvass | null } = { canvass: null }

  function officer(): By {
    const on = by()
    if (on === undefined) throw refuse('a shift', 'Start your shift first.')
    return on
  }

  /** The reason, the incident and the expiry are asked for in the same way everywhere. */
  function demand(
    { reason, incident, expiresAt }: Pick<LocalEntryInput, 'reason' | 'incident' | 'expiresAt'>,
    rules: { clause?: string | undefined; isIncidentRequired: boolean; mostDays: number },
  ): void {
    const missing: string[] = []
    const fault = reasonFault(reason, profile.localList.value.reasonAtLeast)
    if (fault !== undefined) missing.push(fault)
    if (rules.isIncidentRequired && incident.trim() === '') missing.push('the incident number')
    if (expiresAt > Date.now() + rules.mostDays * DAY) missing.push(`an expiry within ${rules.mostDays} days`)
    if (missing.length > 0) throw refuse(missing, 'Complete the form and save again.', rules.clause)
  }

  const versionOf = (action: LocalEntry['action'], words = '') => ({
    id: randomUUID(),
    version: 1,
    action,
    by: officer(),
    at: Date.now(),
    words,
  })
  const current = <T extends LocalEntry | PartialPlate>(versions: readonly T[]): T[] => {
    const newest = new Map(versions.map((one) => [one.id, one]))
    return [...newest.values()].filter(({ action }) => action !== 'removed')
  }
  function revise<T extends LocalEntry | PartialPlate>(versions: T[], id: string, change: Partial<T>): T {
    const last = versions.findLast((one) => one.id === id)
    if (last === undefined) throw refuse('the entry: it was removed', 'Look at the list again.')
    const next = { ...last, ...change, version: last.version + 1, by: officer(), at: Date.now() }
    versions.push(next)
    tell({ shiftChanged: true })
    return next
  }
  const past = (fits: (plate: string) => boolean): PastMatch[] =>
    kept()
      .filter(({ plate }) => fits(plate))
      .slice(0, 20)
      .map(({ id, sequence, plate, plateProbability, capturedAt, cameraName, location }) => ({
        readId: id,
        sequence,
        plate,
        probability: plateProbability,
        isFolded: false,
        capturedAt,
        cameraName,
        location,
      }))

  return {
    localList: {
      list: os.localList.list.handler(() => current(entries)),
      add: os.localList.add.handler(({ input }) => {
        demand(input, { clause: profile.localList.clause, ...profile.localList.value })
        const entry = { ...versionOf('added'), input }
        entries.push(entry)
        tell({ shiftChanged: true })
        return { entry, past: past((plate) => foldsAlike(plate, input.plate)) }
      }),
      edit: os.localList.edit.handler(({ input: { id, words, input } }) => {
        demand(input, { clause: profile.localList.clause, ...profile.localList.value })
        return revise(entries, id, { action: 'edited', words, input })
      }),
      remove: os.localList.remove.handler(({ input: { id, words } }) => {
        revise(entries, id, { action: 'removed', words })
        return current(entries)
      }),
      history: os.localList.history.handler(({ input: { id } }) => entries.filter((one) => one.id === id)),
    },
    partials: {
      list: os.partials.list.handler(() => current(patterns)),
      add: os.partials.add.handler(({ input }) => {
        const pattern = parsePattern(input.pattern)
        if ('reason' in pattern) throw refuse(`a pattern: ${pattern.reason}`, 'Change the pattern.')
        demand(input, { clause: profile.partialPlates.clause, ...profile.partialPlates.value })
        const reads = kept()
        const fitting = reads.filter(({ plate }) => fitOf(input.pattern, plate) !== 'differ').length
        const partial = {
          ...versionOf('added'),
          input,
          ...(reads.length === 0 ? {} : { fitsShare: fitting / reads.length }),
        }
        patterns.push(partial)
        tell({ shiftChanged: true })
        return { partial, past: past((plate) => fitOf(input.pattern, plate) !== 'differ') }
      }),
      remove: os.partials.remove.handler(({ input: { id, words } }) => {
        revise(patterns, id, { action: 'removed', words })
        return current(patterns)
      }),
    },
    canvass: {
      current: os.canvass.current.handler(() => state.canvass),
      start: os.canvass.start.handler(({ input }) => {
        if (!profile.canvass.value.isAllowed)
          throw refuse('a canvass in this policy', 'Ask a supervisor.', profile.canvass.clause)
        return keepCanvass({
          id: randomUUID(),
          input,
          by: officer(),
          startedAt: Date.now(),
          reads: 0,
          track: [],
        })
      }),
      end: os.canvass.end.handler(() => keepCanvass({ ...canvassOf(), endedAt: Date.now() })),
      decide: os.canvass.decide.handler(({ input: { isKept, ground } }) => {
        const decided = { ...canvassOf(), decision: { isKept, ground, by: officer(), at: Date.now() } }
        state.canvass = null
        tell({ shiftChanged: true })
        return decided
      }),
    },
    /** As if the car had driven on: more reads, more of the way. */
    drive(change: Partial<Pick<Canvass, 'reads' | 'track' | 'startedAt'>>): void {
      keepCanvass({ ...canvassOf(), ...change })
    },
  }

  function canvassOf(): Canvass {
    if (state.canvass === null) throw refuse('a canvass: none is running', 'Start one.')
    return state.canvass
  }
  function keepCanvass(canvass: Canvass): Canvass {
    state.canvass = Canvass.parse(canvass)
    tell({ shiftChanged: true })
    return state.canvass
  }
}
