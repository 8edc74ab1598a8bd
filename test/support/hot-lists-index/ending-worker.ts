// An import worker that ends in the middle, as one that ran out of memory does.
import { parentPort } from 'node:worker_threads'

parentPort?.postMessage({ kind: 'progress', progress: { lines: 1, share: 0.1 } }, [])
setTimeout(() => process.exit(7), 20)
