// Security keys (FIDO2) as a second factor, where the host can: WebAuthn wants a web origin, which the browser host
// has and Electron's own scheme has not.
import { z } from 'zod'
import type { AuditLog } from '#main/audit/index.ts'
import type { AccountRow } from '#main/storage/accounts-repository.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Door } from '../host.ts'
import { refuse } from '../refused.ts'
import type { AccountBook } from './account-book.ts'
import {
  registrationOptions,
  signInOptions,
  StoredKey,
  verifyRegistration,
  verifySignIn,
} from './credentials/index.ts'
import type { Attempt, SignIn } from './sign-in.ts'

type Json = Record<string, z.core.util.JSONType>
const Json = z.record(z.string(), z.json())
type Response = Readonly<Record<string, unknown>>

type Options = {
  readonly book: AccountBook
  readonly signIn: SignIn
  readonly door: Door
  readonly audit: AuditLog
  readonly now: () => number
}

/** One console's: a challenge is answered where it was given, once. */
export function createSecurityKeys({ book, signIn, door, audit, now }: Options) {
  const { webAuthn } = door
  let challenge: string | undefined

  const keysOf = (accountId: string): StoredKey[] =>
    book.repository.keys(accountId).map(({ key }) => StoredKey.parse(JSON.parse(key)))

  function site() {
    if (webAuthn === undefined)
      throw refuse(
        'a console in a browser: security keys do not work in this window',
        'Use the code of your authenticator.',
      )
    return webAuthn
  }

  function takeChallenge(): string {
    const given = challenge
    challenge = undefined
    if (given === undefined) throw refuse('a fresh challenge for the security key', 'Try it again.')
    return given
  }

  return {
    canUse: webAuthn !== undefined,

    async signInOptions(row: AccountRow): Promise<Json> {
      const asked = await signInOptions({ rpId: site().rpId, keys: keysOf(row.id) })
      challenge = asked.challenge
      return Json.parse(asked.options)
    },

    async signIn(row: AccountRow, response: Response): Promise<Attempt> {
      const { rpId, origin } = site()
      const given = takeChallenge()
      const key = keysOf(row.id).find(({ id }) => id === response['id'])
      if (key === undefined) return signIn.keyFailed(row)
      try {
        const { counter } = await verifySignIn({ response, challenge: given, rpId, origin, key })
        book.repository.putKey(row.id, { id: key.id, key: JSON.stringify({ ...key, counter }) }, now())
      } catch {
        return signIn.keyFailed(row)
      }
      signIn.keyPassed(row)
      return { kind: 'right', row }
    },

    async registrationOptions(accountId: string): Promise<Json> {
      const row = book.get(accountId)
      if (row === undefined) throw refuse('an account', 'Sign in again.')
      const asked = await registrationOptions({
        rpId: site().rpId,
        rpName: 'Lookout',
        userId: row.id,
        userName: row.badge,
        existing: keysOf(row.id),
      })
      challenge = asked.challenge
      return Json.parse(asked.options)
    },

    async register(accountId: string, by: By, name: string, response: Response): Promise<void> {
      const { rpId, origin } = site()
      const given = takeChallenge()
      let key: StoredKey
      try {
        key = { ...(await verifyRegistration({ response, challenge: given, rpId, origin })), name }
      } catch {
        throw refuse('the answer of a security key to this challenge', 'Try it again, or use another key.')
      }
      audit.write(by, 'account.key', accountId, { name })
      book.repository.putKey(accountId, { id: key.id, key: JSON.stringify(key) }, now())
    },
  }
}
