// Starts the thread of one import and waits for what it makes of the file.
import { Worker } from 'node:worker_threads'
import type { ImportProgress, WorkerInput, WorkerMessage } from './import-request.ts'

type Result = Exclude<WorkerMessage, { readonly kind: 'progress' }>

export type ImportRun = {
  /** Rejects with an Error when the thread ends without a result. */
  readonly result: Promise<Result>
  stop(): Promise<void>
}

export function startImportWorker(
  entry: URL,
  input: WorkerInput,
  onProgress: (progress: ImportProgress) => void,
): ImportRun {
  const worker = new Worker(entry, { workerData: input, name: 'hot-list-import' })
  const result = new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else resolve(message)
    })
    worker.once('error', (error) => reject(new ImportEnded(error.message, { cause: error })))
    worker.once('exit', (code) => reject(new ImportEnded(`exit code ${code}`)))
  })
  return {
    result,
    stop: async () => {
      await worker.terminate()
    },
  }
}

/** The import's thread ended by itself: out of memory, ended with the program, or a bug. */
class ImportEnded extends Error {
  override readonly name = 'its thread ended early'
}
