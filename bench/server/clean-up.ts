// What a run leaves on the machine (a database, a process, folders) goes with it, however it ends.
import { setTimeout as sleep } from 'node:timers/promises'

export type CleanUp = {
  /** Done at the end, the newest first. */
  add(step: () => Promise<void> | void): void
  run(): Promise<void>
}

/** From here on SIGINT and SIGTERM clean up before they end the process. */
export function openCleanUp(): CleanUp {
  const steps: (() => Promise<void> | void)[] = []
  let running: Promise<void> | undefined

  async function all(): Promise<void> {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      // Ctrl-C reaches the database and the server too: they may be ending by themselves just then.
      for (let tries = 0; tries < 20; tries += 1) {
        try {
          await step()
          break
        } catch {
          await sleep(250)
        }
      }
    }
  }
  const run = (): Promise<void> => (running ??= all())
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      process.stderr.write('cleaning up\n')
      void run().then(() => process.exit(code))
    })
  }
  return { add: (step) => void steps.push(step), run }
}
