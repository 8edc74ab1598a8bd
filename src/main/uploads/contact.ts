// A contact: the car says how it is, and takes what the department has signed for it in the same way as from a stick.
import { createHash } from 'node:crypto'
import { PROGRAM, type AuditLog } from '#main/audit/index.ts'
import type { Department } from '#main/department/index.ts'
import { Refused } from '#main/refused.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { ContactAnswer, ContactReport, FileOffer, Waiting } from '#shared/transfer/wire.ts'
import type { Log } from '../host.ts'
import type { DepartmentDestination } from './department-destination.ts'
import { DestinationError } from './destination.ts'
import type { DepartmentLists } from './department-lists.ts'
import type { Orders } from './orders.ts'

type Options = {
  readonly department: Pick<Department, 'take' | 'look' | 'serials' | 'verifyBytes'>
  readonly audit: Pick<AuditLog, 'head' | 'state' | 'countersign'>
  readonly lists: DepartmentLists
  readonly orders: Orders
  readonly waiting: () => Waiting
  readonly lastCompleteAt: () => number | undefined
  readonly systemStatus: () => SystemStatus
  readonly cameras: () => readonly CameraStatus[]
  /** Id, version and hash of the policy in force. */
  readonly policy: () => string
  readonly log: Log
  readonly now: () => number
}

export type Contact = (destination: DepartmentDestination, signal: AbortSignal) => Promise<void>

/** A policy may say what a roster means; an order is obeyed at this very contact. */
const ORDER: readonly FileOffer['kind'][] = ['policy', 'roster', 'training', 'release', 'order', 'hot-list']
/** A file that is refused is not fetched again at each contact. */
const AGAIN_MS = 3_600_000
const HOT_LIST = 'hot-list:'

export function createContact(options: Options): Contact {
  const { department, audit, lists, orders, log, now } = options
  const refused = new Map<string, number>()

  /** By kind: the newest serial; of hot lists that of the newest one. */
  function taken(): Record<string, number> {
    const serials: Record<string, number> = {}
    for (const [series, serial] of Object.entries(department.serials())) {
      const kind = series.startsWith(HOT_LIST) ? 'hot-list' : series
      serials[kind] = Math.max(serials[kind] ?? 0, serial)
    }
    return serials
  }

  function listStates(status: SystemStatus): ContactReport['lists'] {
    const bases = new Map(lists.bases().map((base) => [base.name, base]))
    return status.hotLists.slice(0, 100).map(({ name, loadedAt }) => {
      const { serial = 0, sha256 } = bases.get(name) ?? {}
      return Object.assign(
        { name, version: serial },
        loadedAt > 0 && { loadedAt },
        sha256 !== undefined && { sha256 },
      )
    })
  }

  /** Nothing where the only entry since the last countersigned head is the one that says so: it would never end. */
  function auditHead(): ContactReport['auditHead'] {
    const head = audit.head()
    const { countersigned } = audit.state()
    if (head === undefined || head.counter <= (countersigned?.counter ?? 0) + 1) return undefined
    const { device, counter, hash } = head
    return { device, counter, hash }
  }

  function report(): ContactReport {
    const status = options.systemStatus()
    const lastCompleteAt = options.lastCompleteAt()
    const head = auditHead()
    return {
      at: now(),
      version: status.version,
      policy: options.policy().slice(0, 120),
      waiting: options.waiting(),
      ...(lastCompleteAt === undefined ? {} : { lastCompleteAt }),
      freeBytes: status.storage.freeBytes,
      guard: status.storage.guard,
      recogniser: status.recogniser.state,
      gps: status.gps.state,
      cameras: options
        .cameras()
        .slice(0, 32)
        .map(({ id, name, state }) => ({ id, name, state })),
      lists: listStates(status),
      taken: taken(),
      orders: orders.report(),
      ...(head === undefined ? {} : { auditHead: head }),
    }
  }

  function countersign(head: NonNullable<ContactAnswer['head']>): void {
    try {
      audit.countersign(head, (bytes) => department.verifyBytes(bytes, head.signature))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      log('error', `The audit of this car and what the department signed differ: ${error.message}.`)
    }
  }

  async function takeFile(offer: FileOffer, destination: DepartmentDestination, signal: AbortSignal) {
    const text = await destination.file(offer.id, signal)
    const isWhole = createHash('sha256').update(text).digest('hex') === offer.sha256
    if (!isWhole) {
      log('warn', `A ${offer.kind} file of the department is not the one that was offered.`)
      return
    }
    if (offer.kind === 'hot-list') await takeList(text, offer, destination, signal)
    else department.take(text, PROGRAM)
  }

  async function takeList(
    text: string,
    { id }: FileOffer,
    destination: DepartmentDestination,
    signal: AbortSignal,
  ): Promise<void> {
    const payload = department.look(text, PROGRAM)
    if (payload.kind !== 'hot-list') return
    const { body } = payload
    const content = await destination.fileContent(id, signal)
    try {
      await lists.take(body, payload, content, PROGRAM)
    } catch (error) {
      if (body.base !== undefined) await lists.forget(body.name)
      throw error
    }
    department.take(text, PROGRAM)
  }

  return async function contact(destination, signal) {
    const answer = await destination.contact(report(), signal)
    if (answer.head !== undefined) countersign(answer.head)
    const offers = answer.files
      .filter(({ sha256 }) => (refused.get(sha256) ?? 0) <= now())
      .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.serial - b.serial)
    for (const offer of offers) {
      try {
        await takeFile(offer, destination, signal)
      } catch (error) {
        // One that is gone at the server is offered no more at the next contact.
        const isOfFile = error instanceof DestinationError && error.link === 'refused'
        if (!(error instanceof Refused) && !isOfFile) throw error
        refused.set(offer.sha256, now() + AGAIN_MS)
        log('warn', `A ${offer.kind} file of the department was not taken: ${error.message}.`)
      }
    }
  }
}
