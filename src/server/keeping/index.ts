// Keeping: how long records stay, what holds them longer, and the proof of what went (docs/decisions/0022).
export { holdActedOn } from './acted-on.ts'
export type { RetentionSettings } from './clocks.ts'
export { startKeeping } from './daily.ts'
export { createHolds, type Holds } from './holds.ts'
export { createRetention, type Retention } from './retention.ts'
export { createWhy } from './why.ts'
