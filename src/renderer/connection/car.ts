// What the core of this car says, as far as the console shows it: a mirror that is renewed when the
// core hints at a change. Reads are not mirrored here; the reel asks for its own pages.
import { ORPCError } from '@orpc/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import type { AuditState } from '#shared/domain/audit.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { Category } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { Refusal } from '#shared/domain/hit-step.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { CoreClient, Transport } from './connect.ts'
import { paced } from './paced.ts'
import { createSessionLink, mayOperate, signedIn, type Entered } from './session.ts'
import { stayConnected, type LinkState } from './stay-connected.ts'

export type CarState = {
  readonly link: LinkState
  /** Whether the core has told over this joint who sits here: before that it would refuse whatever is asked. */
  readonly isCurrent: boolean
  /** Who sits at this console; undefined until the core has told. */
  readonly session: SessionState | undefined
  /** These are undefined until the core has told them once. */
  readonly status: SystemStatus | undefined
  readonly cameras: readonly CameraStatus[] | undefined
  readonly audit: AuditState | undefined
  /** Hits that are not closed; undefined while nobody is signed in who may see them. */
  readonly waiting: readonly Hit[] | undefined
  /** The running shift; null between shifts, undefined until the core has told, and while nobody is signed in. */
  readonly shift: Shift | null | undefined
  readonly rules: Rules | undefined
  /** Critical hits while the console is alert-only. */
  readonly alerts: readonly BareAlert[]
  /** Rises when things of the shift, or accounts, training, the policy or the audit's state changed. */
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
  /** Takes the core's answer to a step of a sign-in, and keeps the token in it. */
  readonly enter: (told: SessionState | Entered) => void
  /** Somebody has touched the console. */
  readonly touched: () => void
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

/** Stages of another officer's sign-in, behind which an idle session still stands. */
const ON_THE_WAY = ['second-factor', 'locked', 'enrolling'] as const

const NO_CORE = "The console has lost the car's core."

export function createCar(connect: () => Promise<Transport>): Car {
  const store = createStore<CarState>(() => ({
    link: { kind: 'connecting' },
    isCurrent: false,
    session: undefined,
    status: undefined,
    cameras: undefined,
    audit: undefined,
    waiting: undefined,
    shift: undefined,
    rules: undefined,
    alerts: [],
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
    } catch (error) {
      if (signal.aborted) joint.drop()
      else noteRefusal(outcomeOf(error))
      return undefined
    }
  }

  /** A refusal for want of a session means that the console does not know any more who is signed in. */
  function noteRefusal(outcome: Outcome<never>): void {
    if (outcome.kind === 'refused' && outcome.refusal.gate === 'session') session.ask()
  }

  const status = paced(REFRESH_MS, async () => {
    const told = await ask((core, signal) =>
      Promise.all([
        core.system.status(undefined, { signal }),
        core.cameras.list(undefined, { signal }),
        core.audit.state(undefined, { signal }),
      ]),
    )
    if (told !== undefined)
      store.setState({ status: told[0], cameras: told[1], audit: told[2], toldAt: Date.now() })
  })

  const sessionLink = createSessionLink({
    ask,
    client: () => joint.client(),
    session: () => store.getState().session,
    take,
    now: Date.now,
  })
  /** After a new joint nothing of the officer's is asked for until his session is taken up over it. */
  let isResyncDue = false
  const session = paced(REFRESH_MS, async () => {
    if (!(await sessionLink.renew()) || !isResyncDue) return
    isResyncDue = false
    store.setState({ isCurrent: true })
    askWhatMayBe()
  })

  /** An idle session stands, behind another officer's second factor too: its alerts go on. */
  let isBehind = false
  /** Nothing of what an officer may see outlives his session, on the screen or in memory. */
  function take(told: SessionState | undefined): void {
    const before = store.getState().session
    if (JSON.stringify(told) === JSON.stringify(before)) return
    const holder = signedIn(told)
    const isSame = holder !== undefined && holder.officer.badge === signedIn(before)?.officer.badge
    const isAlertOnly = told?.stage === 'alert-only'
    isBehind = isAlertOnly || (isBehind && ON_THE_WAY.some((stage) => stage === told?.stage))
    hitsKept += 1
    store.setState((state) => ({
      session: told,
      ...(isSame && mayOperate(told) ? {} : { waiting: undefined }),
      ...(isSame ? {} : { shift: undefined }),
      alerts: isBehind ? state.alerts : [],
    }))
    if (store.getState().isCurrent) askWhatMayBe()
  }

  /** Each of these looks by itself whether whoever sits here may be told. */
  function askWhatMayBe(): void {
    shift.ask()
    hits.ask()
    alerts.ask()
    hintReads(0)
  }

  const alerts = paced(REFRESH_MS, async () => {
    if (!isBehind || !store.getState().isCurrent) return
    const told = await ask((core, signal) => core.session.alerts(undefined, { signal }))
    if (told !== undefined && isBehind) store.setState({ alerts: told })
  })

  /** Rises with each hit that came by itself: a list asked for before that is older than the hit. */
  let hitsKept = 0
  const hits = paced(REFRESH_MS, async () => {
    if (!mayAskHits()) return
    const keptBefore = hitsKept
    const waiting = await ask((core, signal) => core.hits.open(undefined, { signal }))
    if (hitsKept !== keptBefore) hits.ask()
    else if (waiting !== undefined) store.setState({ waiting })
  })

  const shift = paced(REFRESH_MS, async () => {
    const badge = store.getState().isCurrent ? badgeNow() : undefined
    const told = await ask((core, signal) =>
      Promise.all([
        badge === undefined ? undefined : core.shift.get(undefined, { signal }),
        core.shift.profile(undefined, { signal }),
      ]),
    )
    if (told === undefined) return
    const running = badge !== undefined && badgeNow() === badge ? { shift: told[0] } : {}
    store.setState(({ shiftHints }) => ({ ...running, rules: told[1], shiftHints: shiftHints + 1 }))
  })
  const mayAskHits = (): boolean => store.getState().isCurrent && mayOperate(store.getState().session)
  const badgeNow = (): string | undefined => signedIn(store.getState().session)?.officer.badge

  /** A raised hit is fetched by itself and at once: the prompt must not wait for the next refresh. */
  async function fetchHit(id: HitId): Promise<void> {
    if (!mayAskHits()) return
    const hit = await ask((core, signal) => core.hits.get({ id }, { signal }))
    if (hit !== undefined) keepHit(hit)
  }

  function keepHit(hit: Hit): void {
    // The answer may come after the console was locked.
    if (!mayOperate(store.getState().session)) return
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
      store.setState(link.kind === 'open' ? { link } : { link, isCurrent: false })
    },
    onResync() {
      isResyncDue = true
      session.ask()
      status.ask()
    },
    onChanged(event) {
      if (event.accessChanged) {
        session.ask()
        shift.ask()
      }
      // No hit is named to a console that is alert-only, so whatever happens may be one.
      alerts.ask()
      for (const id of event.raisedHits) void fetchHit(id)
      if (event.hitsChanged) hits.ask()
      if (event.statusChanged) status.ask()
      if (event.shiftChanged) shift.ask()
      if (event.newestRead !== undefined) hintReads(event.newestRead)
    },
  })
  const poll = setInterval(() => {
    status.ask()
    // The end of a session by time needs no hint; without a core the console keeps the idle time itself.
    session.ask()
    alerts.ask()
    if (store.getState().link.kind !== 'open') sessionLink.shutIdle()
  }, POLL_MS)

  return {
    store,
    async pageReads(input) {
      const core = joint.client()
      if (core === undefined || !store.getState().isCurrent) throw new Error(NO_CORE)
      try {
        return await core.reads.page(input, { signal: AbortSignal.timeout(SILENCE_MS) })
      } catch (error) {
        noteRefusal(outcomeOf(error))
        throw error
      }
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
        const outcome = outcomeOf(error)
        noteRefusal(outcome)
        return outcome
      }
    },
    keepHit,
    enter: sessionLink.enter,
    touched: sessionLink.touched,
    stop() {
      clearInterval(poll)
      status.stop()
      session.stop()
      alerts.stop()
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
