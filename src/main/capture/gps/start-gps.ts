// The GPS receiver as the rest of the product sees it: where the car is, how well that is known, and a
// receiver that is tried again with back-off until it returns.
import { setTimeout as sleep } from 'node:timers/promises'
import type { GpsStatus, Location } from '#shared/domain/place.ts'
import { createFixTracker } from './fix-tracker.ts'
import { listenToReceiver } from './listen-to-receiver.ts'
import type { ReceiverListener, ReceiverWaits } from './listen-to-receiver.ts'

export type GpsOptions = {
  readonly port: string
  /** Tried before the known rates. */
  readonly baud?: number | undefined
  /** Epoch ms. */
  readonly now: () => number
  /** Called at every new fix, and whenever the state or the reason for having no place changes. */
  readonly onChange: (status: GpsStatus) => void
  readonly waits?: Partial<GpsWaits> | undefined
}

export type GpsWaits = ReceiverWaits & {
  /** Before the first retry; doubled up to `maxRetryMs`. */
  readonly retryMs: number
  readonly maxRetryMs: number
}

export type Gps = {
  status(): GpsStatus
  /** What is kept on a read made at `at` (epoch ms). */
  location(at: number): Location
  /** GPS time minus system time, when both were known. */
  clockOffsetMs(): number | undefined
  readonly stop: () => Promise<void>
}

/** NMEA 0183's own rate, and those that receivers with more to say are sold with. */
const KNOWN_BAUDS = [4800, 9600, 38_400, 115_200] as const

const STANDARD_WAITS: GpsWaits = { listenMs: 3000, silentMs: 5000, retryMs: 500, maxRetryMs: 5000 }

/** How often it is looked whether the fix has grown too old. */
const AGE_CHECK_MS = 500

/** Starts listening; a port that cannot be opened is a state with an error text, not a throw. */
export function startGps({ port, baud: wantedBaud, now, onChange, waits }: GpsOptions): Gps {
  const { retryMs, maxRetryMs, ...receiverWaits } = { ...STANDARD_WAITS, ...waits }
  const stopping = new AbortController()
  const tracker = createFixTracker()
  /** lost lasts until sentences are heard again, however often the port is opened meanwhile. */
  let phase: 'searching' | 'receiving' | 'lost' = 'searching'
  let baud: number | undefined
  let sentences = 0
  let refused = 0
  let lastError: string | undefined
  let announced = ''

  const status = (): GpsStatus => {
    const location = tracker.location(now())
    const whileReceiving = location.kind === 'fix' ? 'fix' : 'no-fix'
    return {
      state: phase === 'receiving' ? whileReceiving : phase,
      port,
      baud,
      location,
      sentences,
      refused,
      clockOffsetMs: tracker.clockOffsetMs(),
      lastError,
    }
  }
  const announce = (isNewFix: boolean) => {
    const current = status()
    const key = `${current.state} ${current.location.kind === 'none' ? current.location.why : ''}`
    if (key === announced && !isNewFix) return
    announced = key
    onChange(current)
  }

  const listener: ReceiverListener = {
    onFound: (found) => {
      baud = found
      phase = 'receiving'
      lastError = undefined
    },
    onSentence: (line) => {
      const outcome = tracker.hear(line, now())
      if (outcome === 'refused') {
        refused++
        return false
      }
      sentences++
      announce(outcome === 'changed')
      return true
    },
    onBroken: (count) => {
      refused += count
    },
  }

  async function run(): Promise<void> {
    let waitMs = retryMs
    while (!stopping.signal.aborted) {
      const first = baud ?? wantedBaud ?? KNOWN_BAUDS[0]
      const others = [wantedBaud ?? first, ...KNOWN_BAUDS].filter((other) => other !== first)
      try {
        await listenToReceiver(port, [first, ...new Set(others)], listener, receiverWaits, stopping.signal)
      } catch (error) {
        if (stopping.signal.aborted) return
        if (phase === 'receiving') waitMs = retryMs
        phase = 'lost'
        lastError = error instanceof Error ? error.message : String(error)
        tracker.lose(now())
        announce(false)
      }
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, maxRetryMs)
    }
  }

  const ageCheck = setInterval(() => announce(false), AGE_CHECK_MS)
  const ended = run()

  return {
    status,
    location: (at) => tracker.location(at),
    clockOffsetMs: () => tracker.clockOffsetMs(),
    stop: async () => {
      stopping.abort()
      clearInterval(ageCheck)
      await ended
    },
  }
}
