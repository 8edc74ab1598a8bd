type BackOff = {
  /** Milliseconds to wait before the next attempt; each call doubles the one after it. */
  next(): number
  reset(): void
}

/** Waits that double from `firstMs` up to `longestMs`. */
export function createBackOff(firstMs: number, longestMs: number): BackOff {
  let ms = firstMs
  return {
    next() {
      const wait = ms
      ms = Math.min(ms * 2, longestMs)
      return wait
    },
    reset() {
      ms = firstMs
    },
  }
}
