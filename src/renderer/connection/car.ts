// What the core of this car says, as far as the console shows it: a mirror that is renewed when the
// core hints at a change. Reads are not mirrored here; the reel asks for its own pages.
import { ORPCError } from '@orpc/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { Hit, HitAnswer } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { CoreClient, Transport } from './connect.ts'
import { paced } from './paced.ts'
import { stayConnected, type LinkState } from './stay-connected.ts'

export type CarState = {
  readonly link: LinkState
  /** These three are undefined until the core has told them once. */
  readonly status: SystemStatus | undefined
  readonly cameras: readonly CameraStatus[] | undefined
  /** Hits that wait for an answer. */
  readonly waiting: readonly Hit[] | undefined
  /** When the core last told its status. */
  readonly toldAt: number | undefined
  /** The newest read the core has hinted at; `readHints` rises with each hint. */
  readonly newestRead: number
  readonly readHints: number
}

/** gone: the hit waits for no answer any more; failed: it still does. */
export type AnswerResult =
  { readonly kind: 'answered' } | { readonly kind: 'gone' | 'failed'; readonly why: string }

export type Car = {
  readonly store: StoreApi<CarState>
  /** A page of the reel; rejects when the core cannot be asked. */
  readonly pageReads: (input: { anchor?: number; offset: number; limit: number }) => Promise<ReadPage>
  /** Reports that a prompt is on the screen. A report that is lost is not repeated: the answer tells too. */
  readonly hitShown: (id: HitId) => Promise<void>
  readonly answerHit: (id: HitId, answer: HitAnswer) => Promise<AnswerResult>
  readonly stop: () => void
}

/** Lists are renewed at most four times a second. */
const REFRESH_MS = 250
/** Loads and rates drift without a hint, so the status is asked for anyhow. */
const POLL_MS = 2000
/** A core that is silent for so long is taken for lost. */
const SILENCE_MS = 6000

const NO_CORE = "The console has lost the car's core."

export function createCar(connect: () => Promise<Transport>): Car {
  const store = createStore<CarState>(() => ({
    link: { kind: 'connecting' },
    status: undefined,
    cameras: undefined,
    waiting: undefined,
    toldAt: undefined,
    newestRead: 0,
    readHints: 0,
  }))

  /** Asks the core; undefined when there is none or it stays silent, which then ends the joint. */
  async function ask<T>(
    question: (core: CoreClient, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const core = joint.client()
    if (core === undefined) return undefined
    const signal = AbortSignal.timeout(SILENCE_MS)
    try {
      return await question(core, signal)
    } catch {
      if (signal.aborted) joint.drop()
      return undefined
    }
  }

  const status = paced(REFRESH_MS, async () => {
    const told = await ask((core, signal) =>
      Promise.all([core.system.status(undefined, { signal }), core.cameras.list(undefined, { signal })]),
    )
    if (told !== undefined) store.setState({ status: told[0], cameras: told[1], toldAt: Date.now() })
  })

  /** Rises with each hit that came by itself: a list asked for before that is older than the hit. */
  let hitsKept = 0
  const hits = paced(REFRESH_MS, async () => {
    const keptBefore = hitsKept
    const waiting = await ask((core, signal) => core.hits.open(undefined, { signal }))
    if (hitsKept !== keptBefore) hits.ask()
    else if (waiting !== undefined) store.setState({ waiting })
  })

  /** A raised hit is fetched by itself and at once: the prompt must not wait for the next refresh. */
  async function fetchHit(id: HitId): Promise<void> {
    const hit = await ask((core, signal) => core.hits.get({ id }, { signal }))
    if (hit !== undefined) keepHit(hit)
  }

  function keepHit(hit: Hit): void {
    hitsKept += 1
    store.setState(({ waiting = [] }) => {
      const others = waiting.filter(({ id }) => id !== hit.id)
      return { waiting: hit.status === 'open' || hit.status === 'deferred' ? [...others, hit] : others }
    })
  }

  function hintReads(newest: number): void {
    store.setState(({ newestRead, readHints }) => ({
      newestRead: Math.max(newestRead, newest),
      readHints: readHints + 1,
    }))
  }

  const joint = stayConnected({
    connect,
    now: Date.now,
    onLink(link) {
      store.setState({ link })
    },
    onResync() {
      status.ask()
      hits.ask()
      hintReads(0)
    },
    onChanged(event) {
      for (const id of event.raisedHits) void fetchHit(id)
      if (event.hitsChanged) hits.ask()
      if (event.statusChanged) status.ask()
      if (event.newestRead !== undefined) hintReads(event.newestRead)
    },
  })
  const poll = setInterval(status.ask, POLL_MS)

  return {
    store,
    async pageReads(input) {
      const core = joint.client()
      if (core === undefined) throw new Error(NO_CORE)
      return core.reads.page(input, { signal: AbortSignal.timeout(SILENCE_MS) })
    },
    async hitShown(id) {
      const hit = await ask((core, signal) => core.hits.shown({ id }, { signal }))
      if (hit !== undefined) keepHit(hit)
    },
    async answerHit(id, answer) {
      const core = joint.client()
      if (core === undefined) return { kind: 'failed', why: NO_CORE }
      try {
        keepHit(await core.hits.answer({ id, answer }, { signal: AbortSignal.timeout(SILENCE_MS) }))
        return { kind: 'answered' }
      } catch (error) {
        hits.ask()
        return { kind: error instanceof ORPCError && error.defined ? 'gone' : 'failed', why: reasonOf(error) }
      }
    },
    stop() {
      clearInterval(poll)
      status.stop()
      hits.stop()
      joint.stop()
    },
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return "The car's core did not reply in time."
  if (!(error instanceof ORPCError)) return NO_CORE
  return error.defined ? error.message : `The car's core has a fault (${error.message}).`
}
