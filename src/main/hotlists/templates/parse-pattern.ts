// A small reader of regular expressions, as far as their running time depends on it: which characters each
// piece takes, and how often. It takes less than JavaScript does; what it does not know it refuses.

/** Which ASCII characters a piece takes; the last place stands for all others. */
export type CharacterSet = Uint8Array

export type Piece =
  | { readonly kind: 'set'; readonly set: CharacterSet; readonly least: number; readonly most: number }
  | {
      readonly kind: 'group'
      readonly choices: readonly (readonly Piece[])[]
      readonly least: number
      readonly most: number
    }

const OTHERS = 128

/** Throws an Error that says what is not allowed. */
export function parsePattern(pattern: string): readonly (readonly Piece[])[] {
  let at = 0

  function choices(): Piece[][] {
    const found: Piece[][] = [[]]
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] === '|') {
        at += 1
        found.push([])
        continue
      }
      const piece = one()
      if (piece !== undefined) found.at(-1)?.push(piece)
    }
    return found
  }

  /** One piece with its quantifier; undefined for what takes no character (^ $ \b). */
  function one(): Piece | undefined {
    const character = pattern[at] ?? ''
    if (character === '(') return quantified(group())
    if (character === '[') return quantified(setPiece(bracket()))
    if (character === '\\') {
      const next = pattern[at + 1] ?? ''
      if (next === 'b' || next === 'B') {
        at += 2
        return undefined
      }
      return quantified(setPiece(escape()))
    }
    at += 1
    if (character === '^' || character === '$') return undefined
    return quantified(setPiece(character === '.' ? filled(1) : characters(character)))
  }

  function group(): Piece {
    at += 1
    const opening = /^\?(?:[:=!]|<[A-Za-z]\w*>)/.exec(pattern.slice(at))?.[0]
    if (opening !== undefined) at += opening.length
    else if (pattern[at] === '?')
      throw new Error('it looks behind or changes its flags, which is not allowed')
    const inside = choices()
    at += 1
    return { kind: 'group', choices: inside, least: 1, most: 1 }
  }

  function bracket(): CharacterSet {
    at += 1
    const isNegated = pattern[at] === '^'
    if (isNegated) at += 1
    const set = filled(0)
    while (at < pattern.length && pattern[at] !== ']') {
      const low = member()
      const isRange = pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length
      if (isRange) {
        at += 1
        addRange(set, low.code, member().code)
      } else merge(set, low.set)
    }
    at += 1
    return isNegated ? set.map((taken) => 1 - taken) : set
  }

  function member(): { set: CharacterSet; code: number } {
    if (pattern[at] === '\\') {
      const set = escape()
      return { set, code: set.indexOf(1) }
    }
    const character = pattern[at] ?? ''
    at += 1
    return { set: characters(character), code: character.charCodeAt(0) }
  }

  function escape(): CharacterSet {
    const next = pattern[at + 1] ?? ''
    at += 2
    if (/[1-9k]/.test(next)) throw new Error('it refers back to a group, which is not allowed')
    if (next === 'd') return characters('0123456789')
    if (next === 'D') return characters('0123456789').map((taken) => 1 - taken)
    if (next === 's') return characters(' \t\r\n\f\v', 1)
    if (next === 'S') return characters(' \t\r\n\f\v').map((taken) => 1 - taken)
    if (next === 'w') return characters('abcdefghijklmnopqrstuvwxyz0123456789_')
    if (next === 't') return characters('\t')
    if (/[A-Za-z0-9]/.test(next)) throw new Error(`it uses \\${next}, which is not allowed`)
    return characters(next)
  }

  function quantified(piece: Piece): Piece {
    const text = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(at))?.[0]
    if (text === undefined) return piece
    at += text.length
    const [least, most] = bounds(text)
    return { ...piece, least, most }
  }

  const found = choices()
  if (at < pattern.length) throw new Error('its brackets do not match')
  return found
}

function bounds(quantifier: string): [number, number] {
  if (quantifier.startsWith('*')) return [0, Infinity]
  if (quantifier.startsWith('+')) return [1, Infinity]
  if (quantifier.startsWith('?')) return [0, 1]
  const [least = '', most] = quantifier.replaceAll(/[{}?]/g, '').split(',')
  if (most === undefined) return [Number(least), Number(least)]
  return [Number(least), most === '' ? Infinity : Number(most)]
}

function setPiece(set: CharacterSet): Piece {
  return { kind: 'set', set, least: 1, most: 1 }
}

function filled(taken: number): CharacterSet {
  return new Uint8Array(OTHERS + 1).fill(taken)
}

function characters(text: string, others = 0): CharacterSet {
  const set = filled(0)
  set[OTHERS] = others
  for (const character of text) addRange(set, character.charCodeAt(0), character.charCodeAt(0))
  return set
}

/** Adds both cases: patterns are tried without regard to case. */
function addRange(set: CharacterSet, low: number, high: number): void {
  for (let code = low; code <= Math.min(high, OTHERS - 1); code += 1) {
    const character = String.fromCharCode(code)
    set[code] = 1
    set[character.toUpperCase().charCodeAt(0)] = 1
    set[character.toLowerCase().charCodeAt(0)] = 1
  }
  if (high >= OTHERS) set[OTHERS] = 1
}

function merge(into: CharacterSet, from: CharacterSet): void {
  from.forEach((taken, code) => {
    if (taken === 1) into[code] = 1
  })
}
