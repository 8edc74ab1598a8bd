/** Holds the newest item only. */
type Mailbox<T> = {
  /** Puts an item in; one that was never taken is replaced and counted. */
  put(item: T): void
  take(): T | undefined
  readonly isEmpty: boolean
  /** Items replaced by a newer one before anybody took them. */
  readonly replaced: number
  /** Resolves when there is nothing in it any more, or when `signal` aborts. */
  emptied(signal: AbortSignal): Promise<void>
}

/**
 * A mailbox of size one between a camera and the recogniser: a frame not taken in time is replaced, never
 * queued, so that what is read is always what the camera sees now.
 */
export function createMailbox<T>(): Mailbox<T> {
  let waiting: { readonly item: T } | undefined
  let replaced = 0
  let onEmptied: (() => void) | undefined

  return {
    put(item) {
      if (waiting !== undefined) replaced += 1
      waiting = { item }
    },
    take() {
      const item = waiting?.item
      waiting = undefined
      onEmptied?.()
      return item
    },
    get isEmpty() {
      return waiting === undefined
    },
    get replaced() {
      return replaced
    },
    async emptied(signal) {
      if (waiting === undefined || signal.aborted) return
      const { promise, resolve } = Promise.withResolvers<void>()
      onEmptied = resolve
      const stop = (): void => resolve()
      signal.addEventListener('abort', stop)
      await promise
      signal.removeEventListener('abort', stop)
      onEmptied = undefined
    },
  }
}
