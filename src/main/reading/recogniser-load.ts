// How busy the recogniser has been over the last seconds.

const WINDOW_MS = 5000

export type RecogniserLoad = {
  /** One frame was recognised: when the answer came and how long it took, milliseconds. */
  add(doneAt: number, tookMs: number): void
  /** Over the window that ends at `at`: share of wall time, frames a second, median ms a frame. */
  figures(at: number): { load: number; framesPerSecond: number; frameMs: number }
}

export function createRecogniserLoad(): RecogniserLoad {
  let frames: { doneAt: number; tookMs: number }[] = []
  const prune = (at: number): void => {
    const first = frames.findIndex((frame) => frame.doneAt > at - WINDOW_MS)
    frames = first === -1 ? [] : frames.slice(first)
  }
  return {
    add: (doneAt, tookMs) => {
      frames.push({ doneAt, tookMs })
      if (frames.length > 1000) prune(doneAt)
    },
    figures: (at) => {
      prune(at)
      const busyMs = frames.reduce((sum, frame) => sum + frame.tookMs, 0)
      const sorted = frames.map((frame) => frame.tookMs).toSorted((a, b) => a - b)
      return {
        load: Math.min(1, busyMs / WINDOW_MS),
        framesPerSecond: frames.length / (WINDOW_MS / 1000),
        frameMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
      }
    },
  }
}
