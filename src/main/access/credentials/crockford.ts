// Codes that people read, say over the radio and type: Crockford's base 32, which has no I, L, O and U.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 4

/** Characters for bytes, five bits each; the last one is filled up with zeros. */
export function toCrockford(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (5 - bits)) & 31)
}

/** The bytes of such characters, or undefined where one is none of them or the filling is not zero. */
export function fromCrockford(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value === -1) return undefined
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
    }
    held &= (1 << bits) - 1
  }
  return held === 0 && bits < 5 ? Uint8Array.from(bytes) : undefined
}

/** Groups of four, with dashes. */
export function inGroups(text: string): string {
  return text.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''
}

/** What was meant by what was typed: case, spaces and dashes do not count, O is 0, I and L are 1. */
export function asTyped(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}

/** Bits of a code that nobody guesses, even with its hash in hand: 2^80 SHA-256 are out of reach. */
const CODE_BYTES = 10

/** A code of 80 random bits, 16 characters in groups of four. */
export function newCode(): string {
  return inGroups(toCrockford(randomBytes(CODE_BYTES)))
}

/** What is kept of a code. A slow hash adds nothing to 80 random bits. `use` keeps codes of one kind to it. */
export function hashCode(use: string, code: string): string {
  return createHash('sha256')
    .update(`lookout ${use}\n${asTyped(code)}`)
    .digest('hex')
}

/** Equality in a time that does not tell where two texts differ. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other))
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
