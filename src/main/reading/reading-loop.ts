// Takes the newest frame, has it recognised, hands what was made out to the keeper, and only then takes the
// next: the recogniser is never behind by more than the frame it works on.
import type { Cameras } from '#main/capture/index.ts'
import type { Log } from '#main/host.ts'
import type { PassUpdate } from '#shared/recognition/messages.ts'
import type { RecogniserClient } from './recogniser-client.ts'
import type { RecogniserLoad } from './recogniser-load.ts'

/**
 * Updates that may wait for a slow disk, each with up to 3 MB of pixels. Past that no frame is taken until
 * they are on disk: frames are replaced and counted, reads are not lost.
 */
const MOST_WAITING = 32

export type ReadingLoop = {
  /** Resolves when all footage is over and its reads are kept, or after `stop`. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

type Parts = {
  readonly cameras: Pick<Cameras, 'take'>
  readonly recogniser: RecogniserClient
  readonly load: RecogniserLoad
  /** Keeps one update; resolves when it is on disk. Never called twice at once for one pass. */
  readonly keep: (update: PassUpdate) => Promise<void>
  readonly onFootageEnd: (camera: string) => void
  readonly log: Log
}

export function startReadingLoop(parts: Parts): ReadingLoop {
  const { cameras, recogniser, load, log } = parts
  const end = new AbortController()
  // Updates are kept in the order they were made, beside the recognition of the next frame.
  let kept: Promise<void> = Promise.resolve()
  let waiting = 0

  function keepAll(updates: readonly PassUpdate[]): void {
    for (const update of updates) {
      waiting += 1
      kept = kept
        .then(() => parts.keep(update))
        .catch((error: unknown) => {
          log('error', `A read could not be kept: ${error instanceof Error ? error.message : String(error)}`)
        })
        .finally(() => {
          waiting -= 1
        })
    }
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      const taken = await cameras.take(end.signal)
      if (taken === undefined) return
      if ('ended' in taken) {
        const answer = await recogniser.endCamera(taken.camera.id)
        keepAll(answer?.passes ?? [])
        await kept
        parts.onFootageEnd(taken.camera.id)
        continue
      }
      const answer = await recogniser.recognise(taken.frame, taken.isStill)
      if (answer === undefined) continue
      load.add(performance.now(), answer.timings.totalMs)
      if (answer.error !== undefined) log('warn', `${taken.camera.name}: ${answer.error}`)
      keepAll(answer.passes)
      if (waiting > MOST_WAITING) await kept
    }
  }

  const running = run()
  return {
    done: running.then(() => kept),
    stop: async () => {
      end.abort()
      await running
      await kept
    },
  }
}
