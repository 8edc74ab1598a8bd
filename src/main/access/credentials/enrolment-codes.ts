// Enrolment codes: handed over with a new account, so that nobody else sets its password.
import { hashCode, isSame, newCode } from './crockford.ts'

const USE = 'enrolment'

/** The code, shown once, and what is kept of it. */
export function newEnrolmentCode(): { code: string; hash: string } {
  const code = newCode()
  return { code, hash: hashCode(USE, code) }
}

export function isEnrolmentCode(hash: string, code: string): boolean {
  return isSame(hash, hashCode(USE, code))
}
