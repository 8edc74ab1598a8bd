// Reasons that officers give: a reason field alone stops no misuse, and one filled with nothing stops less
// (facts.md finding 4). What is no reason is refused where it is typed and where it is kept. A word list cannot tell
// whether a reason is true; it sees to it that something of this case is said, which a review can then ask about.

/** Words that fit every case. A reason of nothing else says nothing of this one. */
const FILLER: ReadonlySet<string> = new Set(
  [
    'a an the this that these it its is was are be been i me my we our us and or of for to in on at by with as per see from',
    'no none not na nil any all some other others various misc miscellaneous general unknown other etc applicable',
    'police law enforcement official legitimate lawful legal business use purpose purposes duty duties work job',
    'investigation investigations investigate investigating investigative criminal case cases matter incident ongoing',
    'active current currently routine patrol officer officers unit department agency shift',
    'check checks checking search searching searches lookup look looking up run running ran query queries inquiry',
    'plate plates license licence tag number vehicle vehicles car cars suspicious suspect person persons people subject',
    'request requests requested requesting required requires require needed need necessary reason reasons because',
    'report reports note notes below above info information intel data only just test testing tests',
    'asdf qwerty lorem ipsum foo bar abc xyz blah',
  ].flatMap((line) => line.split(' ')),
)

/** Rows of the keyboard and of the alphabet, both ways: what fingers type that are not asked anything. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '01234567890'].flatMap(
  (row) => [row, Array.from(row).toReversed().join('')],
)

/** Why the words are no reason, or undefined. `atLeast` counts characters without the spaces around them. */
export function reasonFault(words: string, atLeast: number): string | undefined {
  const plain = words.trim()
  if (plain.length < atLeast) return `a reason of at least ${atLeast} characters`
  const letters = plain
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (new Set(letters.replaceAll(' ', '')).size < 4 || !/\p{L}/u.test(letters)) return 'a reason in words'
  const parts = letters.split(' ')
  // The same word again and again is still that word.
  const isRepeated = parts.length > 1 && new Set(parts).size === 1
  return isRepeated || parts.every(saysNothing)
    ? 'a reason of this case: these words fit every case'
    : undefined
}

function saysNothing(word: string): boolean {
  if (word.length < 3 || FILLER.has(word)) return true
  if (word.length >= 4 && ROWS.some((row) => row.includes(word))) return true
  // Long words without a vowel, and one letter or pair over and over, are nobody's language.
  return /^[b-df-hj-np-tv-xz]{5,}$/.test(word) || /^(.{1,4})\1{2,}$/u.test(word)
}
