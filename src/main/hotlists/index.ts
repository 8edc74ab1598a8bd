// Hot lists: what somebody looks for, and whether a read may be it.
import { join } from 'node:path'
import type { Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { EnteredPlatesRepository } from '#main/storage/entered-plates-repository.ts'
import type { HotListsRepository } from '#main/storage/hot-lists-repository.ts'
import type {
  LocalEntry,
  LocalEntryInput,
  PartialPlate,
  PartialPlateInput,
  PastMatch,
} from '#shared/domain/local-list.ts'
import type { Refusal } from '#shared/domain/hit-step.ts'
import type { By } from '#shared/domain/officer.ts'
import { foldsAlike } from '#shared/domain/plate.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { purposeRefusal } from '#shared/domain/purpose.ts'
import type { Read } from '#shared/domain/read.ts'
import type { Log } from '../host.ts'
import { createCategories, type Categories } from './categories.ts'
import { createEnteredPlates, toIndexed, type EnteredPlates } from './entered-plates.ts'
import { openInstalledLists, type InstalledLists } from './installed-lists.ts'
import { openListTemplates, type ListTemplates } from './list-templates.ts'
import { meetings } from './match-read.ts'
import { createMatcher, type Matcher } from './match.ts'
import { createPartialIndex } from './partials/index.ts'
import { searchPastReads } from './past-reads.ts'
import { localEntry } from './entered-entries.ts'

export type HotLists = Matcher & {
  readonly lists: InstalledLists
  readonly templates: ListTemplates
  readonly categories: Categories
  readonly entered: EnteredPlates
  /** Adds a plate and looks for it among the reads that are kept; it works from before the search begins. */
  addLocal(input: LocalEntryInput, by: By): Promise<{ entry: LocalEntry } & Past>
  addPartial(input: PartialPlateInput, by: By): Promise<{ partial: PartialPlate } & Past>
  /** Partial plates, with the share of the kept reads that each fits as far as it was counted. */
  partial(): PartialPlate[]
  close(): Promise<void>
}

/** Earlier reads that a new entry fits; or why they were not looked at. */
type Past = { past: PastMatch[]; pastRefusal?: Refusal }

type Options = {
  readonly dataFolder: string
  readonly assetsFolder: string
  readonly key: Uint8Array
  readonly workerEntry: URL
  readonly repository: HotListsRepository
  readonly enteredRepository: EnteredPlatesRepository
  readonly readsAfter: (sequence: number, limit: number) => readonly Read[]
  readonly profile: Profile
  readonly audit: Audit
  /** Makes what these methods do and its audit one transaction. */
  readonly atomic: <T extends object>(topic: T, names: readonly (keyof T & string)[]) => T
  readonly events: EventHub
  readonly log: Log
  readonly now: () => number
}

export function openHotLists(options: Options): HotLists {
  const { dataFolder, assetsFolder, repository, profile, audit, events, now, readsAfter } = options
  const folder = join(dataFolder, 'hot-lists')
  const lists = options.atomic(
    openInstalledLists({ ...options, folder, importFolder: join(dataFolder, 'import') }),
    ['configure'],
  )
  const templates = openListTemplates(assetsFolder, join(dataFolder, 'hot-list-templates'), audit)
  const categories = options.atomic(
    createCategories({ repository, profile, audit, onChange: () => events.shiftChanged(), now }),
    ['switch'],
  )
  const allowedCategories = () => categories.allowed()
  const entered = options.atomic(
    createEnteredPlates({
      repository: options.enteredRepository,
      profile,
      allowedCategories,
      audit,
      events,
      now,
    }),
    ['addLocal', 'editLocal', 'removeLocal', 'addPartial', 'removePartial'],
  )
  /** Counted when a pattern is entered; after a restart it is not known until it is entered again. */
  const fitsShares = new Map<string, number>()
  function withShare(partial: PartialPlate): PartialPlate {
    const fitsShare = fitsShares.get(partial.id)
    return fitsShare === undefined ? partial : { ...partial, fitsShare }
  }
  /** Earlier reads are stored reads: the entry's reason and incident are what opens them, where the profile lets them. */
  function pastRefusal({
    reason,
    incident,
  }: Pick<LocalEntryInput, 'reason' | 'incident'>): Refusal | undefined {
    return purposeRefusal({ purpose: 'criminal-case', reason, caseNumber: incident, facts: '' }, profile)
  }
  function refused<T>(by: By, action: string, subject: string, kept: T, refusal: Refusal): T & Past {
    audit(by, action, subject, { missing: refusal.missing }, { outcome: 'refused' })
    return { ...kept, past: [], pastRefusal: refusal }
  }
  const matcher = createMatcher({ lists, entered, profile, allowedCategories, now })

  return {
    ...matcher,
    lists,
    templates,
    categories,
    entered,
    async addLocal(input, by) {
      const entry = entered.addLocal(input, by)
      const refusal = pastRefusal(input)
      if (refusal !== undefined) return refused(by, 'local.past-reads', entry.id, { entry }, refusal)
      const listed = localEntry(entry)
      const past = await searchPastReads(readsAfter, ({ candidates }) => {
        const [meeting] = meetings(candidates, (plate) => (foldsAlike(plate, listed.plate) ? [listed] : []))
        return (
          meeting && {
            plate: meeting.matchedPlate,
            probability: meeting.plateProbability,
            isFolded: meeting.kind === 'folded',
          }
        )
      })
      audit(by, 'local.past-reads', entry.id, { looked: past.looked, found: past.fitted })
      return { entry, past: past.found }
    },
    async addPartial(input, by) {
      const partial = entered.addPartial(input, by)
      const refusal = pastRefusal(input)
      if (refusal !== undefined) return refused(by, 'partial.past-reads', partial.id, { partial }, refusal)
      const index = createPartialIndex(toIndexed(partial))
      const past = await searchPastReads(readsAfter, (read) => index.match(read)[0])
      audit(by, 'partial.past-reads', partial.id, { looked: past.looked, found: past.fitted })
      if (past.looked > 0) fitsShares.set(partial.id, past.fitted / past.looked)
      return { partial: withShare(partial), past: past.found }
    },
    partial: () => entered.partial().map(withShare),
    close: () => lists.close(),
  }
}
