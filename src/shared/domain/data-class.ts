// Which database a record is out of, and what of it an officer without that database's authorisation is told
// (Schaumburg III.A.6, Rantoul 438.3(f), Alsip 709.3(e), Parsons 427.4(e)): enough to look at the car and to ask the
// Communications Center. Cautions stay: they are there for the officer's life.
import type { HotListEntry, HotListMatch } from './hot-list.ts'
import type { DataClass, Officer } from './officer.ts'

const SOURCES: readonly (readonly [RegExp, DataClass])[] = [
  [/\bncic\b/i, 'ncic'],
  [/\bleads\b/i, 'leads'],
  [/\b(?:kcjis|kbi)\b/i, 'kcjis'],
]

/** The database of a record; undefined for the department's own, and for what officers entered themselves. */
export function dataClassOf({
  kind,
  source,
  list,
}: Pick<HotListEntry, 'kind' | 'source' | 'list'>): DataClass | undefined {
  if (kind !== 'list') return undefined
  return SOURCES.find(([pattern]) => pattern.test(source) || pattern.test(list))?.[1]
}

/** The match with what the officer may see of its record. */
export function matchFor(
  match: HotListMatch,
  { authorisations }: Pick<Officer, 'authorisations'>,
): HotListMatch {
  const hiddenFor = dataClassOf(match.entry)
  if (hiddenFor === undefined || authorisations.includes(hiddenFor)) return match
  const { person: _, recordNumber: __, ori: ___, ...entry } = match.entry
  return { ...match, entry: { ...entry, raw: '', notes: '', hiddenFor } }
}
