import { defineConfig } from 'vitest/config'

// Every file runs in a process of its own: onnxruntime can abort the whole process when workers are made
// and ended repeatedly in one (microsoft/onnxruntime #20084), and native handles must not leak across files.
// The limits only end what hangs: no test may fail because a machine is busy.
const shared = {
  pool: 'forks' as const,
  isolate: true,
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 20_000 } },
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: { ...shared, name: 'unit', include: ['src/**/*.test.ts', 'build/**/*.test.ts'] },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['test/{integration,contract,policy}/**/*.test.ts'],
        },
      },
    ],
  },
})
