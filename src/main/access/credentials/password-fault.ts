// What a new password may not be, and why (NIST SP 800-63B 5.1.1.2, CJIS IA-5(1)(a)): too short, or among what is
// guessed first. No rules of composition and no hints, as both texts forbid them.
import { dictionary } from '@zxcvbn-ts/language-common'

/** Words that are near at hand in this product and at an agency. */
const NEAR_WORDS = [
  'lookout',
  'alpr',
  'anpr',
  'plate',
  'license',
  'police',
  'sheriff',
  'deputy',
  'officer',
  'sergeant',
  'lieutenant',
  'detective',
  'trooper',
  'patrol',
  'department',
  'village',
  'county',
  'illinois',
  'kansas',
  'leads',
  'ncic',
  'kcjis',
  'dispatch',
  'badge',
  'cruiser',
  'squad',
]

/** What fingers run along, both ways. */
const ROWS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'].flatMap((row) => [
  row,
  Array.from(row).toReversed().join(''),
])

/** Fewer letters, and fewer digits, beside somebody's own words are no password: a year or a date is soon guessed. */
const OWN_LETTERS = 4
const OWN_DIGITS = 7

let listed: ReadonlySet<string> | undefined

/** The common passwords of the library, some 49,000; made ready when the first password is set. */
function isListed(text: string): boolean {
  listed ??= new Set(dictionary['passwords-common'].map((word) => word.toLowerCase()))
  return listed.has(text)
}

/**
 * Why a password may not be used, in words for its owner, or undefined. `about` is what others know of the person
 * and the agency: badge number, name, the agency's name.
 */
export function passwordFault(
  password: string,
  rules: { readonly leastCharacters: number },
  about: readonly string[],
): string | undefined {
  const text = password.normalize('NFKC')
  const { length } = Array.from(text)
  if (length < rules.leastCharacters) {
    return `a password of at least ${rules.leastCharacters} characters: this one has ${length}`
  }
  const plain = text.toLowerCase()
  if (isListed(plain)) return 'another password: this one is on the list of those that are guessed first'
  const word = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (word.length >= OWN_LETTERS && isListed(word)) {
    return 'another password: without the digits and signs around it, this one is on the list of those that are guessed first'
  }
  if (isRow(plain)) return 'another password: this one is a row or a repetition of a few characters'
  if (isAbout(plain, about)) {
    return 'another password: this one is made of a name, a badge number or a word of the agency or this product'
  }
  return undefined
}

/** 9876..., abcd..., asdfgh..., or a short piece again and again, also where the piece is a listed word. */
function isRow(plain: string): boolean {
  const isInRow = ROWS.some((row) => row.repeat(Math.ceil(plain.length / row.length) + 1).includes(plain))
  if (isInRow) return true
  for (let size = 1; size <= plain.length / 2; size += 1) {
    const piece = plain.slice(0, size)
    const isRepeated = piece.repeat(Math.ceil(plain.length / size)).startsWith(plain)
    if (isRepeated && (size <= 3 || isListed(piece))) return true
  }
  return false
}

/** Whether next to nothing is left of it without the words that others know. */
function isAbout(plain: string, about: readonly string[]): boolean {
  const known = [...about, ...about.flatMap((words) => words.split(/[^\p{L}\p{N}]+/u)), ...NEAR_WORDS]
    .map((word) => word.normalize('NFKC').toLowerCase().trim())
    .filter((word) => word.length >= 2)
    .toSorted((one, other) => other.length - one.length)
  let rest = plain
  for (const word of known) rest = rest.replaceAll(word, ' ')
  const left = (kind: RegExp): number => rest.replaceAll(kind, '').length
  return rest !== plain && left(/[^\p{L}]/gu) < OWN_LETTERS && left(/\P{N}/gu) < OWN_DIGITS
}
