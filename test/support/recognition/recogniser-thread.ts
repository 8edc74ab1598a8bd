// The real recognition worker in a thread, spoken to over its port as the core does. One per test file:
// onnxruntime can abort the process when workers are made and ended repeatedly.
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { FromRecogniser, ToRecogniser } from '#shared/recognition/messages.ts'

export type RecogniserThread = {
  readonly port: MessagePort
  /** Sends one message and gives the next answer. */
  ask(message: ToRecogniser): Promise<FromRecogniser>
  stop(): Promise<void>
}

export function startRecogniserThread(): RecogniserThread {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(new URL('../../../src/recognition/worker.ts', import.meta.url), {
    workerData: { port: port2 },
    transferList: [port2],
  })
  return {
    port: port1,
    ask: (message) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject)
        port1.once('message', (answer: FromRecogniser) => {
          worker.off('error', reject)
          resolve(answer)
        })
        port1.postMessage(message, message.type === 'frame' ? [message.frame.pixels.data] : [])
      }),
    async stop() {
      port1.close()
      await worker.terminate()
    },
  }
}
