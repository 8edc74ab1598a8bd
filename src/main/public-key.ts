import { createPublicKey, type KeyObject } from 'node:crypto'
import { refuse } from './refused.ts'

/** What a public key must be, in words for a person, and what he does when it is not. */
export type WantedKey = {
  readonly is: (key: KeyObject) => boolean
  readonly what: string
  readonly next: string
}

export const isP256 = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'

/** A public key from the PEM text that a person or a car gave; refused with words when it is another thing. */
export function readPublicKey(pem: string, { is, what, next }: WantedKey): KeyObject {
  // Node would make the public key out of a private one, which has no business here.
  if (pem.includes('PRIVATE')) throw refuse('a public key: this is a private one', next)
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    throw refuse('a public key in PEM form', next)
  }
  if (!is(key)) throw refuse(what, next)
  return key
}
