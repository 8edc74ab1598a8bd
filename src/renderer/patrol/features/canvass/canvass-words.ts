import type { Canvass, CanvassInput } from '#shared/domain/local-list.ts'

/** Kinds of a major incident, in the words of the screen. */
export const KIND_WORDS: Readonly<Record<CanvassInput['kind'], string>> = {
  homicide: 'Homicide',
  shooting: 'Shooting',
  'missing-person': 'Missing person',
  robbery: 'Robbery',
  burglary: 'Burglary',
  'other-major': 'Other major incident',
}

const COUNT = new Intl.NumberFormat('en-US')

/** "1 read tagged", "1,204 reads tagged". */
export const taggedWords = ({ reads }: Canvass): string =>
  `${COUNT.format(reads)} ${reads === 1 ? 'read' : 'reads'} tagged`

/** "840 m", "12.4 km". */
export const wayWords = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`
