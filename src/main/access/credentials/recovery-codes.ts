// Recovery codes: the second factor of somebody whose authenticator is lost or broken. Each works once.
import { hashCode, isSame, newCode } from './crockford.ts'

const COUNT = 10
const USE = 'recovery'

/** The codes, shown once, and what is kept of them. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: COUNT }, newCode)
  return { codes, hashes: codes.map((code) => hashCode(USE, code)) }
}

/** The place of the code among the hashes; whoever uses it removes that hash. All are compared, found or not. */
export function findRecoveryCode(hashes: readonly string[], code: string): number | undefined {
  const hash = hashCode(USE, code)
  const matches = hashes.map((one) => isSame(one, hash))
  const place = matches.indexOf(true)
  return place === -1 ? undefined : place
}
