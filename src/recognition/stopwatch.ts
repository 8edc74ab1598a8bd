// Time spent per stage of one frame.
import type { FrameTimings } from '#shared/recognition/messages.ts'

type Stage = Exclude<keyof FrameTimings, 'totalMs'>

export type Stopwatch = {
  /** Adds the time since the last lap to a stage; `otherMs` belongs to none. */
  lap(stage: Stage | 'otherMs'): void
  laps(): Readonly<Record<Stage, number>>
  totalMs(): number
}

export function startStopwatch(): Stopwatch {
  const startedAt = performance.now()
  let lastAt = startedAt
  const laps: Record<Stage, number> = { resampleMs: 0, detectMs: 0, straightenMs: 0, readMs: 0, stateMs: 0 }
  return {
    lap(stage) {
      const now = performance.now()
      if (stage !== 'otherMs') laps[stage] += now - lastAt
      lastAt = now
    },
    laps: () => ({ ...laps }),
    totalMs: () => performance.now() - startedAt,
  }
}
