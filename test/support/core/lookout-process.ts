// Lookout as a person starts it, in a process of its own with a home of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export type LookoutProcess = {
  /** Where the installation keeps its data. */
  readonly dataFolder: string
  readonly home: string
  /** Everything printed so far. */
  output(): string
  /** Waits for a line that matches; rejects with all output when the process ends first. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  /** The address with the one-time token. */
  address(): Promise<string>
  /** Asks it to end as a service manager would, and waits for it. Returns the exit code. */
  stop(): Promise<number | null>
  readonly exited: Promise<number | null>
  remove(): void
}

/** `words` as behind `npm start --`. */
export function startLookout(words: readonly string[], script = 'build/start.ts'): LookoutProcess {
  const home = mkdtempSync(join(tmpdir(), 'lookout-home-'))
  const dataFolder = join(home, 'data')
  const child = spawn(process.execPath, [resolve(script), '--no-window', '--data', dataFolder, ...words], {
    env: {
      ...process.env,
      HOME: home,
      XDG_DATA_HOME: join(home, 'share'),
      XDG_CONFIG_HOME: join(home, 'config'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const watchers = new Set<() => void>()
  const take = (chunk: Buffer): void => {
    text += chunk.toString()
    for (const watcher of watchers) watcher()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const exited = new Promise<number | null>((done) => {
    child.once('close', (code) => {
      done(code)
      for (const watcher of watchers) watcher()
    })
  })

  function line(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found, reject) => {
      const look = (): void => {
        const match = pattern.exec(text)
        if (match !== null) {
          watchers.delete(look)
          found(match)
        } else if (child.exitCode !== null) {
          watchers.delete(look)
          reject(new Error(`Lookout ended with ${child.exitCode} before ${String(pattern)}:\n${text}`))
        }
      }
      watchers.add(look)
      look()
    })
  }

  return {
    dataFolder,
    home,
    output: () => text,
    line,
    address: async () => (await line(/http:\/\/localhost:\d+\/\?token=[\w-]+/))[0],
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
    exited,
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}
