// Waits between attempts: twice as long each time, and anywhere below that, so that a shift's cars that lost the server
// at the same moment do not come back at the same moment (full jitter).

export type BackOff = {
  /** Milliseconds until the next attempt. */
  next(): number
  reset(): void
}

const FIRST_MS = 1000
const LONGEST_MS = 5 * 60_000

export function createBackOff(random: () => number): BackOff {
  let most = FIRST_MS
  return {
    next() {
      const wait = Math.ceil(random() * most)
      most = Math.min(most * 2, LONGEST_MS)
      return wait
    },
    reset() {
      most = FIRST_MS
    },
  }
}
