// A made file in NCIC's fixed form (facts.md 3a), written in pieces: a header and one line per entry.
import { closeSync, openSync, writeSync } from 'node:fs'
import { madeUpPlate, seededRandom, type MadeUpPlate } from './made-up-plates.ts'

const PIECE_CHARACTERS = 1_000_000
const KINDS = 'VVVVPPPWWMFCH'
const MAKES = ['CHEV', 'FORD', 'TOYT', 'HOND', 'NISS', 'DODG', 'JEEP', 'HYUN']

/** Writes `entries` entries of the seed to `file` and returns every so-many-th, at most `sample` of them. */
export function makeListFile(file: string, entries: number, seed: number, sample: number): MadeUpPlate[] {
  const random = seededRandom(seed)
  const every = Math.max(1, Math.ceil(entries / sample))
  const kept: MadeUpPlate[] = []
  const fd = openSync(file, 'wx')
  let piece = 'VEHICLE EXTRACT 20261122\n'
  for (let number = 0; number < entries; number += 1) {
    const made = madeUpPlate(random)
    if (number % every === 0) kept.push(made)
    piece += line(number, made, random(1 << 24))
    if (piece.length > PIECE_CHARACTERS) {
      writeSync(fd, piece)
      piece = ''
    }
  }
  writeSync(fd, piece)
  closeSync(fd)
  return kept
}

function line(number: number, { plate, state }: MadeUpPlate, various: number): string {
  const record = KINDS.charAt(various % KINDS.length) + String(number).padStart(9, '0')
  const year = 2005 + (various % 20)
  const make = MAKES[various % MAKES.length] ?? 'FORD'
  return `${record}IL0160000${year}0509${plate.padEnd(10)}${state}2026PC${year}${make}MAL4DBLK\n`
}
