// Deletes what is past its clock, from the first day, in small steps between which the core does its work.
import { setTimeout as sleep } from 'node:timers/promises'
import { mediaRepository } from '#main/storage/media-repository.ts'
import type { Database } from '#main/storage/open.ts'
import {
  retentionRepository,
  type AgeCursor,
  type PurgeStep,
  type PurgeWindow,
} from '#main/storage/retention-repository.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { RetentionRules } from '#shared/domain/retention.ts'
import type { Log } from '../host.ts'
import { clocksNow } from './clocks.ts'
import type { Media } from './image-store.ts'

export type RetentionOptions = {
  readonly db: Database
  readonly media: Pick<Media, 'remove' | 'sweep'>
  /** Clocks of reads and images run from their recording, clocks of hits from their raising. */
  readonly rules: RetentionRules
  /** Its floor and ceiling bind where they are the stricter ones. */
  readonly profile?: Pick<Profile, 'retention'>
  /** True while a department server is enrolled: then nothing goes that it has no receipt for. */
  readonly isTransferRequired: () => boolean
  readonly now: () => number
  readonly log: Log
  readonly everyMs?: number
}

/** What one run deleted. `images` counts files; an image that is no longer named goes with its last read. */
export type PurgeCounts = {
  readonly reads: number
  readonly hits: number
  readonly contexts: number
  readonly images: number
  /** Plates, suppressions and exonerations that officers entered. */
  readonly entered: number
}

export type Retention = {
  /** Runs at once, or joins the run that is under way. */
  run(): Promise<PurgeCounts>
  stop(): Promise<void>
}

/** A step takes 2 to 3 ms, about as long as recording one read; then the core has its turn. */
const STEP_ROWS = 10
const STEP_PAGES = 10
const PAUSE_MS = 5
const SWEEP_EVERY_MS = 24 * 3_600_000
const BEGINNING: AgeCursor = { at: -1, key: 0 }

export function startRetention(options: RetentionOptions): Retention {
  const { db, media, rules, profile, isTransferRequired, now, log, everyMs = 30_000 } = options
  const repository = retentionRepository(db)
  const images = mediaRepository(db)
  const stopping = new AbortController()
  const { signal } = stopping
  let sweptAt: number | undefined
  let running: Promise<PurgeCounts> | undefined

  async function walk(keptMs: number, step: (window: PurgeWindow, cursor: AgeCursor) => PurgeStep) {
    const cutoffAt = now() - keptMs
    let removed = 0
    let cursor: AgeCursor | undefined = BEGINNING
    while (cursor !== undefined && !signal.aborted) {
      const done = step({ cutoffAt, limit: STEP_ROWS, isTransferRequired: isTransferRequired() }, cursor)
      removed += done.removed
      cursor = done.next
      if (cursor !== undefined) await sleep(PAUSE_MS)
    }
    return removed
  }

  async function removeImages(): Promise<number> {
    let removed = 0
    while (!signal.aborted) {
      const hashes = repository.forgetImages(STEP_ROWS, isTransferRequired())
      for (const hash of hashes) if (await media.remove(hash)) removed += 1
      if (hashes.length < STEP_ROWS) break
      await sleep(PAUSE_MS)
    }
    return removed
  }

  async function sweepWhenDue(): Promise<number> {
    if (signal.aborted || (sweptAt !== undefined && now() - sweptAt < SWEEP_EVERY_MS)) return 0
    sweptAt = now()
    return media.sweep(images.has, signal)
  }

  async function purge(): Promise<PurgeCounts> {
    const clocks = clocksNow(rules, profile, isTransferRequired())
    // Hits before reads: a read goes in the same run as the last hit that held it.
    const hits = await walk(clocks.hitsMs, repository.purgeHits)
    const contexts = await walk(clocks.contextImagesMs, repository.expireContexts)
    const reads = await walk(clocks.readsMs, repository.purgeReads)
    const entered = repository.purgeEntered(now() - clocks.hitsMs, isTransferRequired())
    const files = (await removeImages()) + (await sweepWhenDue())
    const counts = { reads, hits, contexts, entered, images: files }
    if (Object.values(counts).some((count) => count > 0)) {
      while (!signal.aborted && repository.shrink(STEP_PAGES)) await sleep(PAUSE_MS)
      if (!signal.aborted) repository.emptyLog()
      log(
        'info',
        `Retention deleted ${reads} reads, ${hits} hits, ${contexts} context images of reads, ` +
          `${entered} entries of officers; ` +
          `${counts.images} image files were removed.`,
      )
    }
    return counts
  }

  function run(): Promise<PurgeCounts> {
    running ??= purge().finally(() => {
      running = undefined
    })
    return running
  }

  const timer = setInterval(() => {
    run().catch((error: unknown) => {
      log('error', `Retention could not run and will be tried again: ${String(error)}`)
    })
  }, everyMs)
  timer.unref()

  return {
    run,
    async stop() {
      stopping.abort()
      clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}
