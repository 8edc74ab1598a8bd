// Starts the one recognition worker in a thread of the core's process; both hosts use it.
import { MessageChannel, Worker } from 'node:worker_threads'
import type { RecogniserPort } from './host.ts'

/** `entry` is the worker's file. The worker talks only to the port it is handed. */
export function startRecogniserWorker(entry: URL): RecogniserPort {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(entry, { workerData: { port: port2 }, transferList: [port2], name: 'recogniser' })
  const ended = new Promise<string>((resolve) => {
    worker.once('error', (error) => resolve(error.message))
    worker.once('exit', (code) => resolve(`exit code ${code}`))
  })
  return {
    port: port1,
    ended,
    stop: async () => {
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000).unref())])
      port1.close()
      await worker.terminate()
    },
  }
}
