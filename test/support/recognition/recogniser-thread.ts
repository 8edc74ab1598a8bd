// The real recognition worker in a thread, spoken to over its port as the core does. One per test file:
// onnxruntime can abort the process when workers are made and ended repeatedly.
import type { MessagePort } from 'node:worker_threads'
import { startRecogniserWorker } from '#main/recogniser-worker.ts'
import type { FromRecogniser, ToRecogniser } from '#shared/recognition/messages.ts'

export type RecogniserThread = {
  readonly port: MessagePort
  /** Sends one message and gives the next answer. */
  ask(message: ToRecogniser): Promise<FromRecogniser>
  stop(): Promise<void>
}

export function startRecogniserThread(): RecogniserThread {
  const worker = startRecogniserWorker(new URL('../../../src/recognition/worker.ts', import.meta.url))
  return {
    port: worker.port,
    ask: (message) =>
      new Promise((resolve, reject) => {
        void worker.ended.then((reason) => reject(new Error(`The recogniser ended: ${reason}`)))
        worker.port.once('message', (answer: FromRecogniser) => resolve(answer))
        worker.port.postMessage(message, message.type === 'frame' ? [message.frame.pixels.data] : [])
      }),
    async stop() {
      worker.port.postMessage({ type: 'close' } satisfies ToRecogniser, [])
      await worker.stop()
    },
  }
}
