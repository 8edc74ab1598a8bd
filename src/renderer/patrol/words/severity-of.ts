import type { Severity } from '#renderer/ui/severity.tsx'

/**
 * Words of a category and what a hit in it weighs, the first that fits counts. The order follows what
 * may meet the officer: danger to persons, stolen vehicles and wanted persons before property, papers
 * and list tests (facts on NCIC record types; the weights are a judgement until policy profiles set them).
 */
const WEIGHTS: readonly (readonly [RegExp, Severity])[] = [
  [/\b(test|calibration|self-test)\b/i, 'information'],
  [/\b(amber|abduct\w*|felony|terror\w*|violent|armed|officer safety|protective interest)\b/i, 'critical'],
  [/\bstolen plates?\b|\blost plates?\b/i, 'high'],
  [/\b(stolen|carjack\w*|wanted|warrant|escapee?)\b/i, 'critical'],
  [/\b(missing|silver alert|endangered|protection|gang|watch|bolo)\b/i, 'high'],
  [/\b(supervised|sex offender|parole|probation|revoked|suspended)\b/i, 'medium'],
  [/\b(expired|insurance|registration|parking|toll|scofflaw|unpaid)\b/i, 'low'],
]

/** A category no word is known of: shown in the middle, neither dulled nor alarming. */
const UNKNOWN: Severity = 'medium'

export function severityOf(category: string): Severity {
  return WEIGHTS.find(([words]) => words.test(category))?.[1] ?? UNKNOWN
}
