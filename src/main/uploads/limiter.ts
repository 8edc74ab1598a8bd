// Holds the transfer to so many bytes a second, so that the officer's own work has the rest of the line.

export type Limiter = {
  /** Resolves when so many bytes may go; rejects with the signal's reason. */
  take(bytes: number, signal: AbortSignal): Promise<void>
}

/** What may go at once after a pause. */
const BURST_MS = 2000
const LOOK_MS = 20

/** Without a limit nothing waits. `now`: the clock that the second is counted by. */
export function createLimiter(mostKbps: number | undefined, now: () => number): Limiter {
  if (mostKbps === undefined) return { take: () => Promise.resolve() }
  const bytesPerMs = (mostKbps * 1000) / 8 / 1000
  const burst = bytesPerMs * BURST_MS
  let left = burst
  let lookedAt = now()

  function fill(): void {
    const at = now()
    left = Math.min(burst, left + Math.max(0, at - lookedAt) * bytesPerMs)
    lookedAt = at
  }

  return {
    async take(bytes, signal) {
      // One that is larger than a burst leaves a debt behind, which the next one waits for.
      const needed = Math.min(bytes, burst)
      for (fill(); left < needed; fill()) {
        signal.throwIfAborted()
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
      left -= bytes
    },
  }
}
