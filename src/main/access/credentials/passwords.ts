// Passwords as they are kept: argon2id, salted, never readable again.
import { hash, verify } from '@node-rs/argon2'
import { PasswordHash } from '#shared/domain/credentials.ts'

/**
 * The second of the two settings that RFC 9106 section 4 recommends: 64 MiB, three passes, four lanes. Above the
 * least that OWASP names (19 MiB, two passes, one lane). The library's default is argon2id with 16 bytes of salt.
 */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 4 }

/** Kept as a PHC string; the whole password counts, in its NFKC form, so that keyboards do not matter. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), COST)
}

/** Whether it is the password of this hash. False for what is no hash of ours. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  if (!PasswordHash.safeParse(phc).success) return false
  return verify(phc, normalised(password))
}

/** Takes as long as checking a password does, so that the time does not tell which accounts there are. */
export async function wastePasswordTime(password: string): Promise<void> {
  await hash(normalised(password), COST)
}

function normalised(password: string): string {
  return password.normalize('NFKC')
}
