// What somebody proves himself by: passwords, one-time codes, recovery codes, security keys, and the codes that an
// administrator hands over. Pure functions over what the accounts keep; docs/decisions/0014-sign-in.md has the why.
export { isEnrolmentCode, newEnrolmentCode } from './enrolment-codes.ts'
export { passwordFault } from './password-fault.ts'
export { hashPassword, verifyPassword, wastePasswordTime } from './passwords.ts'
export { findRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
export { isReleaseCode, newChallenge, releaseCodeFor } from './release-codes.ts'
export { readReleaseKey, writeReleaseKey } from './release-key.ts'
export { registrationOptions, signInOptions, verifyRegistration, verifySignIn } from './security-keys.ts'
export { checkTotp, newTotp } from './totp.ts'
export { StoredKey } from '#shared/domain/credentials.ts'
