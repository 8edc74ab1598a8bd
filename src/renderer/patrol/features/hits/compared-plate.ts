// The three-way comparison of characters: listed, machine, seen. Differing and doubtful places come first.
import type { PlateCell } from '#renderer/ui/plate-text.tsx'
import { comparedCells, plainCells, readCells } from '#renderer/office/words/plate-cells.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { PlatePosition, Read } from '#shared/domain/read.ts'
import type { HitDraft } from './draft.ts'

export type ComparedPlate = {
  /** The listed plate, or a partial plate's pattern, which is not set place by place. */
  readonly listed: readonly PlateCell[]
  readonly read: readonly PlateCell[]
  /** Places in the order in which they are asked. */
  readonly order: readonly number[]
  /** What else the machine took the character of a place for, the likeliest. */
  readonly alternatives: readonly (string | undefined)[]
}

/** Listed and read plate under one another; for a partial plate only what was read. */
export function comparedPlate({ entry }: HotListMatch, { plate, positions }: Read): ComparedPlate {
  const machine = readCells(plate, positions)
  const { one, other } =
    entry.pattern === undefined
      ? comparedCells(plainCells(entry.plate), machine)
      : { one: plainCells(entry.pattern.replaceAll(/\s/g, '')), other: machine }
  const places = other.map((_, place) => place)
  const isFirst = (place: number): boolean => {
    const cell = other[place]
    return cell?.differs === true || cell?.isDoubtful === true
  }
  return {
    listed: one,
    read: other,
    order: [...places.filter(isFirst), ...places.filter((place) => !isFirst(place))],
    alternatives: alternativesOf(other, positions),
  }
}

function alternativesOf(
  cells: readonly PlateCell[],
  positions: readonly PlatePosition[],
): (string | undefined)[] {
  let at = -1
  return cells.map(({ character }) => {
    if (character !== undefined) at += 1
    return character === undefined ? undefined : positions[at]?.alternatives[0]?.character
  })
}

/** The next place that has not been confirmed; undefined when all are. */
export function nextPlace({ order }: ComparedPlate, { characters }: HitDraft): number | undefined {
  return order.find((place) => characters[place] === undefined)
}

/** The place that was confirmed last; undefined when none is. */
export function lastPlace({ order }: ComparedPlate, { characters }: HitDraft): number | undefined {
  return order.findLast((place) => characters[place] !== undefined)
}

/** The plate as seen: typed, or put together from the confirmed characters. */
export function seenPlate({ typed, characters }: HitDraft): string {
  return typed ?? characters.join('')
}

/** Characters with one more confirmed; '' where there is none on the car. */
export function withCharacter(
  { characters }: HitDraft,
  place: number,
  seen: string | undefined,
): (string | undefined)[] {
  const length = Math.max(characters.length, place + 1)
  return Array.from({ length }, (_, at) => (at === place ? seen : characters[at]))
}
