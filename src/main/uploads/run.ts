// One transfer: a contact where one is due, then all that waits, to each place that it goes to.
import type { Holder, UploadsRepository } from '#main/storage/uploads-repository.ts'
import type { Log } from '../host.ts'
import type { ActedOn } from './acted-on.ts'
import type { Contact } from './contact.ts'
import { DestinationError } from './destination.ts'
import type { Lines } from './lines.ts'
import type { Link } from './link.ts'
import type { Orders } from './orders.ts'
import type { Routing } from './routing.ts'
import type { Sender } from './send.ts'
import type { createWaiting } from './waiting.ts'

/** While the department is reached. */
const CONTACT_EVERY_MS = 5 * 60_000

export type Runs = ReturnType<typeof createRuns>

type Options = {
  readonly repository: UploadsRepository
  readonly routing: Routing
  readonly link: Link
  readonly lines: Lines
  readonly sender: Sender
  readonly actedOn: Pick<ActedOn, 'mark'>
  readonly contact: Contact
  readonly orders: Orders
  readonly waiting: ReturnType<typeof createWaiting>
  readonly isMetered: () => boolean
  readonly log: Log
  readonly now: () => number
}

export function createRuns(options: Options) {
  const { repository, routing, link, lines, sender, actedOn, contact, orders, waiting, isMetered, log, now } =
    options
  let contactAt = 0

  async function callDepartment(signal: AbortSignal): Promise<void> {
    await link.renewWhenDue(signal)
    const office = link.destination()
    if (office === undefined) return
    await contact(office, signal)
    contactAt = now() + CONTACT_EVERY_MS
    repository.setMark('last-contact', now())
  }

  /** What goes wrong with one place is no matter of the other. */
  async function guarded(holder: Holder, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    if (!lines.isDue(holder) || signal.aborted) return
    try {
      await work()
    } catch (error) {
      if (signal.aborted && !(error instanceof DestinationError)) return
      lines.failed(holder, error)
      // No more than the kind of fault: its words may quote a record.
      if (!(error instanceof DestinationError)) log('error', `A transfer failed: ${nameOf(error)}.`)
    }
  }

  const isReached = (): boolean =>
    routing.routes().every(({ destination }) => lines.of(destination.kind).link === 'reached')

  return {
    isContactDue: (): boolean =>
      link.destination() !== undefined && now() >= contactAt && lines.isDue('department'),
    /** The next transfer begins with a contact. */
    contactSoon(): void {
      contactAt = 0
    },

    /** `isEverything`: somebody asked for it, so that a metered line carries all of it. Never rejects. */
    async run(isEverything: boolean, signal: AbortSignal): Promise<void> {
      const before = waiting.besidesAudit()
      if (now() >= contactAt) await guarded('department', signal, () => callDepartment(signal))
      // An order may have come with that contact.
      const isOnlyHits = isMetered() && !isEverything && !orders.isOpen()
      const startedAt = now()
      // Before the provider signs for such a hit, which would count as transferred then.
      if (routing.isAtProvider() && link.destination() !== undefined) await actedOn.mark('department')
      for (const route of routing.routes()) {
        const { kind } = route.destination
        await guarded(kind, signal, async () => {
          await sender.send(route, isOnlyHits, signal)
          lines.reached(kind)
        })
      }
      if (signal.aborted || !isReached()) return
      if (!isOnlyHits) orders.done(startedAt)
      if (waiting.total() > 0) return
      repository.setMark('last-complete', now())
      const office = link.destination()
      // The department hears at once that all of it is there; that the audit has grown by a line since is no news.
      if (office === undefined || before === 0) return
      await guarded('department', signal, () => callDepartment(signal))
    },
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown fault')
