type FrameRate = {
  count(atMs: number): void
  /** Frames a second over the last two seconds, to one decimal. */
  perSecond(atMs: number): number
}

const WINDOW_MS = 2_000

export function measureRate(): FrameRate {
  const arrivals: number[] = []
  let firstMs: number | undefined

  function forget(atMs: number): void {
    const oldest = arrivals.findIndex((arrival) => arrival > atMs - WINDOW_MS)
    arrivals.splice(0, oldest < 0 ? arrivals.length : oldest)
  }

  return {
    count(atMs) {
      firstMs ??= atMs
      forget(atMs)
      arrivals.push(atMs)
    },
    perSecond(atMs) {
      forget(atMs)
      // In its first second a camera is not yet judged by the few frames it had time for.
      const spanMs = Math.min(WINDOW_MS, Math.max(1_000, atMs - (firstMs ?? atMs)))
      return Math.round((arrivals.length * 10_000) / spanMs) / 10
    },
  }
}
