// Numbers and reports of hot lists in words.
import { CATEGORIES, CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { ImportPreview, ImportReport } from '#shared/domain/import-template.ts'

const COUNT = new Intl.NumberFormat('en-US')
export const count = (number: number): string => COUNT.format(number)

/** "1 line", "1,204 lines". */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`

/** "Reading NCIC: 42 %, 4,200,000 lines". */
export function progressWords(
  name: string,
  { lines, share }: NonNullable<HotListStatus['importing']>,
): string {
  return `Reading ${name}: ${Math.floor(share * 100)} %, ${counted(lines, 'line')}`
}

/** "12 KB", "1.4 GB": decimal units, as file managers count. */
export function fileSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? 'B'}`
}

/** The last part of a path, whichever way its parts are separated. */
export const fileName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

const LINE_KINDS: Readonly<Record<ImportPreview['lines'][number]['kind'], string>> = {
  header: 'header',
  footer: 'footer',
  entry: 'entry',
  junk: 'no plate',
  calibration: 'self-test',
  refused: 'refused',
}
export const lineKind = (kind: ImportPreview['lines'][number]['kind']): string => LINE_KINDS[kind]

/** What was understood of a line, field by field. */
export const understoodWords = (understood: Readonly<Record<string, string>>): string =>
  Object.entries(understood)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field} ${value}`)
    .join(', ')

/** What came of reading a file, a label and its words each; what did not occur is left out. */
export function reportFacts(report: ImportReport): (readonly [label: string, words: string])[] {
  const { changes, lines, taken, refusedCount, calibration, expired, bothForms, repeated } = report
  const facts: (readonly [string, number, string])[] = [
    ['Refused', refusedCount, counted(refusedCount, 'line')],
    ['Self-test', calibration, counted(calibration, 'calibration record')],
    ['Expired', expired, counted(expired, 'entry', 'entries')],
    [
      'Both forms',
      bothForms,
      `${counted(bothForms, 'entry', 'entries')} listed with O and with 0: low trust`,
    ],
    ['Repeated', repeated, `${counted(repeated, 'line')} with a key that was there: the last one counts`],
  ]
  return [
    ['Taken', `${counted(taken, 'entry', 'entries')} of ${counted(lines, 'line')}`],
    [
      'Compared',
      `${count(changes.added)} added, ${count(changes.removed)} removed, ${count(changes.changed)} changed`,
    ],
    ...facts.filter(([, number]) => number > 0).map(([label, , words]) => [label, words] as const),
    ...tally('No plate', report.junk),
    ...tally('Mended', report.mended),
    ...categoryFacts(report),
  ]
}

function tally(label: string, counts: Readonly<Record<string, number>>): [string, string][] {
  const words = Object.entries(counts).map(([what, number]) => `${what} (${count(number)})`)
  return words.length === 0 ? [] : [[label, words.join(', ')]]
}

function categoryFacts({ categories }: ImportReport): [string, string][] {
  const words = CATEGORIES.flatMap((category) => {
    const number = categories[category] ?? 0
    return number === 0 ? [] : [`${CATEGORY_WORDS[category]} (${count(number)})`]
  })
  return words.length === 0 ? [] : [['Categories', words.join(', ')]]
}
