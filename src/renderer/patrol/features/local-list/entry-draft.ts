// What an officer fills in for a plate or a partial plate, and what is sent of it. Only what cannot be sent at
// all is found here; what the policy asks for, the core decides and says.
import { typedState } from '#renderer/office/words/typed-state.ts'
import type { Category } from '#shared/domain/category.ts'
import type { ListedVehicle } from '#shared/domain/hot-list.ts'
import type { LocalEntry, LocalEntryInput, PartialPlateInput } from '#shared/domain/local-list.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import { normalisePlate, PlateText } from '#shared/domain/plate.ts'

const DAY_MS = 86_400_000

export type EntryDraft = {
  /** A plate, or a pattern with unknown places. */
  readonly plate: string
  readonly state: string
  readonly category: Category
  readonly reason: string
  readonly incident: string
  /** Until it expires. */
  readonly days: number
  readonly vehicle: ListedVehicle
  /** Why an entry is changed or removed. */
  readonly words: string
}

/** A short life unless the officer says otherwise. */
export const FRESH: EntryDraft = {
  plate: '',
  state: '',
  category: 'local-interest',
  reason: '',
  incident: '',
  days: 3,
  vehicle: {},
  words: '',
}

/** The draft with what the profile does not offer replaced by what it does. */
export function withinRules(
  draft: EntryDraft,
  rules: { readonly mostDays: number; readonly categories?: readonly Category[] },
): EntryDraft {
  const { mostDays, categories = [draft.category] } = rules
  const category = categories.includes(draft.category) ? draft.category : (categories[0] ?? draft.category)
  return { ...draft, category, days: Math.min(draft.days, mostDays) }
}

/** What is sent, or what is missing for that. */
export type Ready<T> = { readonly input: T } | { readonly missing: readonly string[] }

/** The entry of a plate; `now` is what its days count from. */
export function toLocalEntry(draft: EntryDraft, now: number): Ready<LocalEntryInput> {
  const plate = normalisePlate(draft.plate)
  const missing = commonFaults(draft)
  if (!PlateText.safeParse(plate).success) missing.unshift('a plate of 1 to 10 letters and digits')
  return missing.length > 0
    ? { missing }
    : { input: { plate, category: draft.category, ...commonOf(draft, now) } }
}

/** The entry of a partial plate. */
export function toPartialPlate(draft: EntryDraft, now: number): Ready<PartialPlateInput> {
  const pattern = draft.plate.trim().toUpperCase()
  const parsed = parsePattern(pattern)
  const missing = commonFaults(draft)
  if ('reason' in parsed) missing.unshift(`a pattern: ${parsed.reason}`)
  return missing.length > 0 ? { missing } : { input: { pattern, ...commonOf(draft, now) } }
}

function commonFaults({ state, reason }: EntryDraft): string[] {
  const missing: string[] = []
  const typed = typedState(state, '')
  if (state.trim() !== '' && typed.code === undefined) missing.push('a state of two letters, or none')
  if (reason.trim() === '') missing.push('the reason')
  return missing
}

function commonOf(
  { state, reason, incident, days, vehicle }: EntryDraft,
  now: number,
): Omit<PartialPlateInput, 'pattern'> {
  const { code } = typedState(state, '')
  const known = Object.entries(vehicle).filter(([, words = '']) => words.trim() !== '')
  return {
    ...(code === undefined ? {} : { state: code }),
    reason: reason.trim(),
    incident: incident.trim(),
    vehicle: Object.fromEntries(known),
    expiresAt: now + days * DAY_MS,
  }
}

/** An entry as it stands, to be changed; its days begin anew, within what is left. */
export function draftOf({ input }: LocalEntry, now: number): EntryDraft {
  const { plate, state = '', category, reason, incident, vehicle, expiresAt } = input
  const days = Math.max(1, Math.ceil((expiresAt - now) / DAY_MS))
  return { plate, state, category, reason, incident, days, vehicle, words: '' }
}

const USUAL_DAYS = [1, 3, 7, 14, 30, 90]

/** The lives to choose from, the profile's longest the last; `chosen` is among them if it is allowed. */
export function daysToChoose(most: number, chosen: number): number[] {
  const days = [...USUAL_DAYS, chosen, most].filter((one) => one <= most)
  return [...new Set(days)].toSorted((one, other) => one - other)
}
