// Tells before a pattern is ever used whether some line could keep it busy: JavaScript's regular expressions
// cannot be stopped. What may repeat within a repetition is refused, and the rest by an upper bound of the ways
// in which its repetitions can share out a line between them.
import { MATCHED_BYTES } from './layouts/pattern.ts'
import { parsePattern, type CharacterSet, type Piece } from './parse-pattern.ts'

/** Measured: 0.2 s on the worst of lines. Two parts may share a line of 512 between them, three may not. */
const MOST_TRIES = 20_000_000
const TOO_MANY_TRIES =
  'it may take too long on some lines: begin it with ^, and put something that a repeated part cannot take after it'

/** `isSure`: it is not within a choice or an optional group, so what stands before it can rely on it. */
type Item = { set: CharacterSet; least: number; most: number; isSure: boolean }

/** Why the pattern is not allowed, or ''. */
export function patternFault(pattern: string): string {
  try {
    return mostTries(pattern) > MOST_TRIES ? TOO_MANY_TRIES : ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * An upper bound of the tries that one line can cost: the ways to divide it between the repeated parts, times
 * the longest of the parts that end where they must, since those are gone through each time. Throws what is
 * not allowed at all.
 */
function mostTries(pattern: string): number {
  const choices = parsePattern(pattern)
  const items: Item[] = []
  let ways = choices.length
  for (const pieces of choices) {
    const flat = flatten(pieces, choices.length > 1)
    items.push(...flat.items)
    ways *= flat.ways
  }
  const isAnchored = pattern.startsWith('^') && choices.length === 1
  if (!isAnchored) ways *= MATCHED_BYTES
  let longest = 1
  items.forEach((item, place) => {
    const lengths = Math.min(item.most, MATCHED_BYTES) - item.least + 1
    if (lengths <= 1 || takesTheRest(items, place)) return
    if (isPinned(items, place)) longest = Math.max(longest, lengths)
    else ways *= lengths
  })
  return ways * longest
}

/** A last part that takes any character cannot fail once it is reached. */
function takesTheRest(items: readonly Item[], place: number): boolean {
  return place === items.length - 1 && (items[place]?.set.every((taken) => taken === 1) ?? false)
}

/**
 * Pieces in a row without their groups. What is in a choice may be left out, so it cannot be relied on to end
 * the piece before it.
 */
function flatten(pieces: readonly Piece[], mayBeLeftOut: boolean): { items: Item[]; ways: number } {
  const items: Item[] = []
  let ways = 1
  for (const piece of pieces) {
    if (piece.kind === 'set') {
      items.push({
        set: piece.set,
        least: piece.least,
        most: piece.most,
        isSure: !mayBeLeftOut && piece.least > 0,
      })
      continue
    }
    const isOptional = piece.least === 0 || piece.choices.length > 1 || mayBeLeftOut
    const inner: Item[] = []
    for (const choice of piece.choices) {
      const flat = flatten(choice, isOptional)
      inner.push(...flat.items)
      ways *= flat.ways
    }
    if (piece.most > 1) {
      if (piece.choices.length > 1 || hasVariable(piece)) {
        throw new Error('it repeats a group that itself repeats or chooses, which is not allowed')
      }
      items.push(repeated(inner, piece, !isOptional))
    } else {
      ways *= piece.choices.length + (piece.least === 0 ? 1 : 0)
      items.push(...inner)
    }
  }
  return { items, ways }
}

function hasVariable(piece: Piece): boolean {
  if (piece.kind === 'set') return piece.most > piece.least
  return piece.choices.some((choice) =>
    choice.some(
      (inner) =>
        inner.most > inner.least ||
        (inner.kind === 'group' && (inner.choices.length > 1 || hasVariable(inner))),
    ),
  )
}

/** A group of one length, repeated, as one item that takes any of its characters. */
function repeated(inner: readonly Item[], piece: Piece, isSure: boolean): Item {
  const set: CharacterSet = new Uint8Array(129)
  for (const item of inner)
    for (let code = 0; code < set.length; code += 1) if (item.set[code] === 1) set[code] = 1
  const length = inner.reduce((sum, item) => sum + item.most, 0)
  return { set, least: piece.least * length, most: piece.most * length, isSure }
}

/**
 * True when what follows settles where the item ends: a piece that must be there, and that takes none of the
 * item's characters, comes before any other piece that could take them.
 */
function isPinned(items: readonly Item[], place: number): boolean {
  const set = items[place]?.set
  for (const next of items.slice(place + 1)) {
    if (set === undefined || overlaps(set, next.set)) return false
    if (next.isSure) return true
  }
  return true
}

function overlaps(a: CharacterSet, b: CharacterSet): boolean {
  return a.some((taken, code) => taken === 1 && b[code] === 1)
}
