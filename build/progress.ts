// A progress bar on a terminal, for what takes longer than two seconds.

const PATIENCE_MS = 2000
const WIDTH = 30
const EVERY_MS = 100

export type Progress = {
  /** `share` from 0 to 1; undefined when it is not known how much there is. */
  show(share: number | undefined): void
  /** Prints a line without breaking the bar. */
  say(line: string): void
  /** Takes the bar off the terminal. */
  clear(): void
}

/** Draws on standard error, and only where that is a terminal. */
export function createProgress(title: string): Progress {
  const startedMs = performance.now()
  let drawnMs = 0
  let isDrawn = false

  function clear(): void {
    if (isDrawn) process.stderr.write('\r\u001B[2K')
    isDrawn = false
  }

  return {
    show: (share) => {
      const now = performance.now()
      if (!process.stderr.isTTY || now - startedMs < PATIENCE_MS || now - drawnMs < EVERY_MS) return
      drawnMs = now
      const seconds = Math.round((now - startedMs) / 1000)
      const full = Math.round(Math.min(1, share ?? 0) * WIDTH)
      const bar =
        share === undefined ? '' : `[${'#'.repeat(full).padEnd(WIDTH, '.')}] ${Math.round(share * 100)} % `
      process.stderr.write(`\r\u001B[2K${bar}${seconds} s ${title}`)
      isDrawn = true
    },
    say: (line) => {
      clear()
      console.error(line)
    },
    clear,
  }
}
