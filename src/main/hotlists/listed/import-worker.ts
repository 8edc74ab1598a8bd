// The import's own thread: reads one file, builds the version, reports, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerInput, WorkerMessage } from './import-request.ts'
import { runImport } from './run-import.ts'

/** Progress is told about ten times a second. */
const PROGRESS_MS = 100

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- started by installed-list.ts alone, with this
const input = workerData as WorkerInput
const tell = (message: WorkerMessage): void => parentPort?.postMessage(message, [])

let toldAt = 0
const result = runImport(input, (progress) => {
  const now = performance.now()
  if (now - toldAt < PROGRESS_MS) return
  toldAt = now
  tell({ kind: 'progress', progress })
})
tell(result)
