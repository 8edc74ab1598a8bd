// What the console's status line says about the car's own equipment.
import { z } from 'zod'
import { HotListStatus } from './hot-list.ts'
import { GpsStatus } from './place.ts'

export const RecogniserStatus = z.object({
  state: z.enum(['starting', 'reading', 'not-reading']),
  /** Why it does not read, and what to do. */
  fault: z.string().optional(),
  provider: z.string(),
  threads: z.int().nonnegative(),
  /** Share of wall time spent in recognition over the last seconds, 0 to 1. */
  load: z.number().min(0).max(1),
  framesPerSecond: z.number().nonnegative(),
  /** Median milliseconds of recognition per frame over the last seconds. */
  frameMs: z.number().nonnegative(),
  models: z.array(z.object({ name: z.string(), version: z.string(), sha256: z.string() })),
})
export type RecogniserStatus = z.infer<typeof RecogniserStatus>

/** normal; no-context: context images are stopped; hits-only: reads without a hit are not kept either. */
export const StorageGuard = z.enum(['normal', 'no-context', 'hits-only'])
export type StorageGuard = z.infer<typeof StorageGuard>

export const StorageStatus = z.object({
  guard: StorageGuard,
  freeBytes: z.number().nonnegative(),
  reads: z.int().nonnegative(),
  hits: z.int().nonnegative(),
  openHits: z.int().nonnegative(),
  /** Reads dropped because of the guard since start. */
  dropped: z.int().nonnegative(),
  /** Records waiting for a transfer to the department server. */
  notTransferred: z.int().nonnegative(),
})
export type StorageStatus = z.infer<typeof StorageStatus>

export const SystemStatus = z.object({
  version: z.string(),
  demonstration: z.boolean(),
  recogniser: RecogniserStatus,
  storage: StorageStatus,
  gps: GpsStatus,
  hotLists: z.array(HotListStatus),
})
export type SystemStatus = z.infer<typeof SystemStatus>
