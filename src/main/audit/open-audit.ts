// The audit of this device: writes entries into the chain, answers questions about them, and says whether it can be
// written at all. No audit, no action: an entry that cannot be written throws, inside the caller's transaction.
import { createHmac, createSecretKey } from 'node:crypto'
import type { AuditRepository } from '#main/storage/audit-repository.ts'
import {
  AuditEntry,
  headText,
  NO_HASH,
  type AuditHead,
  type AuditOutcome,
  type AuditQuery,
  type AuditState,
  type ChainVerdict,
  type HeadReceipt,
} from '#shared/domain/audit.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { refusalFor } from '#shared/domain/hit-step.ts'
import type { By } from '#shared/domain/officer.ts'
import { foldPlate, normalisePlate } from '#shared/domain/plate.ts'
import { Refused } from '../refused.ts'
import { beginningOf } from './beginning.ts'
import { differenceWords, watchClock, type ClockWatch } from './clock-watch.ts'
import { openDeviceKey } from './device-key.ts'
import { exportChain, type Exported } from './export-chain.ts'
import { linkOf } from './links.ts'
import { verifyChain } from './verify-chain.ts'
import { withoutPlates } from './without-plates.ts'

export type AuditAbout = {
  /** Kept as a keyed pseudonym only. */
  readonly plate?: string
  /** In the place of `plate`: its pseudonym, made before by `pseudonym`. */
  readonly pseudonym?: string
  readonly reason?: string
  readonly caseNumber?: string
  readonly outcome?: AuditOutcome
  /** Where it is not the running one. */
  readonly session?: string
}

/**
 * Writes one entry, at once and in the caller's transaction. `action` is a word such as "list.import"; `detail` must
 * be JSON. Throws a refusal (gate audit) when it cannot be written: what was to be done must then not happen.
 */
export type Audit = (by: By, action: string, subject: string, detail: unknown, about?: AuditAbout) => void

export type AuditOptions = {
  readonly repository: AuditRepository
  /** 32 bytes; see keys.ts. */
  readonly deviceSeed: Uint8Array
  readonly pseudonymKey: Uint8Array
  /** Id, version and hash of the policy in force. */
  readonly policy: () => string
  /** GPS time less system time, where a receiver gave it. */
  readonly gpsOffsetMs: () => number | undefined
  readonly session: () => string | undefined
  readonly exportFolder: string
  /** It can no longer be written, or again. */
  readonly onState?: () => void
  readonly now: () => number
  /** A clock that nobody sets; for tests. */
  readonly monotonic?: () => number
}

export type AuditLog = {
  readonly write: Audit
  state(): AuditState
  pseudonym(plate: string): string
  /** Newest first. The caller writes that somebody looked. */
  search(query: AuditQuery): { readonly rows: AuditEntry[]; readonly isMore: boolean }
  /** Checks all of the chain, in slices. */
  verify(): Promise<ChainVerdict>
  /** Writes all of the chain into a file that `lookout-audit verify` reads. */
  export(): Promise<Exported>
  head(): (AuditHead & { readonly publicKey: string }) | undefined
  /** Takes a head back that the department signed. `verify` is given the bytes of headText. */
  countersign(receipt: HeadReceipt, verify: (bytes: Uint8Array) => boolean): void
  /** Entries at or after an instant, in their order; read page by page. */
  entriesSince(at: number): Iterable<AuditEntry>
  /** Looks every five seconds whether the clock jumped, and whether the audit can be written again. */
  watchClock(): ClockWatch
  /** The program ends as it should. */
  stop(): void
}

/** What the program does by itself, such as the import of a list that its settings name. */
export const PROGRAM: By = { badge: 'PROGRAM', name: 'Lookout' }

/** Whoever is not signed in. What he typed is not kept: it may be a password in the wrong field. */
export const NOBODY: By = { badge: 'UNKNOWN', name: '' }

const PAGE = 500
const MOST = { badge: 12, name: 60, subject: 200, reason: 400, caseNumber: 40 } as const

/** Opens the chain: begins it, or says how long nothing was written; then that the program started. */
export function openAudit(options: AuditOptions): AuditLog {
  const { repository, policy, gpsOffsetMs, session, exportFolder, onState = () => {}, now } = options
  const key = openDeviceKey(options.deviceSeed)
  // As a key object: Node makes one of plain bytes each time, which takes five times as long as the rest.
  const pseudonymKey = createSecretKey(options.pseudonymKey)
  let fault: { readonly words: string; readonly since: number } | undefined

  function pseudonym(plate: string): string {
    const folded = foldPlate(normalisePlate(plate))
    return createHmac('sha256', pseudonymKey).update(folded).digest('hex').slice(0, 32)
  }

  /** The newest row is read each time: it is right even after a caller's transaction was rolled back. */
  function append(by: By, action: string, subject: string, detail: unknown, about: AuditAbout, at: number) {
    const before = repository.newest()
    const { plate, reason, caseNumber, outcome = 'done' } = about
    const isPlate = plate !== undefined && normalisePlate(plate) !== ''
    const clean = withoutPlates(plate, pseudonym)
    const offset = gpsOffsetMs()
    const counter = (before?.counter ?? 0) + 1
    const entry = canonicalJson({
      form: 1,
      counter,
      at: isoOf(at),
      gpsAt: offset === undefined ? undefined : isoOf(at + offset),
      device: key.device,
      policy: policy(),
      session: about.session ?? session(),
      badge: cut(by.badge, MOST.badge),
      name: cut(by.name, MOST.name),
      action,
      subject: cut(clean.words(subject), MOST.subject),
      outcome,
      plate: isPlate ? pseudonym(plate) : about.pseudonym,
      reason: reason === undefined ? undefined : cut(clean.words(reason), MOST.reason),
      caseNumber: caseNumber === undefined ? undefined : cut(caseNumber, MOST.caseNumber),
      detail: clean.detail(detail),
      previous: before === undefined ? NO_HASH : linkOf(before.entry, before.signature),
    } satisfies Record<keyof AuditEntry, unknown>)
    repository.append({ counter, entry, signature: key.sign(entry) }, at)
  }

  /** What has to stand before the next entry: the chain's beginning, or that the clock was set back. */
  function appendBefore(at: number): void {
    const before = repository.newest()
    if (before === undefined) {
      const { subject, detail } = beginningOf(repository, key)
      append(PROGRAM, 'audit.begin', subject, detail, {}, at)
    } else if (isoOf(at) < before.at) {
      const from = Date.parse(before.at)
      append(PROGRAM, 'clock.jump', 'set back', { from, to: at, words: differenceWords(at - from) }, {}, at)
    }
  }

  const write: Audit = (by, action, subject, detail, about = {}) => {
    if (!AuditEntry.shape.action.safeParse(action).success) {
      throw new Error(`"${action}" is no word for an action of the audit.`)
    }
    const at = now()
    try {
      repository.inTransaction(() => {
        appendBefore(at)
        append(by, action, subject, detail, about, at)
      })
    } catch (cause) {
      // Anything but the database is a mistake of the program, and says nothing of whether entries can be written.
      if (!isOfDatabase(cause)) throw cause
      if (fault === undefined) {
        fault = { words: faultWords(cause.code), since: at }
        onState()
      }
      throw unwritable()
    }
    if (fault !== undefined) {
      fault = undefined
      onState()
    }
  }

  /** The program's own entries: alerts go on whether they can be written or not. */
  function tryToWrite(action: string, subject: string, detail: unknown): void {
    try {
      write(PROGRAM, action, subject, detail)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }

  function head() {
    const newest = repository.newest()
    if (newest === undefined) return undefined
    const { device, publicKey } = key
    return { device, publicKey, counter: newest.counter, hash: linkOf(newest.entry, newest.signature) }
  }

  function refuseHead(receipt: HeadReceipt, missing: string): Refused {
    const { counter, hash, at } = receipt
    write(
      PROGRAM,
      'audit.head-differs',
      String(counter),
      { counter, hash, at, missing },
      { outcome: 'refused' },
    )
    return new Refused(
      refusalFor(missing, 'The audit of this car and that of the department differ. Export it and check it.'),
    )
  }

  function openChain(): void {
    const newest = repository.newest()
    if (newest !== undefined && newest.action !== 'program.stop') {
      const lastAt = Date.parse(newest.at)
      const forMs = Math.max(0, now() - lastAt)
      tryToWrite('program.gap', 'the program ended without a word', {
        lastAt,
        forMs,
        lastCounter: newest.counter,
      })
    }
    tryToWrite('program.start', key.device, {})
  }

  openChain()

  return {
    write,
    pseudonym,
    head,

    state() {
      const newest = head()
      const receipt = repository.newestReceipt()
      return {
        entries: newest?.counter ?? 0,
        device: key.device,
        isWriting: fault === undefined,
        ...(newest === undefined ? {} : { head: newest.hash }),
        ...(fault === undefined ? {} : { fault: fault.words }),
        ...(receipt === undefined ? {} : { countersigned: { counter: receipt.counter, at: receipt.at } }),
      }
    },

    search({ plate, from, to, limit, who, words, action, outcome, before }) {
      const rows = repository.search({
        plate: wordsOf(plate) === undefined ? undefined : pseudonym(plate ?? ''),
        from: from === undefined ? undefined : isoOf(from),
        to: to === undefined ? undefined : isoOf(to),
        who: wordsOf(who),
        words: wordsOf(words),
        action: wordsOf(action),
        outcome,
        before,
        limit,
      })
      return { rows: rows.slice(0, limit).map(readEntry), isMore: rows.length > limit }
    },

    verify: () => verifyChain(repository, key),

    export: () => exportChain({ repository, key, folder: exportFolder, now }),

    countersign(receipt, verify) {
      const { counter, hash, at } = receipt
      const row = repository.get(counter)
      const text = headText({ device: key.device, counter, hash, at })
      if (!verify(Buffer.from(text)))
        throw refuseHead(receipt, 'the signature of the department over this head')
      if (row === undefined || linkOf(row.entry, row.signature) !== hash) {
        throw refuseHead(receipt, 'an entry of this audit with that hash')
      }
      if (repository.receipt(counter) !== undefined) return
      repository.inTransaction(() => {
        repository.addReceipt(receipt)
        write(PROGRAM, 'audit.countersigned', String(counter), { counter, hash, at })
      })
    },

    *entriesSince(at) {
      const first = repository.firstSince(isoOf(at))
      if (first === undefined) return
      let after = first - 1
      for (;;) {
        const rows = repository.page(after, Number.MAX_SAFE_INTEGER, PAGE)
        for (const { entry } of rows) {
          const read = readEntry(entry)
          if (Date.parse(read.at) >= at) yield read
        }
        const last = rows.at(-1)
        if (last === undefined) return
        after = last.counter
      }
    },

    watchClock: () =>
      watchClock({
        now,
        monotonic: options.monotonic ?? (() => performance.now()),
        onJump: (jump) => tryToWrite('clock.jump', jump.differenceMs < 0 ? 'set back' : 'set on', jump),
        onLook: () => {
          if (fault === undefined) return
          tryToWrite('audit.resumed', fault.words, {
            since: fault.since,
            forMs: Math.max(0, now() - fault.since),
          })
        },
      }),

    stop: () => tryToWrite('program.stop', key.device, {}),
  }
}

const isoOf = (at: number): string => new Date(at).toISOString()

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** A field of the question that was left empty asks nothing. */
const wordsOf = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

function readEntry(text: string): AuditEntry {
  const entry: AuditEntry = JSON.parse(text)
  return entry
}

function isOfDatabase(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')
}

function faultWords(code: string): string {
  if (code.startsWith('SQLITE_FULL')) return 'the disk is full'
  if (code.startsWith('SQLITE_READONLY')) return 'the database can only be read'
  if (code.startsWith('SQLITE_IOERR')) return 'the disk does not take it'
  return `the database does not take it (${code})`
}

function unwritable(): Refused {
  const refusal = refusalFor(
    'the audit: it cannot be written',
    'Data stay shut until it can. Tell the administrator; alerts go on.',
  )
  return new Refused({ ...refusal, gate: 'audit' })
}
