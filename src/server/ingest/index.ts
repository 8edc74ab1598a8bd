// What cars send is taken here: records in batches, pictures one by one. Taken means: checked, sealed, on the disk, and
// answered with a receipt; everything else is refused with a reason, and stays in the car.
export { createIngest, type Ingest, type IngestOptions } from './create-ingest.ts'
export { isActedOn, type TakenHit } from './hit-columns.ts'
