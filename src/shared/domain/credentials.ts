// What is kept of somebody's factors, in the core and in a department's roster. None of it goes to a console.
import { z } from 'zod'

const MOST_MEMORY_KIB = 262_144
const MOST_PASSES = 10

/** A PHC string of argon2id at a cost that a car can check: at most 256 MiB, ten passes, eight lanes. */
export const PasswordHash = z
  .string()
  .regex(/^\$argon2id\$v=19\$m=\d{4,6},t=\d{1,2},p=[1-8]\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/)
  .refine((text) => {
    const cost = /m=(\d+),t=(\d+)/.exec(text)
    return Number(cost?.[1]) <= MOST_MEMORY_KIB && Number(cost?.[2]) <= MOST_PASSES
  }, 'more cost than a car can check')

/** Base 32; 160 bits or more. */
export const TotpSecret = z.string().regex(/^[A-Z2-7]{32,128}$/)

/** SHA-256 of a code of 80 random bits. */
export const CodeHash = z.string().regex(/^[0-9a-f]{64}$/)

const Base64Url = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/)

/** A registered security key. Nothing of it is secret. */
export const StoredKey = z.strictObject({
  id: Base64Url,
  /** COSE form. */
  publicKey: Base64Url,
  /** Rises with each use of a key that counts; stays 0 with one that does not. */
  counter: z.int().nonnegative(),
  transports: z.array(z.string().max(20)).max(10),
  /** What its holder calls it. */
  name: z.string().min(1).max(40),
})
export type StoredKey = z.infer<typeof StoredKey>
