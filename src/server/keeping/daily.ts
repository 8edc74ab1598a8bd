// Runs retention by itself: at the start, and then as often as the shortest clock asks.
import type { Log } from '#main/host.ts'
import type { Retention } from './retention.ts'

const HOUR_MS = 3_600_000
/** A clock of three minutes is looked at every minute. */
const PARTS = 3
const SHORTEST_MS = 20_000

type Options = { readonly retention: Retention; readonly log: Log; readonly everyMs?: number }

export type Keeping = { stop(): Promise<void> }

export function startKeeping({ retention, log, everyMs }: Options): Keeping {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let running = Promise.resolve()

  function pause(): number {
    if (everyMs !== undefined) return everyMs
    const shortest = Math.min(...retention.currentClocks().map(({ keptMs }) => keptMs ?? Infinity))
    return Math.min(HOUR_MS, Math.max(SHORTEST_MS, shortest / PARTS))
  }

  function look(): void {
    running = retention.run().then(
      () => undefined,
      // The cause may hold what was being purged; its name says enough to look for.
      (error: unknown) =>
        log(
          'error',
          `A purge stopped and is tried again: ${error instanceof Error ? error.name : 'unknown'}.`,
        ),
    )
    void running.finally(() => {
      if (!isStopped) timer = setTimeout(look, pause())
    })
  }

  look()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
