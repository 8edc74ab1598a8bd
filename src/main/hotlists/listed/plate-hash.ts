// The hash of a folded plate: the order of a list on disk and the key of its index in memory. Tabulation
// hashing: one random number for each character at each position, all XORed, so that the hash of a plate with
// one character replaced takes two steps and no string. The tables come from the installation's key, so a list
// cannot be written to make its plates collide.
import { hkdfSync } from 'node:crypto'
import { foldLookalikes, PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { CONFUSIONS } from './confusions.ts'

/** A hash of 64 bits in two unsigned halves. */
export type HashHalves = { high: number; low: number }

export type PlateHash = {
  /** The hash of the folded plate. O and 0, I and 1 have one number each, so `plate` need not be folded. */
  of(plate: string, into: HashHalves): void
  /** The same of a plate that stands in bytes[start..end). */
  ofBytes(bytes: Uint8Array, start: number, end: number, into: HashHalves): void
  /** Calls `look` with the hash of every one-confusion neighbour; returns how many there were. */
  eachConfusion(plate: string, look: (high: number, low: number) => void): number
}

const POSITIONS = 10
/** Codes of '0' to 'Z' less that of '0' are below 43; 64 makes the place of a number a shift. */
const SLOTS = 64
const FIRST_CODE = 48

/** `key` is the installation's 32 bytes; the same key gives the same hashes, so versions can be compared. */
export function createPlateHash(key: Uint8Array): PlateHash {
  const random = new DataView(
    hkdfSync('sha256', key, '', 'lookout hot list plate hash', POSITIONS * PLATE_CHARACTERS.length * 8),
  )
  const high = new Uint32Array(POSITIONS * SLOTS)
  const low = new Uint32Array(POSITIONS * SLOTS)
  for (let position = 0; position < POSITIONS; position += 1) {
    for (const character of PLATE_CHARACTERS) {
      const place = PLATE_CHARACTERS.indexOf(foldLookalikes(character))
      const at = (position * PLATE_CHARACTERS.length + place) * 8
      high[slot(position, character.charCodeAt(0))] = random.getUint32(at, true)
      low[slot(position, character.charCodeAt(0))] = random.getUint32(at + 4, true)
    }
  }
  const confused = confusedCodes()

  function of(plate: string, into: HashHalves): void {
    let h = 0
    let l = 0
    for (let position = 0; position < plate.length; position += 1) {
      const at = slot(position, plate.charCodeAt(position))
      h ^= high[at] ?? 0
      l ^= low[at] ?? 0
    }
    into.high = h >>> 0
    into.low = l >>> 0
  }

  function ofBytes(bytes: Uint8Array, start: number, end: number, into: HashHalves): void {
    let h = 0
    let l = 0
    for (let at = start; at < end; at += 1) {
      const place = slot(at - start, bytes[at] ?? 0)
      h ^= high[place] ?? 0
      l ^= low[place] ?? 0
    }
    into.high = h >>> 0
    into.low = l >>> 0
  }

  const whole: HashHalves = { high: 0, low: 0 }
  return {
    of,
    ofBytes,
    eachConfusion(plate, look) {
      of(plate, whole)
      let count = 0
      for (let position = 0; position < plate.length; position += 1) {
        const code = plate.charCodeAt(position)
        const from = slot(position, code)
        for (const other of confused[code - FIRST_CODE] ?? []) {
          const to = slot(position, other)
          look(
            (whole.high ^ (high[from] ?? 0) ^ (high[to] ?? 0)) >>> 0,
            (whole.low ^ (low[from] ?? 0) ^ (low[to] ?? 0)) >>> 0,
          )
          count += 1
        }
      }
      return count
    },
  }
}

function slot(position: number, code: number): number {
  return position * SLOTS + (code - FIRST_CODE)
}

/** For each character code (less that of '0') the codes of what it may be mistaken for. */
function confusedCodes(): readonly (readonly number[])[] {
  const codes: number[][] = Array.from({ length: SLOTS }, () => [])
  for (const character of PLATE_CHARACTERS) {
    const others = CONFUSIONS.get(foldLookalikes(character)) ?? ''
    codes[character.charCodeAt(0) - FIRST_CODE] = Array.from(others, (other) => other.charCodeAt(0))
  }
  return codes
}
