// Reasons that officers give: a reason field alone stops no misuse, and one filled with nothing stops less
// (facts.md finding 4). What is no reason is refused where it is typed and where it is kept.

/** Phrases that fit every case and so say nothing of this one. */
const BOILERPLATE: ReadonlySet<string> = new Set([
  'investigation',
  'police business',
  'official business',
  'official use',
  'law enforcement',
  'law enforcement purposes',
  'suspicious vehicle',
  'suspicious person',
  'as requested',
  'per request',
  'see report',
  'see notes',
  'not applicable',
  'no reason',
  'because',
  'testing',
  'asdf',
  'qwerty',
])

/** Why the words are no reason, or undefined. `atLeast` counts characters without the spaces around them. */
export function reasonFault(words: string, atLeast: number): string | undefined {
  const plain = words.trim()
  if (plain.length < atLeast) return `a reason of at least ${atLeast} characters`
  const letters = plain.toLowerCase().replaceAll(/[^a-z0-9 ]/g, '')
  const different = new Set(letters.replaceAll(' ', ''))
  if (different.size < 4) return 'a reason in words'
  // The same phrase again and again, or with a full stop behind it, is still that phrase.
  const parts = letters.split(' ').filter((part) => part !== '')
  const once = [...new Set(parts)].join(' ')
  if (BOILERPLATE.has(once) || (parts.length > 1 && new Set(parts).size === 1)) {
    return 'a reason of this case: these words fit every case'
  }
  return undefined
}
