// Plates that officers entered, in the form in which they are matched and shown.
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { HotListEntry } from '#shared/domain/hot-list.ts'
import type { LocalEntry, PartialPlate } from '#shared/domain/local-list.ts'

export const LOCAL_LIST = 'Local list'
export const PARTIAL_PLATES = 'Partial plates'

/** A new version is a new entry: what was quieted or met before was another one. */
export const enteredKey = ({ id, version }: Pick<LocalEntry, 'id' | 'version'>): string =>
  `entered|${id}|${version}`

export function localEntry(entered: LocalEntry): HotListEntry {
  const { plate, state, category } = entered.input
  return {
    ...common(entered, LOCAL_LIST),
    kind: 'local',
    plate,
    category,
    ...(state === undefined ? {} : { state }),
    categoryWords: CATEGORY_WORDS[category],
  }
}

/** `plate` is the candidate that fits the pattern. */
export function partialEntry(entered: PartialPlate, plate: string): HotListEntry {
  const { pattern, state } = entered.input
  return {
    ...common(entered, PARTIAL_PLATES),
    kind: 'partial',
    plate,
    pattern,
    category: 'local-interest',
    categoryWords: 'Partial plate',
    ...(state === undefined ? {} : { state }),
  }
}

function common(entered: LocalEntry | PartialPlate, list: string) {
  const { reason, incident, vehicle, expiresAt } = entered.input
  return {
    key: enteredKey(entered),
    list,
    source: list,
    line: 0,
    raw: '',
    vehicle,
    cautions: [],
    notes: `${reason} (badge ${entered.by.badge})`,
    trust: 'normal' as const,
    mended: [],
    listedOn: isoDay(entered.at),
    expiresOn: isoDay(expiresAt),
    ...(incident === '' ? {} : { recordNumber: incident }),
  }
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
