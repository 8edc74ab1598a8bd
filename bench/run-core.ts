// Starts core-process.ts on a fresh data folder and collects what it reports.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CoreReport, CoreSample } from './core-report.ts'

export type CoreRun = {
  readonly home: string
  readonly dataFolder: string
  readonly address: Promise<string>
  readonly samples: readonly CoreSample[]
  readonly kept: readonly Extract<CoreReport, { kind: 'kept' }>[]
  readonly ended: Promise<void>
  stop(): Promise<void>
  remove(): void
}

export function runCore(words: readonly string[]): CoreRun {
  const home = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  const dataFolder = join(home, 'data')
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: join(home, 'share'),
    XDG_CONFIG_HOME: join(home, 'config'),
  }
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'core-process.ts'),
    ['--data', dataFolder, ...words],
    {
      env,
    },
  )
  const samples: CoreSample[] = []
  const kept: Extract<CoreReport, { kind: 'kept' }>[] = []
  const address = Promise.withResolvers<string>()
  child.on('message', (message: CoreReport) => {
    if (message.kind === 'started') address.resolve(message.address)
    else if (message.kind === 'sample') samples.push(message)
    else if (message.kind === 'kept') kept.push(message)
  })
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`the core ended with ${String(code)}`)
  })
  return {
    home,
    dataFolder,
    address: address.promise,
    samples,
    kept,
    ended,
    stop: async () => {
      if (child.connected) child.send('stop')
      await ended
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}
