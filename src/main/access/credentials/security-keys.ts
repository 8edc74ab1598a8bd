// FIDO2 security keys as the second factor beside a password (W3C WebAuthn level 3). Only where the host can:
// a page of http://localhost may ask for one, a page of the app: scheme may not (docs/decisions/0014-sign-in.md).
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { z } from 'zod'
import { refuse } from '#main/refused.ts'
import { StoredKey } from '#shared/domain/credentials.ts'

const Base64Url = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/)

/** Options for the browser's call, as JSON. */
const KeyJson = z.record(z.string(), z.json())
type KeyJson = z.infer<typeof KeyJson>

/** EdDSA, ES256, RS256: what security keys of the last ten years sign with. */
const ALGORITHMS = [-8, -7, -257]
const TIMEOUT_MS = 60_000

const Answer = z.object({ id: Base64Url, rawId: Base64Url, type: z.literal('public-key') })
const RegistrationAnswer = Answer.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url.max(65_536),
    transports: StoredKey.shape.transports.optional(),
  }),
})
const SignInAnswer = Answer.extend({
  response: z.object({ clientDataJSON: Base64Url, authenticatorData: Base64Url, signature: Base64Url }),
})

/**
 * What the browser asks a new key for. The key must be one that is carried: a platform's own authenticator stays in
 * the car, where whoever sits down next has it too. Its PIN is not asked: the password is the other factor.
 */
export async function registrationOptions(about: {
  readonly rpId: string
  readonly rpName: string
  readonly userId: string
  readonly userName: string
  readonly existing: readonly Pick<StoredKey, 'id' | 'transports'>[]
}): Promise<{ options: KeyJson; challenge: string }> {
  const options = await generateRegistrationOptions({
    rpID: about.rpId,
    rpName: about.rpName,
    userID: new TextEncoder().encode(about.userId),
    userName: about.userName,
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: about.existing.map(allowed),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
    supportedAlgorithmIDs: ALGORITHMS,
    preferredAuthenticatorType: 'securityKey',
  })
  return { options: toJson(options), challenge: options.challenge }
}

/** The key to be kept, or a refusal. The caller sees to it that a challenge is used once. */
export async function verifyRegistration(given: {
  readonly response: unknown
  readonly challenge: string
  readonly rpId: string
  readonly origin: string
  readonly name?: string
}): Promise<StoredKey> {
  const answer = RegistrationAnswer.safeParse(given.response).data
  if (answer === undefined) throw notRegistered()
  const { transports, ...response } = answer.response
  try {
    mustNotCertify(response.attestationObject)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...answer,
        clientExtensionResults: {},
        response: transports === undefined ? response : { ...response, transports },
      },
      expectedChallenge: given.challenge,
      expectedOrigin: given.origin,
      expectedRPID: given.rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!verified || registrationInfo.credential.id !== answer.id) throw notRegistered()
    const { id, publicKey, counter } = registrationInfo.credential
    return StoredKey.parse({
      id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: transports ?? [],
      name: given.name ?? 'Security key',
    })
  } catch {
    // The library's words name fields of the protocol, which help nobody at a console.
    throw notRegistered()
  }
}

/** What the browser asks one of the registered keys for. */
export async function signInOptions(about: {
  readonly rpId: string
  readonly keys: readonly Pick<StoredKey, 'id' | 'transports'>[]
}): Promise<{ options: KeyJson; challenge: string }> {
  const options = await generateAuthenticationOptions({
    rpID: about.rpId,
    allowCredentials: about.keys.map(allowed),
    timeout: TIMEOUT_MS,
    userVerification: 'discouraged',
  })
  return { options: toJson(options), challenge: options.challenge }
}

/**
 * The key's new counter, to be kept, or a refusal: for another key, challenge, origin or site, a wrong signature, a
 * key that was not touched, and a counter that does not rise, which a copied key would show.
 */
export async function verifySignIn(given: {
  readonly response: unknown
  readonly challenge: string
  readonly rpId: string
  readonly origin: string
  readonly key: StoredKey
}): Promise<{ counter: number }> {
  const { key } = given
  const answer = SignInAnswer.safeParse(given.response).data
  // The library does not compare the answer's id with the key that it checks.
  if (answer?.id !== key.id) throw notSignedIn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: given.challenge,
      expectedOrigin: given.origin,
      expectedRPID: given.rpId,
      requireUserVerification: false,
      credential: {
        id: key.id,
        publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
        counter: key.counter,
      },
    })
    if (!verified) throw notSignedIn()
    return { counter: authenticationInfo.newCounter }
  } catch {
    throw notSignedIn()
  }
}

/**
 * No certificates are asked for, so none are taken: checking a chain that somebody hands in would follow the
 * addresses in it.
 */
function mustNotCertify(attestationObject: string): void {
  const attestation = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')))
  const form = attestation.get('fmt')
  const isSelfSigned = form === 'packed' && attestation.get('attStmt').get('x5c') === undefined
  if (form !== 'none' && !isSelfSigned) throw notRegistered()
}

/** Transports are hints; the browser ignores those that it does not know. */
function allowed({ id, transports }: Pick<StoredKey, 'id' | 'transports'>) {
  return { id, transports: [...transports] }
}

/** Without the undefined fields that the library leaves in. */
function toJson(options: unknown): KeyJson {
  return KeyJson.parse(JSON.parse(JSON.stringify(options)))
}

function notRegistered() {
  return refuse('a security key that answers as asked', 'Begin again, with the key plugged in, and touch it.')
}

function notSignedIn() {
  return refuse('the touch of a security key of this account', 'Try again, or take another second factor.')
}
