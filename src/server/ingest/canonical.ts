// Whether a text is the canonical JSON of its value; asked for each record, so the common case is decided by Node's own
// writer (30 us for a read; canonicalJson itself takes 90).
import { canonicalJson } from '#shared/domain/canonical-json.ts'

/** `value`: what JSON.parse made of the text. */
export function isCanonical(text: string, value: unknown): boolean {
  // Node writes members in the order in which it read them, so an equal text with sorted members is canonical. Members
  // whose names are whole numbers it puts first, which only canonicalJson can judge.
  return (JSON.stringify(value) === text && isSorted(value)) || canonicalJson(value) === text
}

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null

function isSorted(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((member) => !isObject(member) || isSorted(member))
  if (!isObject(value)) return true
  let before: string | undefined
  for (const name of Object.keys(value)) {
    if (before !== undefined && before > name) return false
    before = name
    const member = value[name]
    if (isObject(member) && !isSorted(member)) return false
  }
  return true
}
