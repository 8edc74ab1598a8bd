// Patterns in the audit that may be misuse. A finding says what was seen, never that it was wrong: there are good
// reasons for each of them, and a supervisor hears them. Plates are pseudonyms here as in the audit itself.
import { hash } from 'node:crypto'
import type { DutyHours } from '#shared/domain/account.ts'
import type { AuditEntry, RadarFinding, RadarKind } from '#shared/domain/audit.ts'

export type RadarOptions = {
  readonly now: number
  /** When somebody is on duty, if that is known. */
  readonly dutyHours: (badge: string) => DutyHours | undefined
  /** Pseudonyms of the plates that somebody named as his own or his family's. */
  readonly ownPlates: (badge: string) => ReadonlySet<string>
  /** The local calendar day and the minute of it, for tests. */
  readonly localTime?: (at: number) => LocalTime
}

export type LocalTime = { readonly day: string; readonly minute: number }

/** Limits are ours; no source policy gives any. */
export const RADAR_DAYS = 30
const SAME_PLATE_DAYS = 3
const SAME_PLATE_TIMES = 5
const SAME_REASON_TIMES = 3

const DAY_MS = 86_400_000

/** In the reads of one car, and in those of the department. */
const STORED_SEARCHES = ['reads.search', 'records.search'] as const

/** What somebody looks for of his own accord; hits come by themselves. */
const SEARCHES: ReadonlySet<string> = new Set([
  ...STORED_SEARCHES,
  'local.add',
  'local.past-reads',
  'partial.add',
  'partial.past-reads',
])
const LOOKS: ReadonlySet<string> = new Set([
  ...SEARCHES,
  'reads.view',
  'record.view',
  'records.export',
  'reads.live',
  'hit.view',
  'hits.view',
  'hits.history',
])
const NOBODY: ReadonlySet<string> = new Set(['PROGRAM', 'UNKNOWN'])

type Noted = { readonly entry: AuditEntry; readonly at: number } & LocalTime

/** Findings of the last 30 days, newest first; `entries` in their order. */
export function radarFindings(entries: Iterable<AuditEntry>, options: RadarOptions): RadarFinding[] {
  const { now, ownPlates, localTime = localTimeOf } = options
  const since = now - RADAR_DAYS * DAY_MS
  const groups = new Map<string, Group>()

  function put(kind: RadarKind, about: string, noted: Noted): void {
    const { badge, name } = noted.entry
    const id = `${kind} ${badge} ${about}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { id, kind, officer: { badge, name }, noted: [noted] })
    else group.noted.push(noted)
  }

  for (const entry of entries) {
    const { badge, action, plate } = entry
    const at = Date.parse(entry.at)
    if (at < since || NOBODY.has(badge)) continue
    const noted: Noted = { entry, at, ...localTime(at) }
    const isSearch = SEARCHES.has(action)
    if (plate !== undefined && ownPlates(badge).has(plate)) put('own-plate', plate, noted)
    if (plate !== undefined && isSearch) put('same-plate-again', plate, noted)
    if (STORED_SEARCHES.some((one) => one === action) && (entry.caseNumber ?? '') === '') {
      put('search-without-case', noted.day.slice(0, 7), noted)
    }
    const reason = isSearch ? plainWords(entry.reason ?? '') : ''
    if (reason !== '') put('reused-reason', hash('sha256', reason).slice(0, 16), noted)
    if (isOffDuty(noted, isSearch, options)) put('off-duty', noted.day, noted)
  }

  return [...groups.values()]
    .flatMap((group) => findingOf(group, options) ?? [])
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1))
}

type Group = {
  readonly id: string
  readonly kind: RadarKind
  readonly officer: RadarFinding['officer']
  readonly noted: Noted[]
}

function findingOf(group: Group, options: RadarOptions): RadarFinding | undefined {
  const { id, kind, officer, noted } = group
  const words = WORDS[kind](group, options)
  if (words === undefined) return undefined
  const times = noted.map(({ at }) => at)
  return {
    id,
    kind,
    officer,
    words,
    entries: noted.map(({ entry }) => entry.counter),
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  }
}

/** What was seen, or undefined where it is too little to be told. */
const WORDS: Readonly<Record<RadarKind, (group: Group, options: RadarOptions) => string | undefined>> = {
  'same-plate-again'({ noted }) {
    const days = new Set(noted.map(({ day }) => day)).size
    if (days < SAME_PLATE_DAYS && noted.length < SAME_PLATE_TIMES) return undefined
    return `Looked for one plate ${count(noted.length, 'time')} on ${count(days, 'day')} within ${RADAR_DAYS} days.`
  },
  'search-without-case': ({ noted }) =>
    `${count(noted.length, 'search', 'searches')} of stored reads without a case number in one month.`,
  'reused-reason': ({ noted }) => reasonWords(noted),
  'own-plate': ({ noted }) =>
    `${count(noted.length, 'entry', 'entries')} about a plate that is named as the officer's own or the family's.`,
  'off-duty'({ officer, noted }, { dutyHours }) {
    const hours = dutyHours(officer.badge)
    const when = hours === undefined ? '' : `outside ${hours.from} to ${hours.to} or `
    return `${count(noted.length, 'look')} at records ${when}without a running shift.`
  },
}

/** One case may need many searches for the same reason; the same words in different cases say nothing of any. */
function reasonWords(noted: readonly Noted[]): string | undefined {
  const cases = new Set(noted.map(({ entry }) => entry.caseNumber ?? ''))
  const isOneCase = cases.size === 1 && !cases.has('')
  if (noted.length < SAME_REASON_TIMES || isOneCase) return undefined
  const plates = new Set(noted.map(({ entry }) => entry.plate)).size
  const reason = noted[0]?.entry.reason ?? ''
  const shown = reason.length > 80 ? `${reason.slice(0, 79)}…` : reason
  return `The same reason for ${count(noted.length, 'search', 'searches')} of ${count(plates, 'plate')}: "${shown}".`
}

function isOffDuty({ entry, minute }: Noted, isSearch: boolean, { dutyHours }: RadarOptions): boolean {
  if (isSearch && saysNoShift(entry.detail)) return true
  if (!LOOKS.has(entry.action)) return false
  const hours = dutyHours(entry.badge)
  if (hours === undefined) return false
  const from = minutesOf(hours.from)
  const to = minutesOf(hours.to)
  // From 22:00 to 06:00 runs over midnight; the same time twice is round the clock.
  if (from === to) return false
  return from < to ? minute < from || minute >= to : minute < from && minute >= to
}

function saysNoShift(detail: AuditEntry['detail']): boolean {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return false
  return detail['isOnShift'] === false
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const two = (part: number): string => String(part).padStart(2, '0')

function localTimeOf(at: number): LocalTime {
  const date = new Date(at)
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    minute: date.getHours() * 60 + date.getMinutes(),
  }
}

function plainWords(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function count(number: number, one: string, more = `${one}s`): string {
  return `${number} ${number === 1 ? one : more}`
}
