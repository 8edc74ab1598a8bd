// Type-checks every world with its own tsconfig: the renderer has no Node types, the core no DOM types.
import { spawnSync } from 'node:child_process'

const WORLDS = [
  'src/shared',
  'src/main',
  'src/main/hosts/electron/preload',
  'src/server',
  'src/recognition',
  'src/renderer',
  'test',
  'build',
  'bench',
] as const

let failed = 0
for (const world of WORLDS) {
  const result = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', world], {
    stdio: 'inherit',
  })
  if (result.status !== 0) {
    failed += 1
    console.error(`types of ${world}: failed`)
  }
}
process.exitCode = failed === 0 ? 0 : 1
