// The plates that a plate is likely to be mistaken for: one character replaced by one that looks like it.
import { foldLookalikes } from '#shared/domain/plate.ts'

/** Sets of characters that readers mistake for one another (facts.md 3d). */
const CONFUSED = ['0ODQ', '1ILT7', '2Z7', '5S', '8B', '6G', '37', '4A', 'VY', 'UV', 'CG', 'EF', 'MNWH', 'PR']

/** For each folded character those that it may be mistaken for, folded as well and without itself. */
export const CONFUSIONS: ReadonlyMap<string, string> = collectConfusions()

function collectConfusions(): Map<string, string> {
  const found = new Map<string, Set<string>>()
  for (const set of CONFUSED.map(foldLookalikes)) {
    for (const character of set) {
      const others = found.get(character) ?? new Set()
      for (const other of set) if (other !== character) others.add(other)
      found.set(character, others)
    }
  }
  return new Map([...found].map(([character, others]) => [character, [...others].join('')]))
}

/** The folded plates that differ from the folded `plate` by one confusion at one position. */
export function* confusions(plate: string): Generator<string, void> {
  const folded = foldLookalikes(plate)
  for (let position = 0; position < folded.length; position += 1) {
    for (const other of CONFUSIONS.get(folded.charAt(position)) ?? '') {
      yield folded.slice(0, position) + other + folded.slice(position + 1)
    }
  }
}
