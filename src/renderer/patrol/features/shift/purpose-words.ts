import type { Shift } from '#shared/domain/officer.ts'
import { Purpose } from '#shared/domain/profile.ts'

/** What a shift may be for, in words. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  patrol: 'Patrol',
  investigation: 'Investigation',
  canvass: 'Canvass of a scene',
  'stolen-vehicle': 'Stolen vehicles',
  'wanted-vehicle': 'Wanted vehicles',
  'stolen-plate': 'Stolen plates',
  'missing-person': 'Missing persons',
  warrant: 'Warrants',
  'homeland-security': 'Homeland security',
  'electronic-surveillance': 'Electronic surveillance',
  'suspect-interdiction': 'Suspect interdiction',
  'stolen-property': 'Stolen property',
  'public-safety': 'Public safety',
}

/** "canvass of a scene, case 26-1234". */
export function purposeWords({ purpose, caseNumber }: Pick<Shift, 'purpose' | 'caseNumber'>): string {
  const known = Purpose.safeParse(purpose)
  const words = known.success ? PURPOSE_WORDS[known.data].toLowerCase() : purpose
  return caseNumber === '' ? words : `${words}, case ${caseNumber}`
}
