// The console over a scripted core, for looking at it while working on it:
// `node test/support/console/serve.ts [READS]` after `npx vite build`. Ends with Ctrl-C.
import { startScriptedCore } from './scripted-core.ts'

const core = await startScriptedCore({
  reads: Number(process.argv[2] ?? 100_000),
  cameras: [
    { name: 'FRONT', mount: 'front', replaced: 120 },
    { name: 'REAR', mount: 'rear', framesPerSecond: 13.1 },
    {
      name: 'LEFT',
      mount: 'left',
      state: 'lost',
      framesPerSecond: 0,
      lastError: 'no such device: /dev/video2',
    },
  ],
  status: (status) => ({ ...status, demonstration: true }),
})
console.log(`${core.url}  (four reads a second, a hit every twenty seconds)`)
let ticks = 0
setInterval(() => {
  ticks += 1
  core.addReads(1)
  if (ticks % 80 === 0) core.hits.raise()
}, 250)
