/** Something that is asked for often and done seldom. */
export type Paced = {
  /** Does it at once when the last time is long enough ago, else once when it is. */
  readonly ask: () => void
  readonly stop: () => void
}

/**
 * Runs `work` at most once in `spacingMs` and never twice at the same time: ten reads a second become
 * four refreshes. The last ask is never lost. `work` deals with its own failures.
 */
export function paced(spacingMs: number, work: () => Promise<void> | void): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false
  let isAsked = false
  let isStopped = false
  let notBefore = 0

  async function run(): Promise<void> {
    isAsked = false
    isRunning = true
    notBefore = performance.now() + spacingMs
    try {
      await work()
    } finally {
      isRunning = false
      if (isAsked) ask()
    }
  }

  function ask(): void {
    isAsked = true
    if (isRunning || isStopped || timer !== undefined) return
    const waitMs = notBefore - performance.now()
    if (waitMs <= 0) {
      void run()
      return
    }
    timer = setTimeout(() => {
      timer = undefined
      void run()
    }, waitMs)
  }

  return {
    ask,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
