// Values of a policy in plain words, whatever their form: the texts are read by officers, not by programs.

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** "yes", "12", "characters, state", "least characters 8; most age days 365". */
export function valueWords(value: Json): string {
  if (value === null) return 'not set'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return plain(value)
  if (isList(value)) {
    if (value.length === 0) return 'none'
    return value.map(valueWords).join(value.every(isSimple) ? ', ' : ' | ')
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return 'none'
  return entries
    .map(([key, part]) => `${keyWords(key)}: ${valueWords(part)}`)
    .join(entries.every(([, part]) => isSimple(part) || isList(part)) ? '; ' : ' | ')
}

/** So much of a value stands in a table; the whole of it stands with its rule. */
const MOST = 160

export function shortValue(value: Json): string {
  const words = valueWords(value)
  return words.length <= MOST ? words : `${words.slice(0, MOST).trimEnd()} ... (open the rule)`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isSimple = (value: Json): boolean => typeof value !== 'object'

/** A word of the texts, such as "any-enforcement", as words; a sentence stays as it is. */
function plain(text: string): string {
  return /^[a-z0-9]+(?:[-_][a-z0-9]+)+$/.test(text) ? text.replaceAll(/[-_]/g, ' ') : text
}

/** "isCaseRequired" is "case required", "most_days" is "most days". */
function keyWords(key: string): string {
  const words = key
    .replaceAll(/[-_.]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.replace(/^(?:is|are|has) /, '')
}
