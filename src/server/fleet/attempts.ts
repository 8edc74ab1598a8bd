// Wrong enrolment codes: after twenty within an hour from one address, or two hundred in all, nothing more is tried for
// an hour. A code has 130 random bits, so this guards against noise and load, not against guessing.
const HOUR_MS = 3_600_000
const MOST_OF_ONE = 20
const MOST_OF_ALL = 200
/** More addresses than this are as good as all. */
const MOST_ADDRESSES = 1000

export function createAttempts(now: () => number) {
  const failedAt = new Map<string, number[]>()

  function recent(address: string): number[] {
    return (failedAt.get(address) ?? []).filter((at) => now() - at < HOUR_MS)
  }

  function all(): number {
    let count = 0
    // A Map may lose its keys while it is walked.
    for (const address of failedAt.keys()) {
      const left = recent(address)
      if (left.length === 0) failedAt.delete(address)
      else failedAt.set(address, left)
      count += left.length
    }
    return count
  }

  return {
    isLocked: (address: string): boolean =>
      recent(address).length >= MOST_OF_ONE || all() >= MOST_OF_ALL || failedAt.size >= MOST_ADDRESSES,
    /** Says whether this one was the last that is let through. */
    failed(address: string): boolean {
      failedAt.set(address, [...recent(address), now()])
      return recent(address).length === MOST_OF_ONE || all() === MOST_OF_ALL
    },
  }
}
