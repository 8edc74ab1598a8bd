// Tells consoles that something changed. Tables are the truth and events are hints, so what happens
// between two deliveries is told as one. oRPC streams have no back-pressure (a slow console let thousands
// of events queue), so each subscriber holds at most one event here and takes at most ten a second.
import type { ConsoleEvent } from '#shared/contract/events.ts'
import type { HitId } from '#shared/domain/ids.ts'

const LEAST_GAP_MS = 100

type Change = Omit<Extract<ConsoleEvent, { kind: 'changed' }>, 'kind' | 'number'>

export type EventHub = {
  readsChanged(newestRead: number): void
  hitsRaised(ids: readonly HitId[]): void
  hitsChanged(): void
  statusChanged(): void
  /** The shift, the local list, partial plates, the canvass, suppressions or exonerations changed. */
  shiftChanged(): void
  /** A session, an account, training, the policy or the state of the audit changed. */
  accessChanged(): void
  /** Yields `hello`, then changes, until the signal aborts. */
  subscribe(signal: AbortSignal): AsyncGenerator<ConsoleEvent, void, void>
}

type Subscriber = { pending: Change | undefined; wake: () => void }

const NOTHING: Change = {
  raisedHits: [],
  hitsChanged: false,
  statusChanged: false,
  shiftChanged: false,
  accessChanged: false,
}

export function createEventHub(): EventHub {
  const subscribers = new Set<Subscriber>()
  function publish(change: Partial<Change>): void {
    for (const subscriber of subscribers) {
      const before = subscriber.pending ?? NOTHING
      const newestRead = change.newestRead ?? before.newestRead
      subscriber.pending = {
        raisedHits: [...before.raisedHits, ...(change.raisedHits ?? [])],
        hitsChanged: before.hitsChanged || (change.hitsChanged ?? false),
        statusChanged: before.statusChanged || (change.statusChanged ?? false),
        shiftChanged: before.shiftChanged || (change.shiftChanged ?? false),
        accessChanged: before.accessChanged || (change.accessChanged ?? false),
        ...(newestRead === undefined ? {} : { newestRead }),
      }
      subscriber.wake()
    }
  }

  async function* subscribe(signal: AbortSignal): AsyncGenerator<ConsoleEvent, void, void> {
    let woken = Promise.withResolvers<void>()
    let deliveredAt = Number.NEGATIVE_INFINITY
    let timer: NodeJS.Timeout | undefined
    const subscriber: Subscriber = {
      pending: undefined,
      wake: () => {
        // A hit goes out at once: the officer waits for it. Everything else keeps the gap.
        const isUrgent = (subscriber.pending?.raisedHits.length ?? 0) > 0
        const waitMs = isUrgent ? 0 : deliveredAt + LEAST_GAP_MS - performance.now()
        if (waitMs <= 0) woken.resolve()
        else timer ??= setTimeout(() => woken.resolve(), waitMs)
      },
    }
    const onAbort = (): void => woken.resolve()
    signal.addEventListener('abort', onAbort)
    subscribers.add(subscriber)
    // Events of one subscriber are numbered without gaps; a gap on the far side means one was lost.
    let delivered = 0
    try {
      yield { kind: 'hello', number: delivered }
      while (!signal.aborted) {
        await woken.promise
        woken = Promise.withResolvers<void>()
        clearTimeout(timer)
        timer = undefined
        const change = subscriber.pending
        subscriber.pending = undefined
        if (change === undefined || signal.aborted) continue
        deliveredAt = performance.now()
        delivered += 1
        yield { kind: 'changed', number: delivered, ...change }
      }
    } finally {
      clearTimeout(timer)
      subscribers.delete(subscriber)
      signal.removeEventListener('abort', onAbort)
    }
  }

  return {
    readsChanged: (newestRead) => publish({ newestRead }),
    hitsRaised: (ids) => publish({ raisedHits: [...ids] }),
    hitsChanged: () => publish({ hitsChanged: true }),
    statusChanged: () => publish({ statusChanged: true }),
    shiftChanged: () => publish({ shiftChanged: true }),
    accessChanged: () => publish({ accessChanged: true }),
    subscribe,
  }
}
