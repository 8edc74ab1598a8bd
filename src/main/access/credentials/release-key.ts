// A car's release key as it is printed for the department's safe, with a checksum against slips of the pen.
import { createHash } from 'node:crypto'
import { asTyped, fromCrockford, inGroups, toCrockford } from './crockford.ts'

const KEY_BYTES = 32
const KEY_CHARACTERS = Math.ceil((KEY_BYTES * 8) / 5)
const CHECK_CHARACTERS = 4

/** The key in 14 groups of four characters; the last group is the checksum. */
export function writeReleaseKey(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) throw new Error(`A release key has ${KEY_BYTES} bytes, not ${key.length}.`)
  return inGroups(toCrockford(key) + checksum(key))
}

/** The key of such a text. Throws an Error that does not repeat the text when it is not whole. */
export function readReleaseKey(text: string): Uint8Array {
  const typed = asTyped(text)
  const key = fromCrockford(typed.slice(0, KEY_CHARACTERS))
  if (key?.length !== KEY_BYTES || typed.slice(KEY_CHARACTERS) !== checksum(key)) {
    throw new Error('This is not a release key, or a character of it is wrong.')
  }
  return key
}

/** 20 bits: one wrong text in a million passes. */
function checksum(key: Uint8Array): string {
  const digest = createHash('sha256').update('lookout release key\n').update(key).digest()
  return toCrockford(digest.subarray(0, 3)).slice(0, CHECK_CHARACTERS)
}
