// One-time codes of an authenticator (RFC 6238). SHA-1, six digits and 30 seconds, since common authenticators
// silently ignore anything else that an address asks for; HMAC does not need the collision resistance SHA-1 lacks.
import { Secret, TOTP } from 'otpauth'

/** RFC 4226 section 4, R6: 160 bits. */
const SECRET_BYTES = 20
const STEP_MS = 30_000
/** Steps that the clocks of car and authenticator may lie apart (RFC 6238 section 5.2 recommends one). */
const WINDOW = 1
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 }

/** A new secret in base 32, and the otpauth: address that an authenticator reads it from. */
export function newTotp(account: string, issuer: string): { secret: string; address: string } {
  const totp = new TOTP({ ...FORM, issuer, label: account, secret: new Secret({ size: SECRET_BYTES }) })
  return { secret: totp.secret.base32, address: totp.toString() }
}

/**
 * The time step whose code this is, undefined when it is none within the window, or none that is newer than
 * `lastStep`: whoever keeps the step sees to it that a code works once (CJIS IA-5 j: replay-resistant).
 */
export function checkTotp(
  secret: string,
  code: string,
  at: number,
  lastStep: number | undefined,
): number | undefined {
  const token = code.replaceAll(/\s/g, '')
  if (!/^[0-9]{6}$/.test(token)) return undefined
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) })
  const now = Math.floor(at / STEP_MS)
  let found: number | undefined
  for (let step = Math.max(now - WINDOW, 0); step <= now + WINDOW; step += 1) {
    const isItsCode = totp.validate({ token, timestamp: step * STEP_MS, window: 0 }) === 0
    if (isItsCode && (lastStep === undefined || step > lastStep)) found ??= step
  }
  return found
}
