// A question-and-answer conversation over one serial port: what was heard is kept until it is found or
// forgotten, and every wait ends.
import { openPort } from './open-port.ts'

/** Something found among the bytes heard; the bytes before `end` are done with. */
export type Finder<T> = (heard: Uint8Array) => { readonly value: T; readonly end: number } | undefined

/** How long to wait: for the first byte, after each byte, and in all. */
export type Waits = { readonly firstMs: number; readonly gapMs: number; readonly limitMs: number }

export type SerialLink = {
  readonly path: string
  baud(): number
  send(bytes: Uint8Array): Promise<void>
  /** Waits until `find` finds its answer; undefined when the waits are over. One caller at a time. */
  receive<T>(find: Finder<T>, waits: Waits): Promise<T | undefined>
  /** Waits until the line has been quiet for `quietMs`, forgets what was heard and returns it. */
  settle(quietMs: number): Promise<Uint8Array>
  setBaud(baud: number): Promise<void>
  readonly close: () => Promise<void>
}

/** More than the largest answer; older bytes are dropped. */
const MAX_HEARD_BYTES = 256 * 1024
/** A line that is never quiet is taken as it is after this. */
const SETTLE_LIMIT_MS = 3000

/**
 * Opens the port. When `signal` aborts or the port is lost, whoever waits gets an Error, and so does every
 * call after it; `close` is still the caller's to call.
 */
export async function openSerialLink(path: string, baud: number, signal: AbortSignal): Promise<SerialLink> {
  let heard: Buffer = Buffer.alloc(0)
  let currentBaud = baud
  let end: Error | undefined
  /** Rejects with `end`: a device that takes no bytes must not hold up a write for ever. */
  const over = Promise.withResolvers<never>()
  over.promise.catch(() => undefined)
  let waiting: { wake(): void; fail(error: Error): void } | undefined

  const fail = (error: Error) => {
    end ??= error
    over.reject(end)
    waiting?.fail(end)
  }
  const port = await openPort(path, baud, {
    onData: (bytes) => {
      heard = Buffer.concat([heard, bytes]).subarray(-MAX_HEARD_BYTES)
      waiting?.wake()
    },
    onLost: fail,
  })
  const stop = () => fail(new Error(`${path}: stopped`))
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()

  const receive = async <T>(find: Finder<T>, waits: Waits): Promise<T | undefined> =>
    await new Promise<T | undefined>((resolve, reject) => {
      if (end !== undefined) {
        reject(end)
        return
      }
      let gap: NodeJS.Timeout | undefined
      const leave = () => {
        clearTimeout(gap)
        clearTimeout(limit)
        waiting = undefined
      }
      const look = (): boolean => {
        const found = find(heard)
        if (found === undefined) return false
        heard = heard.subarray(found.end)
        leave()
        resolve(found.value)
        return true
      }
      const giveUp = () => {
        leave()
        resolve(undefined)
      }
      const limit = setTimeout(giveUp, waits.limitMs)
      waiting = {
        wake: () => {
          clearTimeout(gap)
          if (!look()) gap = setTimeout(giveUp, waits.gapMs)
        },
        fail: (error) => {
          leave()
          reject(error)
        },
      }
      if (!look()) gap = setTimeout(giveUp, waits.firstMs)
    })

  return {
    path,
    baud: () => currentBaud,
    send: async (bytes) => {
      await Promise.race([over.promise, port.write(bytes)])
    },
    receive,
    settle: async (quietMs) => {
      await receive(() => undefined, { firstMs: quietMs, gapMs: quietMs, limitMs: SETTLE_LIMIT_MS })
      const forgotten = heard
      heard = Buffer.alloc(0)
      return forgotten
    },
    setBaud: async (rate) => {
      await Promise.race([over.promise, port.setBaud(rate)])
      currentBaud = rate
      heard = Buffer.alloc(0)
    },
    close: async () => {
      signal.removeEventListener('abort', stop)
      await port.close()
    },
  }
}
