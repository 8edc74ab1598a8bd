// Finds out when the system clock was set: it is compared with one that nobody can set. A computer that slept is the
// same to some systems, whose other clock stands still meanwhile; the entry says by how much they differ, not why.
export type ClockJump = {
  /** What the system clock says went by, and what the other one does. */
  readonly wallMs: number
  readonly monotonicMs: number
  readonly differenceMs: number
  readonly words: string
}

export type ClockWatch = {
  /** Looks now. */
  look(): void
  stop(): void
}

type Options = {
  readonly now: () => number
  readonly monotonic: () => number
  readonly onJump: (jump: ClockJump) => void
  readonly onLook: () => void
}

const EVERY_MS = 5000
const MOST_DIFFERENCE_MS = 2000

export function watchClock({ now, monotonic, onJump, onLook }: Options): ClockWatch {
  let wall = now()
  let steady = monotonic()

  function look(): void {
    const wallMs = now() - wall
    const monotonicMs = Math.round(monotonic() - steady)
    wall = now()
    steady = monotonic()
    const differenceMs = wallMs - monotonicMs
    if (Math.abs(differenceMs) > MOST_DIFFERENCE_MS) {
      onJump({ wallMs, monotonicMs, differenceMs, words: differenceWords(differenceMs) })
    }
    onLook()
  }

  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}

export function differenceWords(differenceMs: number): string {
  const seconds = (Math.abs(differenceMs) / 1000).toFixed(1)
  return `the clock went ${seconds} s ${differenceMs < 0 ? 'back' : 'on'}`
}
