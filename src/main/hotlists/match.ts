// Matches a read against everything that somebody looks for: the installed lists, the local list, partial plates.
import type { PresentedMatch } from '#main/hits/index.ts'
import type { Category } from '#shared/domain/category.ts'
import type { HotListEntry, HotListMatch } from '#shared/domain/hot-list.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { localEntry, partialEntry } from './entered-entries.ts'
import type { EnteredPlates } from './entered-plates.ts'
import type { InstalledLists, SearchedList } from './installed-lists.ts'
import type { ListedPlates } from './listed/index.ts'
import {
  meetAgain,
  meetings,
  replacedCharacters,
  stateAgreement,
  type Meeting,
  type ReadToMatch,
} from './match-read.ts'
import { alertOdds } from './odds.ts'
import { presentationOf, PARTIAL_PRESENTATION } from './presentation.ts'
import { compileTemplate, type CompiledTemplate } from './templates/index.ts'

export type Matcher = {
  /** All that the read may be, surest first. */
  match(read: ReadToMatch): PresentedMatch[]
  /**
   * How the matches of a hit stand to its refined read, of which `found` is what `match` gave: old ones keep their
   * place, new ones join them.
   */
  rematch(
    before: readonly HotListMatch[],
    found: readonly PresentedMatch[],
    read: ReadToMatch,
  ): PresentedMatch[]
}

type Options = {
  readonly lists: Pick<InstalledLists, 'searched' | 'settings'>
  readonly entered: Pick<EnteredPlates, 'findLocal' | 'findPartial' | 'partialById'>
  readonly profile: Profile
  readonly allowedCategories: () => readonly Category[]
  readonly now: () => number
}

/** Nothing is known of how crowded: a list of a few entries, entered by hand. */
const NO_CROWD = { listed: 0, looked: 0 }

export function createMatcher({ lists, entered, profile, allowedCategories, now }: Options): Matcher {
  const compiled = new WeakMap<ListedPlates, CompiledTemplate>()

  function templateOf(plates: ListedPlates): CompiledTemplate {
    const known = compiled.get(plates)
    if (known !== undefined) return known
    const template = compileTemplate(plates.manifest.template)
    compiled.set(plates, template)
    return template
  }

  function mayAlert(entry: HotListEntry): boolean {
    const today = new Date(now()).toISOString().slice(0, 10)
    const isExpired = entry.expiresOn !== undefined && entry.expiresOn < today
    return !isExpired && allowedCategories().includes(entry.category)
  }

  function entriesOf({ name, source, plates }: SearchedList, plate: string): HotListEntry[] {
    if (!plates.has(plate)) return []
    return plates
      .find(plate)
      .map(({ raw, line, bothForms }) => {
        const entry = templateOf(plates).toEntry(raw, line, { name, source })
        if (bothForms) entry.trust = 'both-forms'
        return entry
      })
      .filter(mayAlert)
  }

  function present(match: HotListMatch): PresentedMatch {
    const { entry } = match
    const own = lists.settings(entry.list)?.presentations
    const presentation =
      entry.kind === 'partial' ? PARTIAL_PRESENTATION : presentationOf(entry.category, profile, own)
    return { match, presentation }
  }

  /** With the list's own crowding where it is one of the installed ones. */
  function toMatch(meeting: Meeting, read: ReadToMatch, list: SearchedList | undefined): HotListMatch {
    const { entry, matchedPlate, plateProbability } = meeting
    const crowding = list?.plates.crowding(matchedPlate) ?? NO_CROWD
    const common = {
      ...meeting,
      replaced: meeting.kind === 'folded' ? replacedCharacters(matchedPlate, entry.plate) : [],
      stateAgreement: stateAgreement(entry, read.state),
      odds: alertOdds({
        ...read,
        plateProbability,
        entry,
        isListed: (plate) => list?.plates.has(plate) ?? false,
        crowding,
        density: list?.plates.manifest.density,
        listedShare: shareOf(entry.category),
      }),
      crowding,
    }
    if (list === undefined) return common
    const { version, report } = list.plates.manifest
    return {
      ...common,
      listVersion: { version, writtenAt: report.writtenAt, maxAgeMs: list.settings.maxAgeMs },
    }
  }

  /** What share of passing vehicles is truly looked for in this class of severity. */
  function shareOf(category: Category): number {
    const { severity } = presentationOf(category, profile, undefined)
    const { serious, other } = profile.listedShare
    return severity === 'critical' || severity === 'high' ? serious : other
  }

  function listMatches(read: ReadToMatch): HotListMatch[] {
    return lists
      .searched()
      .flatMap((list) =>
        meetings(read.candidates, (plate) => entriesOf(list, plate)).map((meeting) =>
          toMatch(meeting, read, list),
        ),
      )
  }

  function localMatches(read: ReadToMatch): HotListMatch[] {
    return meetings(read.candidates, (plate) =>
      entered.findLocal(plate).map(localEntry).filter(mayAlert),
    ).map((meeting) => toMatch(meeting, read, undefined))
  }

  function partialMatches(read: ReadToMatch): HotListMatch[] {
    return entered.findPartial(read).flatMap(({ id, plate, probability, isFolded }) => {
      const partial = entered.partialById(id)
      if (partial === undefined) return []
      const entry = partialEntry(partial, plate)
      const meeting = { entry, kind: 'partial' as const, matchedPlate: plate, plateProbability: probability }
      const match = toMatch(meeting, read, undefined)
      return [isFolded ? { ...match, entry: { ...entry, mended: ['O and 0, I and 1 taken as one'] } } : match]
    })
  }

  function matchAll(read: ReadToMatch): HotListMatch[] {
    return [...listMatches(read), ...localMatches(read), ...partialMatches(read)]
  }

  function again({ entry, listVersion }: HotListMatch, read: ReadToMatch): HotListMatch {
    const list = lists.searched().find(({ name }) => name === entry.list && entry.kind === 'list')
    const match = toMatch(meetAgain(entry, read.candidates), read, list)
    return listVersion === undefined ? match : { ...match, listVersion }
  }

  return {
    match: (read) =>
      matchAll(read)
        .toSorted((one, other) => other.odds.both - one.odds.both)
        .map(present),
    rematch(before, found, read) {
      const left = new Map(found.map((presented) => [presented.match.entry.key, presented]))
      const kept = before.map((match) => left.get(match.entry.key) ?? present(again(match, read)))
      for (const { entry } of before) left.delete(entry.key)
      return [...kept, ...left.values()]
    },
  }
}
