// What a line says of vehicle, person, dates and cautions, in the list's own words, for showing an alert.
import type { HotListEntry, ListedPerson, ListedVehicle } from '#shared/domain/hot-list.ts'
import type { DateForm, FieldName } from '#shared/domain/import-template.ts'
import { isoDay, parseDay } from './list-date.ts'

/** The columns of one line, empty ones too; a field may stand more than once. */
export type LineWords = readonly {
  readonly field: FieldName
  readonly date: DateForm | undefined
  readonly text: string
}[]

type Described = Pick<
  HotListEntry,
  | 'categoryWords'
  | 'vehicle'
  | 'cautions'
  | 'notes'
  | 'ori'
  | 'plateYear'
  | 'listedOn'
  | 'expiresOn'
  | 'person'
>

const MOST_NOTES = 600
const MOST_CAUTIONS = 10

export function describeLine(words: LineWords, cautionWords: Readonly<Record<string, string>>): Described {
  const text = (field: FieldName) =>
    words.find((word) => word.field === field && word.text !== '')?.text ?? ''
  const all = (field: FieldName) =>
    words.filter((word) => word.field === field && word.text !== '').map((word) => word.text)
  const categoryWords = text('category').slice(0, 80)
  const listed = dateOf(words, 'listedOn')
  const expires = dateOf(words, 'expiresOn')
  const notes = [...all('notes'), ...listed.notes, ...expires.notes].join('; ').slice(0, MOST_NOTES)
  const person: ListedPerson = {
    ...given('name', text('personName'), 80),
    ...given('sex', text('sex'), 10),
    ...given('race', text('race'), 10),
    ...given('born', text('born'), 20),
  }
  const vehicle: ListedVehicle = {
    ...given('year', text('vehicleYear'), 10),
    ...given('make', text('make'), 40),
    ...given('model', text('model'), 40),
    ...given('style', text('style'), 40),
    ...given('colour', text('colour'), 40),
  }
  return {
    categoryWords,
    vehicle,
    cautions: cautions(all('caution'), `${categoryWords} ${notes}`, cautionWords),
    notes,
    ...given('ori', text('ori'), 20),
    ...given('plateYear', plateYear(words), 10),
    ...(listed.day === undefined ? {} : { listedOn: listed.day }),
    ...(expires.day === undefined ? {} : { expiresOn: expires.day }),
    ...(Object.keys(person).length === 0 ? {} : { person }),
  }
}

/** { [name]: text } without the key when the text is empty, since an absent field is shown as absent. */
function given<Name extends string>(name: Name, text: string, most: number): { [key in Name]?: string } {
  const field: { [key in Name]?: string } = {}
  if (text !== '') field[name] = text.slice(0, most)
  return field
}

/** A date that does not exist is not taken; what the list wrote goes into the notes. */
function dateOf(words: LineWords, field: 'listedOn' | 'expiresOn'): { day?: string; notes: string[] } {
  const word = words.find((one) => one.field === field && one.text !== '')
  if (word === undefined) return { notes: [] }
  const day = word.date === undefined ? -1 : parseDay(word.text, word.date)
  if (day > 0) return { day: isoDay(day), notes: [] }
  if (day === 0) return { notes: [] }
  return { notes: [`${field === 'listedOn' ? 'listed' : 'expires'} on "${word.text}", which is no date`] }
}

/** A plate's year, or its month where the list gives that ("0721" is 2021-07). */
function plateYear(words: LineWords): string {
  const word = words.find((one) => one.field === 'plateYear' && one.text !== '')
  if (word?.date === undefined) return word?.text ?? ''
  const day = parseDay(word.text, word.date)
  return day > 0 ? isoDay(day).slice(0, 7) : word.text
}

function cautions(
  listed: readonly string[],
  said: string,
  words: Readonly<Record<string, string>>,
): string[] {
  const upper = said.toUpperCase()
  const found = Object.entries(words).flatMap(([word, shown]) =>
    upper.includes(word.toUpperCase()) ? [shown] : [],
  )
  return [...new Set([...listed.map((text) => text.slice(0, 80)), ...found])].slice(0, MOST_CAUTIONS)
}
