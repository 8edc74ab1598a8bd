// When the transfer runs by itself: once a second it is looked whether there is a reason to.
import { networkInterfaces } from 'node:os'
import type { Log } from '../host.ts'
import { DestinationError } from './destination.ts'
import type { Lines } from './lines.ts'
import type { Orders } from './orders.ts'
import type { Routing } from './routing.ts'
import type { Runs } from './run.ts'
import type { createWaiting } from './waiting.ts'

export type Schedule = ReturnType<typeof startSchedule>

type Options = {
  readonly runs: Runs
  readonly lines: Lines
  readonly orders: Orders
  readonly routing: Routing
  readonly waiting: ReturnType<typeof createWaiting>
  readonly isMetered: boolean
  /** Looked at now and then, whether anything runs or not. */
  readonly look: () => void
  readonly onChange: () => void
  /** The addresses of this machine in one text: another text is another network. */
  readonly networks?: (() => string) | undefined
  readonly tickMs?: number | undefined
  readonly log: Log
  readonly now: () => number
}

const TICK_MS = 1000
/** Reads go in batches, hits at once. */
const RUN_EVERY_MS = 5000
/** After one that got rid of nothing: what waits was refused, or waits for another place. */
const IN_VAIN_EVERY_MS = 30_000
const LOOK_EVERY_MS = 15_000
/** The machine slept: connections of before are dead, whatever they say. */
const SLEPT_MS = 60_000

export function startSchedule(options: Options) {
  const { runs, lines, orders, routing, waiting, isMetered, look, onChange, log, now } = options
  const { networks = networksNow, tickMs = TICK_MS } = options
  const stopping = new AbortController()
  let current: { readonly done: Promise<void>; readonly abort: AbortController } | undefined
  let running: { sent: number; of: number } | undefined
  let isAsked = false
  let nextRunAt = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  let tickedAt = now()
  let network = networks()

  function begin(): void {
    const isEverything = isAsked
    isAsked = false
    const abort = new AbortController()
    running = { sent: 0, of: waiting.total() }
    const signal = AbortSignal.any([stopping.signal, abort.signal])
    const done = runs.run(isEverything, signal).catch((error: unknown) => {
      // Of the database: nothing is lost by it, and the next transfer says so again.
      log('error', `A transfer ended early: ${nameOf(error)}.`)
    })
    current = { abort, done: done.then(ended) }
  }

  function ended(): void {
    const isInVain = running?.sent === 0 && running.of > 0
    nextRunAt = now() + (isInVain ? IN_VAIN_EVERY_MS : RUN_EVERY_MS)
    current = undefined
    running = undefined
    onChange()
  }

  function isDue(): boolean {
    const due = routing.routes().filter(({ destination }) => lines.isDue(destination.kind))
    if (due.length === 0) return false
    if (isAsked || runs.isContactDue()) return true
    if (due.some(({ destination, isWantingHits }) => waiting.hasHits(destination.kind, isWantingHits))) {
      return true
    }
    // A clock that was set back does not hold the transfer up.
    const isTime = now() >= nextRunAt || nextRunAt - now() > IN_VAIN_EVERY_MS
    return isTime && (!isMetered || orders.isOpen()) && waiting.total() > 0
  }

  /** Connections of before are of no use, and nothing that was waited for need be waited for any longer. */
  function wake(): void {
    current?.abort.abort(
      new DestinationError('unreachable', 'the machine slept', 'It is tried again by itself.'),
    )
    soon()
  }

  function soon(): void {
    lines.retryNow()
    runs.contactSoon()
  }

  function tick(): void {
    const at = now()
    if (Math.abs(at - tickedAt) > SLEPT_MS) wake()
    tickedAt = at
    const seen = networks()
    if (seen !== network) lines.retryNow()
    network = seen
    if (Math.abs(at - lookedAt) >= LOOK_EVERY_MS) {
      lookedAt = at
      look()
    }
    if (current === undefined && isDue()) begin()
  }

  const timer = setInterval(() => {
    try {
      tick()
    } catch (error) {
      log('error', `The transfer could not look what waits: ${nameOf(error)}.`)
    }
  }, tickMs)
  timer.unref()

  return {
    wake,
    soon,
    /** Everything goes with the next transfer, at once. */
    ask(): void {
      isAsked = true
      soon()
    },
    running: () => (running === undefined || running.of === 0 ? undefined : { ...running }),
    sent(count: number): void {
      if (running !== undefined) running.sent = Math.min(running.of, running.sent + count)
    },
    async stop(): Promise<void> {
      clearInterval(timer)
      stopping.abort(new DestinationError('unreachable', 'the program ends', 'It goes on at the next start.'))
      await current?.done
    },
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown fault')

function networksNow(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .toSorted()
    .join(' ')
}
