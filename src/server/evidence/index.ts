// Packages that leave the department: evidence, and what they are made of.
export { bagged, textOf } from './bag.ts'
export { createEvidence, type Evidence } from './create-evidence.ts'
export {
  type RecordSource,
  recordFiles,
  recordsOf,
  recordTable,
  type StoredRecord,
  timeOf,
} from './records.ts'
export { createRecordSource } from './record-source.ts'
export { reportPdf } from './report.ts'
export { sealToOf, storeSealed } from './store-sealed.ts'
export { removeOrphans } from './orphans.ts'
export { zipped } from './zip.ts'
