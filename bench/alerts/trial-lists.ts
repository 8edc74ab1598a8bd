// The lists of the trials: plates made up in the forms of the states, some of the true plates, and what makes it hard.
import { closeSync, openSync, writeSync } from 'node:fs'
import { confusions } from '#main/hotlists/listed/index.ts'
import { foldLookalikes } from '#shared/domain/plate.ts'
import { STATE_CODES } from '#shared/domain/states.ts'
import { madeUpPlate, seededRandom } from '../hotlist/made-up-plates.ts'
import type { Vehicle } from './vehicles.ts'

/**
 * sparse: made-up plates and half of the true ones. crowded: besides, a third of the plates one likely confusion
 * away from every true plate. otherState: besides, the true plates of the other half, in states that are not theirs
 * (the Aurora case).
 */
export const LIST_KINDS = ['sparse', 'crowded', 'otherState'] as const
export type ListKind = (typeof LIST_KINDS)[number]

export type TrialList = {
  readonly kind: ListKind
  readonly seed: number
  /** The true plates of this half of the vehicles are listed; of the other half they are not. */
  readonly half: 0 | 1
  /** Made-up plates. */
  readonly entries: number
}

const PIECE_CHARACTERS = 1_000_000
const ONE_IN_CROWD = 3
export type WrittenList = { readonly isListed: readonly boolean[] }

/** Writes the list as CSV with column names and tells of which vehicles the true plate is on it. */
export function writeTrialList(file: string, list: TrialList, vehicles: readonly Vehicle[]): WrittenList {
  const { kind, seed, half, entries } = list
  const random = seededRandom(1000 + seed)
  const isListed = halves(vehicles, seed).map((own) => own === half)
  const truths = new Set(
    vehicles.flatMap(({ truth }) => (truth === undefined ? [] : foldLookalikes(truth.plate))),
  )
  const fd = openSync(file, 'wx')
  let piece = 'plate,state,category\n'
  const add = (plate: string, state: string | undefined): void => {
    piece += `${plate},${state ?? ''},Stolen vehicle\n`
    if (piece.length < PIECE_CHARACTERS) return
    writeSync(fd, piece)
    piece = ''
  }
  for (let number = 0; number < entries; number += 1) {
    const { plate, state } = madeUpPlate(random)
    if (!truths.has(foldLookalikes(plate))) add(plate, state)
  }
  for (const [index, { truth }] of vehicles.entries()) {
    if (truth === undefined) continue
    const state = STATE_CODES.find((code) => code === truth.state)
    if (isListed[index] === true) add(truth.plate, state)
    else if (kind === 'otherState' && state !== undefined) add(truth.plate, anotherState(state, random))
    if (kind !== 'crowded') continue
    for (const near of confusions(truth.plate)) {
      if (random(ONE_IN_CROWD) === 0 && !truths.has(near)) add(near, state)
    }
  }
  writeSync(fd, piece)
  closeSync(fd)
  return { isListed }
}

/** The half that each vehicle belongs to; vehicles of one plate belong to one. Without a plate: none. */
function halves(vehicles: readonly Vehicle[], seed: number): (0 | 1 | undefined)[] {
  const random = seededRandom(seed)
  const known = new Map<string, 0 | 1>()
  return vehicles.map(({ truth }) => {
    if (truth === undefined) return undefined
    const plate = foldLookalikes(truth.plate)
    const half = known.get(plate) ?? (random(2) === 0 ? 0 : 1)
    known.set(plate, half)
    return half
  })
}

function anotherState(state: string, random: (below: number) => number): string {
  const others = STATE_CODES.filter((code) => code !== state)
  return others[random(others.length)] ?? state
}
