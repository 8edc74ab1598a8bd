// Entry of the recognition thread. It talks only to the MessagePort it is given, in `workerData.port` or
// in the first message, so that it can move to another process without a change.
import { MessagePort, parentPort, workerData } from 'node:worker_threads'
import { serveRecogniser } from './serve-recogniser.ts'

function portIn(given: unknown): MessagePort | undefined {
  const port = typeof given === 'object' && given !== null && 'port' in given ? given.port : given
  return port instanceof MessagePort ? port : undefined
}

const port = portIn(workerData)
if (port !== undefined) serveRecogniser(port)
else {
  parentPort?.once('message', (message: unknown) => {
    const given = portIn(message)
    if (given === undefined) throw new Error('The recognition worker needs a MessagePort.')
    serveRecogniser(given)
  })
}
