// One core in a process of its own, told what to play, reporting to the benchmark that started it: its
// memory and CPU are then its own. Started by pipeline.ts.
import { join } from 'node:path'
import { parseArguments } from '#main/arguments.ts'
import { startCore } from '#main/core.ts'
import { browserHost } from '#main/hosts/browser/browser-host.ts'
import { startConsoleServer } from '#main/hosts/browser/console-server.ts'
import type { CoreReport } from './core-report.ts'

const root = join(import.meta.dirname, '..')
const report = (message: CoreReport): void => void process.send?.(message)

const words = parseArguments(process.argv.slice(2))
const host = browserHost(root, (level, message) => {
  if (level === 'error') console.error(message)
})
const seen = new Set<string>()
const core = await startCore(host, words, {
  onKept: (read, raised) => {
    const isFirst = !seen.has(read.id)
    seen.add(read.id)
    const keptAt = Date.now()
    report({ kind: 'kept', isFirst, capturedAt: read.capturedAt, keptAt, raised: [...raised] })
  },
})
const server = words.isFast ? undefined : await startConsoleServer(core, 0)
const sample = (): void => {
  const { user, system } = process.cpuUsage()
  const cameras = core.cameras()
  report({
    kind: 'sample',
    atMs: performance.now(),
    rssMiB: process.memoryUsage().rss / 1024 ** 2,
    cpuMs: (user + system) / 1000,
    frames: cameras.reduce((sum, camera) => sum + camera.frames, 0),
    replaced: cameras.reduce((sum, camera) => sum + camera.replaced, 0),
    recogniserMs: core.systemStatus().recogniser.frameMs,
  })
}
report({ kind: 'started', address: server?.address ?? '' })
const sampling = setInterval(sample, 1000)

async function end(): Promise<void> {
  clearInterval(sampling)
  sample()
  await server?.stop()
  await core.stop()
  report({ kind: 'ended' })
  process.disconnect()
  process.exit()
}
process.once('message', () => void end())
void core.footageOver.then(end)
