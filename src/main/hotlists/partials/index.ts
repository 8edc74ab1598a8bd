// Partial plates: thousands of patterns with unknown characters in known places, against a read.
export { createPartialIndex, type PartialIndex } from './partial-index.ts'
