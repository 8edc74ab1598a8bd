// A department that stands in for the real one: it has a key, signs bundles with serials that rise, and
// countersigns heads of the audit.
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { headText, type AuditHead, type HeadReceipt } from '#shared/domain/audit.ts'
import { fingerprintOf, signBundle } from '#main/department/bundle.ts'
import type {
  BundlePayload,
  PolicyBody,
  ReleaseBody,
  RosterBody,
  TrainingBody,
} from '#main/department/payload.ts'

type Head = { readonly serial?: number; readonly issuedAt?: number }

export type StandInDepartment = ReturnType<typeof createStandInDepartment>

/** `now`: the clock that its bundles are dated by. */
export function createStandInDepartment(now: () => number) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const serials = new Map<string, number>()

  function next(kind: BundlePayload['kind'], { serial, issuedAt }: Head) {
    const number = serial ?? (serials.get(kind) ?? 0) + 1
    serials.set(kind, number)
    return { serial: number, issuedAt: issuedAt ?? now() }
  }
  const signed = (payload: BundlePayload): string => signBundle(privateKey, payload)

  return {
    /** PEM, as an administrator enrols a car with. */
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    privateKey,
    fingerprint: fingerprintOf(createPublicKey(privateKey)),

    /** Each gives the text of a file; its serial is one more than the one before, unless `head` says otherwise. */
    roster: (accounts: RosterBody['accounts'], head: Head = {}): string =>
      signed({ kind: 'roster', ...next('roster', head), body: { accounts } }),
    training: (body: TrainingBody, head: Head = {}): string =>
      signed({ kind: 'training', ...next('training', head), body }),
    release: (body: ReleaseBody, head: Head = {}): string =>
      signed({ kind: 'release', ...next('release', head), body }),
    policy: (body: PolicyBody, head: Head = {}): string =>
      signed({ kind: 'policy', ...next('policy', head), body }),

    /** The receipt for a head of the audit, as the department gives it back at a contact. */
    countersign({ device, counter, hash }: AuditHead): HeadReceipt {
      const at = now()
      const text = headText({ device, counter, hash, at })
      return { counter, hash, at, signature: sign(null, Buffer.from(text), privateKey).toString('base64') }
    },
  }
}

/** An account as a roster has it. */
export function rosterAccount(
  changes: Partial<RosterBody['accounts'][number]> = {},
): RosterBody['accounts'][number] {
  return {
    badge: '4711',
    name: 'Made-up Officer',
    position: 'sworn',
    roles: ['operator'],
    authorisations: [{ dataClass: 'leads' }],
    state: 'active',
    ...changes,
  }
}
