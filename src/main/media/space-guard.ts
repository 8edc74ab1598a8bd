// Watches the free space of the data folder's disk: below one limit context images are stopped, below
// another reads without a hit too. Hits are always kept.
import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import type { StorageGuard, StorageStatus } from '#shared/domain/system.ts'
import type { Log } from '../host.ts'

const GiB = 1024 ** 3

/** Free bytes at which the guard steps in, and how much more there must be before it steps back. */
export const SpaceLimits = z
  .object({
    contextsStopBelow: z
      .int()
      .nonnegative()
      .default(4 * GiB),
    readsStopBelow: z.int().nonnegative().default(GiB),
    resumeMargin: z
      .int()
      .nonnegative()
      .default(GiB / 2),
  })
  .refine((limits) => limits.readsStopBelow <= limits.contextsStopBelow, {
    message: 'readsStopBelow must not be above contextsStopBelow: context images stop first',
  })
export type SpaceLimits = z.infer<typeof SpaceLimits>

/** What is to be kept at this much free space. The margin keeps it from switching to and fro at a limit. */
export function decideGuard(before: StorageGuard, freeBytes: number, limits: SpaceLimits): StorageGuard {
  const margin = (isStopped: boolean) => (isStopped ? limits.resumeMargin : 0)
  if (freeBytes < limits.readsStopBelow + margin(before === 'hits-only')) return 'hits-only'
  if (freeBytes < limits.contextsStopBelow + margin(before !== 'normal')) return 'no-context'
  return 'normal'
}

export type SpaceGuardOptions = {
  readonly folder: string
  readonly limits: SpaceLimits
  readonly log: Log
  readonly everyMs?: number
  readonly readFreeBytes?: (folder: string) => Promise<number>
}

export type SpaceGuard = {
  /** What may be kept of a read now; one that may not is counted as dropped. */
  admit(read: { readonly hasHit: boolean }): { readonly keepsRead: boolean; readonly keepsContext: boolean }
  status(): Pick<StorageStatus, 'guard' | 'freeBytes' | 'dropped'>
  /** Looks at the disk now. */
  check(): Promise<void>
  stop(): void
}

/** Resolves when the disk was looked at for the first time. */
export async function startSpaceGuard(options: SpaceGuardOptions): Promise<SpaceGuard> {
  const { folder, limits, log, everyMs = 5000, readFreeBytes = freeBytesOf } = options
  let guard: StorageGuard = 'normal'
  let freeBytes = 0
  let dropped = 0
  let isFailing = false

  async function check(): Promise<void> {
    try {
      freeBytes = await readFreeBytes(folder)
      isFailing = false
    } catch (error) {
      if (!isFailing) log('error', `The free space of ${folder} cannot be told: ${String(error)}`)
      isFailing = true
      return
    }
    const before = guard
    guard = decideGuard(before, freeBytes, limits)
    if (guard !== before)
      log(guard === 'normal' ? 'info' : 'warn', `${SAYS[guard]} ${freeBytes} bytes are free.`)
  }

  await check()
  const timer = setInterval(() => void check(), everyMs)
  timer.unref()

  return {
    admit({ hasHit }) {
      const keepsRead = hasHit || guard !== 'hits-only'
      if (!keepsRead) dropped += 1
      return { keepsRead, keepsContext: keepsRead && (hasHit || guard === 'normal') }
    },
    status: () => ({ guard, freeBytes, dropped }),
    check,
    stop: () => clearInterval(timer),
  }
}

const SAYS: Record<StorageGuard, string> = {
  normal: 'There is space again: reads are kept with their context images.',
  'no-context': 'The disk is filling up: reads are kept without context images.',
  'hits-only': 'The disk is nearly full: only reads with a hit are kept.',
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
