// One connection to a GPS receiver, from opening its port to losing it: finds the rate it speaks at by
// listening, then hands over its sentences.
import { setTimeout as sleep } from 'node:timers/promises'
import { openPort } from '../serial/open-port.ts'
import { createNmeaLines } from './nmea-lines.ts'
import { readSentence } from './read-sentence.ts'

export type ReceiverListener = {
  /** The receiver was found; sentences follow, beginning with those that gave it away. */
  onFound(baud: number): void
  /** A sentence; true when it was sound. */
  onSentence(line: string): boolean
  /** Sentences that broke off or were spoilt by noise. */
  onBroken(count: number): void
}

export type ReceiverWaits = {
  /** How long to listen at each rate: receivers speak once a second. */
  readonly listenMs: number
  /** A receiver that says nothing sound for this long is lost. */
  readonly silentMs: number
}

/** One line in 256 of any noise has a right checksum by chance; two in one listening do not. */
const SOUND_SENTENCES_WANTED = 2

/**
 * Tries `bauds` in their order. Ends only by throwing: an Error that names the port and says what to do, or
 * the reason of `signal`.
 */
export async function listenToReceiver(
  path: string,
  bauds: readonly [number, ...number[]],
  listener: ReceiverListener,
  waits: ReceiverWaits,
  signal: AbortSignal,
): Promise<never> {
  const over = new AbortController()
  const stop = () => over.abort(signal.reason)
  let take = ignoreBytes
  const port = await openPort(path, bauds[0], {
    onData: (bytes) => take(bytes),
    onLost: (error) => over.abort(error),
  })
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  let silence: NodeJS.Timeout | undefined
  const fallSilent = () => {
    over.abort(new Error(`${path}: the GPS receiver fell silent; check its cable and power`))
  }

  const hearsSentencesAt = async (baud: number): Promise<boolean> => {
    await port.setBaud(baud)
    const lines = createNmeaLines()
    const sound: string[] = []
    const found = Promise.withResolvers<true>()
    take = (bytes) => {
      sound.push(...lines.push(bytes).sentences.filter((line) => readSentence(line) !== undefined))
      if (sound.length < SOUND_SENTENCES_WANTED) return
      // From the next byte on, in the same breath: nothing that follows is lost.
      take = (more) => {
        const { sentences, broken } = lines.push(more)
        if (broken > 0) listener.onBroken(broken)
        for (const line of sentences) if (listener.onSentence(line)) silence?.refresh()
      }
      silence = setTimeout(fallSilent, waits.silentMs)
      listener.onFound(baud)
      for (const line of sound) listener.onSentence(line)
      found.resolve(true)
    }
    return await Promise.race([found.promise, sleep(waits.listenMs, false, { signal: over.signal })])
  }

  try {
    for (const baud of bauds) {
      if (await hearsSentencesAt(baud)) await untilAborted(over.signal)
    }
    throw new Error(
      `${path}: no NMEA sentences heard at ${bauds.join(', ')} baud; check that the receiver has power and sends NMEA 0183`,
    )
  } catch (error) {
    throw over.signal.aborted ? over.signal.reason : error
  } finally {
    clearTimeout(silence)
    signal.removeEventListener('abort', stop)
    take = ignoreBytes
    over.abort()
    await port.close()
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
    if (signal.aborted) resolve()
  })
  signal.throwIfAborted()
}

function ignoreBytes(_bytes: Uint8Array): void {
  // Nobody listens yet, or any more.
}
