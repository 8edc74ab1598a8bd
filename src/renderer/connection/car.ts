// What the core of this car says, as far as the console shows it: a mirror that is renewed when the
// core hints at a change. Reads are not mirrored here; the reel asks for its own pages.
import { ORPCError } from '@orpc/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { Category } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { Refusal } from '#shared/domain/hit-step.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { CoreClient, Transport } from './connect.ts'
import { paced } from './paced.ts'
import { stayConnected, type LinkState } from './stay-connected.ts'

export type CarState = {
  readonly link: LinkState
  /** These three are undefined until the core has told them once. */
  readonly status: SystemStatus | undefined
  readonly cameras: readonly CameraStatus[] | undefined
  /** Hits that are not closed. */
  readonly waiting: readonly Hit[] | undefined
  /** The running shift; null between shifts, undefined until the core has told. */
  readonly shift: Shift | null | undefined
  readonly rules: Rules | undefined
  /** Rises when the local list, partial plates, the canvass or suppressions changed. */
  readonly shiftHints: number
  /** When the core last told its status. */
  readonly toldAt: number | undefined
  /** The newest read the core has hinted at; `readHints` rises with each hint. */
  readonly newestRead: number
  readonly readHints: number
}

export type Rules = { readonly profile: Profile; readonly allowedCategories: readonly Category[] }

/**
 * What came of a call. refused: policy or the order of things forbids it, and says what is missing; gone: there
 * is no such thing any more; failed: nothing is known to have been done.
 */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'gone' | 'failed'; readonly why: string }

export type Car = {
  readonly store: StoreApi<CarState>
  /** A page of the reel; rejects when the core cannot be asked. */
  readonly pageReads: (input: { anchor?: number; offset: number; limit: number }) => Promise<ReadPage>
  /** Reports that a prompt is on the screen. A report that is lost is not repeated: the answer tells too. */
  readonly hitShown: (id: HitId) => Promise<void>
  /** Calls the core once; for whatever the officer does. */
  readonly call: <T>(question: (core: CoreClient, signal: AbortSignal) => Promise<T>) => Promise<Outcome<T>>
  /** Takes the hit as the core has just told it, before the next list of hits is there. */
  readonly keepHit: (hit: Hit) => void
  readonly stop: () => void
}

/** Lists are renewed at most four times a second. */
const REFRESH_MS = 250
/** Loads and rates drift without a hint, so the status is asked for anyhow. */
const POLL_MS = 2000
/** A core that is silent for so long is taken for lost. */
const SILENCE_MS = 6000
/** A call may be an import of a hot list: ten million lines take about a minute. */
const CALL_MS = 600_000

const NO_CORE = "The console has lost the car's core."

export function createCar(connect: () => Promise<Transport>): Car {
  const store = createStore<CarState>(() => ({
    link: { kind: 'connecting' },
    status: undefined,
    cameras: undefined,
    waiting: undefined,
    shift: undefined,
    rules: undefined,
    shiftHints: 0,
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

  const shift = paced(REFRESH_MS, async () => {
    const told = await ask((core, signal) =>
      Promise.all([core.shift.get(undefined, { signal }), core.shift.profile(undefined, { signal })]),
    )
    if (told === undefined) return
    store.setState(({ shiftHints }) => ({ shift: told[0], rules: told[1], shiftHints: shiftHints + 1 }))
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
      return { waiting: hit.status === 'closed' ? others : [...others, hit] }
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
      shift.ask()
      hits.ask()
      hintReads(0)
    },
    onChanged(event) {
      for (const id of event.raisedHits) void fetchHit(id)
      if (event.hitsChanged) hits.ask()
      if (event.statusChanged) status.ask()
      if (event.shiftChanged) shift.ask()
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
    async call(question) {
      const core = joint.client()
      if (core === undefined) return { kind: 'failed', why: NO_CORE }
      try {
        return { kind: 'done', value: await question(core, AbortSignal.timeout(CALL_MS)) }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    keepHit,
    stop() {
      clearInterval(poll)
      status.stop()
      shift.stop()
      hits.stop()
      joint.stop()
    },
  }
}

function outcomeOf(error: unknown): Outcome<never> {
  const refusal =
    error instanceof ORPCError && error.code === 'REFUSED' ? Refusal.safeParse(error.data) : undefined
  if (refusal?.success === true) return { kind: 'refused', refusal: refusal.data }
  const isGone = error instanceof ORPCError && error.defined
  return { kind: isGone ? 'gone' : 'failed', why: reasonOf(error) }
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return "The car's core did not reply in time."
  if (!(error instanceof ORPCError)) return NO_CORE
  return error.defined ? error.message : `The car's core has a fault (${error.message}).`
}
