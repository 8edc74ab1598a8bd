// The local list and partial plates: what officers of this car entered themselves. An entry works from the moment
// it is kept; edits and removals are new versions beside the old ones.
import { randomUUID } from 'node:crypto'
import type { Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { EnteredPlatesRepository } from '#main/storage/entered-plates-repository.ts'
import type { Category } from '#shared/domain/category.ts'
import type {
  LocalEntry,
  LocalEntryInput,
  PartialPlate,
  PartialPlateInput,
} from '#shared/domain/local-list.ts'
import type { By } from '#shared/domain/officer.ts'
import { foldLookalikes } from '#shared/domain/plate.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { forbiddenUseRefusal } from '#shared/domain/purpose.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import { mustNotRefuse, refuse } from '../refused.ts'
import { createPartialIndex, type PartialIndex } from './partials/index.ts'

export type Removal = { readonly id: string; readonly words: string }

export type EnteredPlates = {
  local(): LocalEntry[]
  history(id: string): LocalEntry[]
  addLocal(input: LocalEntryInput, by: By): LocalEntry
  editLocal(edit: Removal & { readonly input: LocalEntryInput }, by: By): LocalEntry
  removeLocal(removal: Removal, by: By): LocalEntry[]
  partial(): PartialPlate[]
  addPartial(input: PartialPlateInput, by: By): PartialPlate
  removePartial(removal: Removal, by: By): void
  /** Local entries of the plate and of those that fold to the same, not expired. */
  findLocal(plate: string): readonly LocalEntry[]
  findPartial: PartialIndex['match']
  /** The partial plate of an id that `findPartial` gave, unless it has expired. */
  partialById(id: string): PartialPlate | undefined
}

type Options = {
  readonly repository: EnteredPlatesRepository
  readonly profile: Profile
  readonly allowedCategories: () => readonly Category[]
  readonly audit: Audit
  readonly events: EventHub
  readonly now: () => number
}

const DAY_MS = 24 * 3_600_000

export function createEnteredPlates(options: Options): EnteredPlates {
  const { repository, profile, allowedCategories, audit, events, now } = options
  let local = new Map<string, LocalEntry[]>()
  let partialIds = new Map<string, PartialPlate>()
  let partialIndex = createPartialIndex([])
  load()

  function load(): void {
    local = Map.groupBy(repository.local(), ({ input }) => foldLookalikes(input.plate))
    const partials = repository.partial()
    partialIds = new Map(partials.map((one) => [one.id, one]))
    partialIndex = createPartialIndex(partials.flatMap(toIndexed))
  }

  function changed<T>(result: T): T {
    load()
    events.shiftChanged()
    return result
  }

  function refuseInput(
    rule: {
      readonly reasonAtLeast: number
      readonly isIncidentRequired: boolean
      readonly mostDays: number
    },
    input: Pick<LocalEntryInput, 'reason' | 'incident' | 'expiresAt'>,
    clause: string | undefined,
  ): void {
    mustNotRefuse(forbiddenUseRefusal([input.reason, input.incident], profile.forbiddenUses))
    const missing: string[] = []
    const fault = reasonFault(input.reason, rule.reasonAtLeast)
    if (fault !== undefined) missing.push(fault)
    if (rule.isIncidentRequired && input.incident === '') missing.push('the incident number')
    if (input.expiresAt <= now()) missing.push('an expiry that lies ahead')
    // A minute's grace, for the time in which the form was filled in.
    if (input.expiresAt > now() + rule.mostDays * DAY_MS + 60_000) {
      missing.push(`an expiry within ${rule.mostDays} days`)
    }
    if (missing.length === 0) return
    throw refuse(missing, 'Complete it and save again; what you typed is still there.', clause)
  }

  const version = (action: LocalEntry['action'], by: By, words = '') => ({ action, by, at: now(), words })

  function refuseLocal(input: LocalEntryInput): void {
    const { value, clause } = profile.localList
    if (!value.categories.includes(input.category) || !allowedCategories().includes(input.category)) {
      throw refuse('a category that may be entered by hand', 'Choose another category.', clause)
    }
    refuseInput(value, input, clause)
  }

  return {
    local: () => repository.local(),
    history: (id) => repository.history(id),
    addLocal(input, by) {
      refuseLocal(input)
      const entered = repository.addLocal({ id: randomUUID(), input, ...version('added', by) })
      audit(by, 'local.add', entered.id, {}, about(input))
      return changed(entered)
    },
    editLocal({ id, words, input }, by) {
      mustBe(repository.local(), id)
      refuseLocal(input)
      const entered = repository.addLocal({ id, input, ...version('edited', by, words) })
      audit(by, 'local.edit', id, { words, version: entered.version }, about(input))
      return changed(entered)
    },
    removeLocal({ id, words }, by) {
      const { input } = mustBe(repository.local(), id)
      repository.addLocal({ id, input, ...version('removed', by, words) })
      audit(by, 'local.remove', id, { words }, about(input))
      changed(undefined)
      return repository.local()
    },
    partial: () => [...partialIds.values()],
    addPartial(input, by) {
      const { value, clause } = profile.partialPlates
      if (!value.isAllowed) throw refuse('partial plates in this profile', 'Ask the administrator.', clause)
      const pattern = parsePattern(input.pattern)
      if ('reason' in pattern) throw refuse(`a pattern: ${pattern.reason}`, 'Change the pattern.')
      refuseInput({ ...value, reasonAtLeast: profile.localList.value.reasonAtLeast }, input, clause)
      const entered = repository.addPartial({ id: randomUUID(), input, ...version('added', by) })
      audit(by, 'partial.add', entered.id, {}, partialAbout(input))
      return changed(entered)
    },
    removePartial({ id, words }, by) {
      const { input } = mustBe(repository.partial(), id)
      repository.addPartial({ id, input, ...version('removed', by, words) })
      audit(by, 'partial.remove', id, { words }, partialAbout(input))
      changed(undefined)
    },
    findLocal: (plate) =>
      (local.get(foldLookalikes(plate)) ?? []).filter(({ input }) => input.expiresAt > now()),
    findPartial: (read) => partialIndex.match(read),
    partialById(id) {
      const found = partialIds.get(id)
      return found !== undefined && found.input.expiresAt > now() ? found : undefined
    },
  }
}

const about = ({ plate, ...input }: LocalEntryInput) => ({ plate, ...partialAbout(input) })
const partialAbout = ({ reason, incident }: Pick<LocalEntryInput, 'reason' | 'incident'>) => ({
  reason,
  ...(incident === '' ? {} : { caseNumber: incident }),
})

function mustBe<T extends { readonly id: string }>(entered: readonly T[], id: string): T {
  const found = entered.find((one) => one.id === id)
  if (found === undefined) throw refuse('an entry that is still there', 'It was removed before.')
  return found
}

/** A partial plate as its index takes it; nothing for a pattern that this version does not understand. */
export function toIndexed({ id, input }: PartialPlate): Parameters<typeof createPartialIndex>[0] {
  const pattern = parsePattern(input.pattern)
  if ('reason' in pattern) return []
  return [input.state === undefined ? { id, pattern } : { id, pattern, state: input.state }]
}
