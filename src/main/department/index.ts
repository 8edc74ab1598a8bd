// The department behind this car: trusted once by its key, and heard offline by signed files from then on.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readPublicKey } from '#main/public-key.ts'
import { Refused, refuse } from '#main/refused.ts'
import type { DepartmentRepository } from '#main/storage/department-repository.ts'
import type { DepartmentState } from '#shared/contract/department.ts'
import type { AuditOutcome } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import type { HotListOffer, TransferOrder } from '#shared/transfer/wire.ts'
import { fingerprintOf, isSigned, MOST_BUNDLE_BYTES, openBundle } from './bundle.ts'
import type { BundlePayload, PolicyBody, ReleaseBody, RosterBody, TrainingBody } from './payload.ts'

export { fingerprintOf, MOST_BUNDLE_BYTES, signBundle } from './bundle.ts'
export type { BundlePayload, PolicyBody, RosterBody, TrainingBody } from './payload.ts'

const DAY_MS = 86_400_000
/** Clocks of a car and its department that differ by more are not both right. */
const CLOCKS_DIFFER_MS = DAY_MS
const MOST_FILES = 100

export type Department = ReturnType<typeof createDepartment>

type Options = {
  readonly repository: DepartmentRepository
  /** The data folder's `department`; made when it is not there. */
  readonly folder: string
  readonly rosterMaxAgeDays: () => number
  /** Each writes to the repository's own database; what one throws undoes the whole import. */
  readonly apply: {
    readonly roster: (body: RosterBody, by: By) => void
    readonly training: (body: TrainingBody, by: By) => void
    readonly release: (body: ReleaseBody, by: By) => void
    readonly policy: (body: PolicyBody, by: By) => void
    /** Refuses one for another car. */
    readonly order: (body: TransferOrder, by: By) => void
    /** Refuses a list whose content is not here. */
    readonly hotList: (body: HotListOffer, by: By) => void
  }
  readonly audit: (
    by: By,
    action: string,
    subject: string,
    detail: unknown,
    about?: { readonly outcome?: AuditOutcome },
  ) => void
  readonly now: () => number
}

export function createDepartment(options: Options) {
  const { repository, folder, rosterMaxAgeDays, apply, audit, now } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })

  function key(): KeyObject | undefined {
    const enrolled = repository.enrolled()
    return enrolled && createPublicKey(enrolled.publicKey)
  }

  /** The time, as late as a signed file shows it to be: a clock that is set back makes no roster younger. */
  function time(): number {
    return Math.max(now(), repository.newestIssuedAt() ?? 0)
  }

  const isTooOld = (issuedAt: number): boolean => time() - issuedAt > rosterMaxAgeDays() * DAY_MS

  /** Files that lie ready, by name. Links and folders are none. */
  function files(): string[] {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && entry.name.length <= 120)
      .map(({ name }) => name)
      .toSorted()
      .slice(0, MOST_FILES)
  }

  function state(): DepartmentState {
    const enrolled = repository.enrolled()
    const roster = repository.taken('roster')
    return {
      isEnrolled: enrolled !== undefined,
      ...(enrolled === undefined ? {} : { department: enrolled.fingerprint }),
      ...(roster === undefined
        ? {}
        : {
            roster: {
              serial: roster.serial,
              issuedAt: roster.issuedAt,
              isTooOld: isTooOld(roster.issuedAt),
            },
          }),
      files: files(),
    }
  }

  function applyBody(payload: BundlePayload, by: By): void {
    switch (payload.kind) {
      case 'roster':
        return apply.roster(payload.body, by)
      case 'training':
        return apply.training(payload.body, by)
      case 'release':
        return apply.release(payload.body, by)
      case 'policy':
        return apply.policy(payload.body, by)
      case 'order':
        return apply.order(payload.body, by)
      case 'hot-list':
        return apply.hotList(payload.body, by)
    }
  }

  function mustBeTimely({ kind, issuedAt }: BundlePayload): void {
    if (issuedAt > now() + CLOCKS_DIFFER_MS) {
      throw refuse(
        'a file that is not from the future: it is dated more than a day ahead of the clock of this car',
        'Set the clock of this car, or ask the department about its own.',
      )
    }
    if (kind === 'roster' && isTooOld(issuedAt)) {
      throw refuse(
        `a roster of the last ${rosterMaxAgeDays()} days: this one is older`,
        'Ask the department for a new one.',
      )
    }
  }

  /** What the text says: signed by the department, of its time, and newer than what is here. */
  function openNewer(text: string): BundlePayload {
    const trusted = key()
    if (trusted === undefined) {
      throw refuse("the department's key", 'Have the administrator enrol this car with its department.')
    }
    const payload = openBundle(text, trusted)
    mustBeTimely(payload)
    const before = repository.taken(seriesOf(payload))
    if (before !== undefined && payload.serial <= before.serial) {
      throw refuse(
        `a newer ${payload.kind} file: number ${before.serial} is here already, this is number ${payload.serial}`,
        'Ask the department for the newest one.',
      )
    }
    return payload
  }

  function takeOrThrow(text: string, by: By): void {
    const sha256 = hashOf(text)
    repository.inTransaction(() => {
      const payload = openNewer(text)
      const { kind, serial, issuedAt } = payload
      applyBody(payload, by)
      repository.take(seriesOf(payload), { serial, issuedAt, sha256, takenAt: now() })
      audit(by, 'department.import', `${kind} ${serial}`, { kind, serial, issuedAt, sha256 })
    })
  }

  function noteRefused(text: string, by: By, subject: string, error: unknown): void {
    const why = error instanceof Refused ? error.refusal.missing : ['it could not be applied']
    audit(by, 'department.refused', subject, { sha256: hashOf(text), why }, { outcome: 'refused' })
  }

  function take(text: string, by: By, subject = 'transfer'): void {
    try {
      takeOrThrow(text, by)
    } catch (error) {
      noteRefused(text, by, subject, error)
      throw error
    }
  }

  /** The file's text, without following a link, and no more of it than a bundle may have. */
  function read(file: string): string {
    const path = join(folder, file)
    if (!files().includes(file) || !lstatSync(path).isFile()) {
      throw refuse('this file in the department folder', 'Copy it there and look at the list again.')
    }
    if (lstatSync(path).size > MOST_BUNDLE_BYTES) {
      throw refuse('a file that a department makes: this one is too large', 'Look which file it is.')
    }
    return readFileSync(path, 'utf8')
  }

  /** A file that was taken may hold credentials, so it does not stay. */
  function remove(file: string): void {
    try {
      rmSync(join(folder, file))
    } catch {
      throw refuse(
        'the removal of the file: it was taken, but could not be deleted',
        'Delete it by hand: it may hold credentials.',
      )
    }
  }

  return {
    state,

    /** Trusts a department's key from now on; only once. */
    enrol(publicKeyPem: string, fingerprint: string, by: By): DepartmentState {
      if (repository.enrolled() !== undefined) {
        throw refuse(
          'a car without a department: this one has one',
          'Another department needs a new data folder.',
        )
      }
      const given = toPublicKey(publicKeyPem)
      const found = fingerprintOf(given)
      if (fingerprint.toLowerCase().replaceAll(/[\s:-]/g, '') !== found) {
        const detail = { key: found, why: ['the fingerprint that was typed does not fit'] }
        audit(by, 'department.refused', 'key', detail, { outcome: 'refused' })
        throw refuse(
          'the fingerprint of this key: the one that was typed does not fit',
          'Read the fingerprint from the department again; if it still does not fit, the key is not theirs.',
        )
      }
      repository.inTransaction(() => {
        const publicKey = String(given.export({ type: 'spki', format: 'pem' }))
        repository.enrol({ publicKey, fingerprint: found }, by, now())
        audit(by, 'department.enrol', found, { fingerprint: found })
      })
      return state()
    },

    /**
     * The key that a server gave when this car joined it, which a code of the department vouches for. Nothing is done
     * where it is trusted already; refused is another one than that.
     */
    trust(publicKeyPem: string, by: By, server: { car: string; host: string; port: number }): void {
      const given = toPublicKey(publicKeyPem)
      const fingerprint = fingerprintOf(given)
      const before = repository.enrolled()
      if (before !== undefined && before.fingerprint !== fingerprint) {
        throw refuse(
          'the department that this car trusts: the server is of another one',
          'Another department needs a new data folder.',
        )
      }
      repository.inTransaction(() => {
        const publicKey = String(given.export({ type: 'spki', format: 'pem' }))
        if (before === undefined) repository.enrol({ publicKey, fingerprint }, by, now())
        audit(by, 'department.enrol', fingerprint, { fingerprint, ...server })
      })
    },

    /** Takes a file of the department folder and deletes it; one that is refused stays. */
    import(file: string, by: By): DepartmentState {
      const text = read(file)
      // After a crash between taking and deleting it still lies there; it is refused as not newer, and goes.
      if (isTaken(repository, hashOf(text))) remove(file)
      take(text, by, file)
      remove(file)
      return state()
    },

    /** The same for a bundle that came by another way. */
    take: (text: string, by: By): void => take(text, by),

    /** What a bundle says that could be taken now; a hot list's content is fetched before it is. */
    look(text: string, by: By): BundlePayload {
      try {
        return openNewer(text)
      } catch (error) {
        noteRefused(text, by, 'transfer', error)
        throw error
      }
    },

    /** The newest serial of each series that was taken: a kind, or one hot list. */
    serials: (): Readonly<Record<string, number>> => repository.serials(),

    /** Why no one may sign in with what this car has of its department, or undefined. */
    rosterFault(): { readonly missing: string; readonly next: string } | undefined {
      if (repository.enrolled() === undefined) return undefined
      const roster = repository.taken('roster')
      // Until its first roster comes, the accounts that were made in this car go on: joining shuts nobody out.
      if (roster === undefined) return undefined
      if (roster.issuedAt > now() + CLOCKS_DIFFER_MS) {
        return { missing: 'the right time: the roster is from after it', next: 'Set the clock of this car.' }
      }
      if (!isTooOld(roster.issuedAt)) return undefined
      return {
        missing: `a roster of the last ${rosterMaxAgeDays()} days`,
        next: 'Bring the car into contact with the department, or have its newest roster file imported.',
      }
    },

    /** Whether the department signed these bytes, such as a head of the audit. */
    verifyBytes(bytes: Uint8Array, signature: string): boolean {
      const trusted = key()
      return trusted !== undefined && isSigned(bytes, signature, trusted)
    },

    /** PEM; undefined before the car is enrolled. */
    publicKey: (): string | undefined => repository.enrolled()?.publicKey,
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether it is the newest file of its kind again. */
function isTaken(repository: DepartmentRepository, sha256: string): boolean {
  return Object.keys(repository.serials()).some((series) => repository.taken(series)?.sha256 === sha256)
}

/** What the serial rises in: the kind; each hot list has its own. */
function seriesOf(payload: BundlePayload): string {
  return payload.kind === 'hot-list' ? `hot-list:${payload.body.name}` : payload.kind
}

const toPublicKey = (pem: string): KeyObject =>
  readPublicKey(pem, {
    is: (key) => key.asymmetricKeyType === 'ed25519',
    what: 'an Ed25519 key',
    next: 'Copy the public key whole, with its first and last line.',
  })
