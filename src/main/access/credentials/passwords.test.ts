import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { PasswordHash } from '#shared/domain/credentials.ts'
import { hashPassword, verifyPassword, wastePasswordTime } from './passwords.ts'

test('a password is kept as argon2id at the cost of RFC 9106, salted anew each time', async () => {
  const [one, other] = await Promise.all([
    hashPassword('four seasons kept'),
    hashPassword('four seasons kept'),
  ])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(other).not.toBe(one)
  expect(PasswordHash.parse(one)).toBe(one)
  await expect(verifyPassword(one, 'four seasons kept')).resolves.toBe(true)
  await expect(verifyPassword(one, 'Four seasons kept')).resolves.toBe(false)
  await expect(verifyPassword(one, 'four seasons kept ')).resolves.toBe(false)
})

test('a hash that the reference implementation of argon2 made is known', async () => {
  // phc-winner-argon2 src/test.c: hashtest(0x13, 2, 16, 1, "password", "somesalt", ..., Argon2_id).
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  await expect(verifyPassword(reference, 'password')).resolves.toBe(true)
  await expect(verifyPassword(reference, 'passwore')).resolves.toBe(false)
})

test('a hash with less cost, as an older version made it, still opens', async () => {
  const older = await hash('four seasons kept', { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  await expect(verifyPassword(older, 'four seasons kept')).resolves.toBe(true)
})

test('the same characters open however a keyboard composes them', async () => {
  const kept = await hashPassword('caf\u00E9 \uFB01ne am Main')
  await expect(verifyPassword(kept, 'cafe\u0301 fine am Main')).resolves.toBe(true)
})

test('nothing is cut off: the 200th character counts', async () => {
  const long = `${'long winded '.repeat(16)}the end`
  const kept = await hashPassword(long)
  await expect(verifyPassword(kept, long)).resolves.toBe(true)
  await expect(verifyPassword(kept, `${long.slice(0, -1)}t`)).resolves.toBe(false)
})

test.each([
  ['nothing', ''],
  ['plain text', 'four seasons kept'],
  [
    'argon2i',
    '$argon2i$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  [
    'more memory than a car has',
    '$argon2id$v=19$m=999999,t=3,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  [
    'more passes than a car has time for',
    '$argon2id$v=19$m=65536,t=99,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
])('%s is no password hash, and no password fits it', async (_, text) => {
  expect(PasswordHash.safeParse(text).success).toBe(false)
  await expect(verifyPassword(text, 'four seasons kept')).resolves.toBe(false)
})

test('wasting time for an unknown account gives nothing away', async () => {
  await expect(wastePasswordTime('four seasons kept')).resolves.toBeUndefined()
})
