// Release codes: a locked car is told over the radio that an administrator releases the account (CJIS AC-7). The
// code is a MAC over the car's challenge, because a signature has 103 characters (docs/decisions/0014-sign-in.md).
import { createHmac, randomBytes } from 'node:crypto'
import { asTyped, inGroups, isSame, toCrockford } from './crockford.ts'
import { readReleaseKey } from './release-key.ts'

const CHALLENGE_BYTES = 5
/** 80 bits: one guess a second for a century finds it with a chance of one in 10^14. */
const CODE_BYTES = 10

/** What the lock screen shows. A new one is made with each lock, so that a code fits one lock only. */
export function newChallenge(): string {
  return inGroups(toCrockford(randomBytes(CHALLENGE_BYTES)))
}

/**
 * The code for one challenge of one account. `releaseKey` is the car's key, as bytes or as writeReleaseKey wrote
 * it. Throws an Error when it is neither.
 */
export function releaseCodeFor(releaseKey: Uint8Array | string, badge: string, challenge: string): string {
  const key = typeof releaseKey === 'string' ? readReleaseKey(releaseKey) : releaseKey
  // Badge numbers are one and the same in upper and lower case, and O and 0 of them are not.
  const asked = `lookout release 1\n${badge.trim().toUpperCase()}\n${asTyped(challenge)}`
  const mac = createHmac('sha256', key).update(asked).digest()
  return inGroups(toCrockford(mac.subarray(0, CODE_BYTES)))
}

export function isReleaseCode(
  releaseKey: Uint8Array | string,
  badge: string,
  challenge: string,
  code: string,
): boolean {
  return isSame(asTyped(releaseCodeFor(releaseKey, badge, challenge)), asTyped(code))
}
