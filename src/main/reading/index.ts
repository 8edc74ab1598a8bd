// Reading: frames to the recogniser, its answers to reads.
export { openRecogniser, type RecogniserClient } from './recogniser-client.ts'
export { createReadKeeper } from './keep-reads.ts'
export { createByHand, type ByHand } from './by-hand.ts'
export { startReadingLoop } from './reading-loop.ts'
export { createRecogniserLoad } from './recogniser-load.ts'
