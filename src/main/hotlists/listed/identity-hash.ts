// Hashes that tell the entries of one plate apart; two entries of different plates are never compared by them.
import type { HashHalves } from './plate-hash.ts'
import type { ListedFacts } from './record.ts'

/** Between the fields, so that "AB" and "C" are not "A" and "BC". */
const SEPARATOR = 0x7c

/** Of plate, state, plate type, source and record number. */
export function hashIdentity(facts: ListedFacts, source: string, into: HashHalves): void {
  into.high = 0x2545f491
  into.low = 0x9e3779b9
  addText(into, source)
  addText(into, facts.plate)
  addText(into, facts.state)
  addText(into, facts.plateType)
  addText(into, facts.recordNumber)
  into.high = finish(into.high)
  into.low = finish(into.low ^ into.high)
}

const number: HashHalves = { high: 0, low: 0 }

/**
 * Of the record number alone. Where the list has none, of state and plate type: the two forms of a plate are
 * then those of one state.
 */
export function hashRecordNumber(facts: ListedFacts): number {
  number.high = 0x2545f491
  number.low = 0x9e3779b9
  if (facts.recordNumber === '') {
    addText(number, facts.state)
    addText(number, facts.plateType)
  } else addText(number, facts.recordNumber)
  return finish(number.high ^ finish(number.low))
}

function addText(into: HashHalves, text: string): void {
  let { high, low } = into
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 15
    low = Math.imul(low ^ code, 0xc2b2ae35)
    low ^= low >>> 13
  }
  into.high = Math.imul(high ^ SEPARATOR, 0x85ebca6b)
  into.low = Math.imul(low ^ SEPARATOR, 0xc2b2ae35)
}

/** MurmurHash3's last step: every bit of the sum counts in every bit of the result. */
function finish(sum: number): number {
  let mixed = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
