// The state's column: alphabetic, so that a zero in it is a mistyped O ("0H", "M0") and is undone here and
// nowhere else (facts.md 3a, importer rule 4). Codes of other issuers (ON, MX) are kept as they are.
import { StateCode } from '#shared/domain/states.ts'
import { cleanText, comparable } from './field-text.ts'

type StateText = {
  /** One of the 51 or another issuer's code; '' when the column is empty. */
  readonly state: string
  readonly mended: string
  /** Why the line must be refused, or ''. */
  readonly fault: string
}

export type ReadState = (bytes: Buffer, from: number, to: number) => StateText

const NONE: StateText = { state: '', mended: '', fault: '' }

/** Texts that were seen are kept, at most so many: a hostile file has a new one on every line. */
const MOST_KEPT = 5000

export function compileStates(codes: Readonly<Record<string, string>>): ReadState {
  const byCode = new Map(Object.entries(codes).map(([code, state]) => [comparable(code), state]))
  const ofTwo: (StateText | undefined)[] = Array.from({ length: WIDTH * WIDTH })
  const ofMore = new Map<string, StateText>()
  return (bytes, from, to) => {
    if (to <= from) return NONE
    const pair = to - from === 2 ? pairOf(bytes[from] ?? 0, bytes[from + 1] ?? 0) : -1
    if (pair >= 0) {
      const known = ofTwo[pair]
      if (known !== undefined) return known
      const read = stateOf(bytes.toString('latin1', from, to), byCode)
      ofTwo[pair] = read
      return read
    }
    const text = bytes.toString('utf8', from, to)
    const known = ofMore.get(text)
    if (known !== undefined) return known
    const read = stateOf(text, byCode)
    if (ofMore.size >= MOST_KEPT) ofMore.clear()
    ofMore.set(text, read)
    return read
  }
}

/** The characters from 0 to Z: nearly every state is two of them. */
const FIRST = 48
const WIDTH = 43

function pairOf(high: number, low: number): number {
  const isPair = high >= FIRST && high < FIRST + WIDTH && low >= FIRST && low < FIRST + WIDTH
  return isPair ? (high - FIRST) * WIDTH + (low - FIRST) : -1
}

function stateOf(text: string, byCode: ReadonlyMap<string, string>): StateText {
  const written = cleanText(text).toUpperCase()
  const mapped = byCode.get(comparable(written))
  if (mapped !== undefined) return { state: mapped, mended: '', fault: '' }
  if (StateCode.safeParse(written).success) return { state: written, mended: '', fault: '' }
  if (!/^[A-Z0]{2,10}$/.test(written) || /^0+$/.test(written)) {
    return { state: '', mended: '', fault: 'it is not a code of two to ten letters' }
  }
  const state = written.replaceAll('0', 'O')
  return { state, mended: state === written ? '' : `state ${written} to ${state}`, fault: '' }
}
