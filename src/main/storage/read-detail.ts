// The part of a read that is never searched, as the JSON text of its row. Positions and candidates are
// written as short lists: half the bytes of their objects, and a row is a read's main cost on disk.
import type { PlateCandidate, PlatePosition, Read } from '#shared/domain/read.ts'

/** What the row has columns for. */
export type ReadColumns = Pick<
  Read,
  'id' | 'sequence' | 'capturedAt' | 'cameraId' | 'plate' | 'cropHash' | 'contextHash' | 'canvassId'
>

type Rest = Omit<Read, keyof ReadColumns | 'positions' | 'candidates'>

type Written = Rest & {
  /** Character, its probability, the alternatives as one string, the probability of each. */
  readonly positions: readonly [string, number, string, ...number[]][]
  readonly candidates: readonly [string, number][]
}

export function writeDetail(read: Rest & Pick<Read, 'positions' | 'candidates'>): string {
  const written: Written = {
    ...read,
    positions: read.positions.map(({ character, probability, alternatives }) => [
      character,
      probability,
      alternatives.map((other) => other.character).join(''),
      ...alternatives.map((other) => other.probability),
    ]),
    candidates: read.candidates.map(({ plate, probability }) => [plate, probability]),
  }
  return JSON.stringify(written)
}

/**
 * Not checked again: every row was checked before it was written, SQLite's pages are authenticated, and
 * the contract checks what leaves the core. Checking a hundred reads here took 5 ms of the core's time.
 */
export function readDetail(detail: string, columns: ReadColumns): Read {
  const { positions, candidates, ...rest }: Written = JSON.parse(detail)
  return {
    ...rest,
    ...columns,
    positions: positions.map(toPosition),
    candidates: candidates.map(toCandidate),
  }
}

function toPosition([
  character,
  probability,
  others,
  ...chances
]: Written['positions'][number]): PlatePosition {
  const alternatives = chances.map((chance, index) => ({
    character: others.charAt(index),
    probability: chance,
  }))
  return { character, probability, alternatives }
}

function toCandidate([plate, probability]: Written['candidates'][number]): PlateCandidate {
  return { plate, probability }
}
