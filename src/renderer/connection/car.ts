// What the core of this car says, as far as the console shows it: a mirror that is renewed when the
// core hints at a change. Reads are not mirrored here; the reel asks for its own pages.
import { createStore } from 'zustand/vanilla'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { AuditState } from '#shared/domain/audit.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { Category } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { createAsking, SILENCE_MS } from './asking.ts'
import type { CoreClient, Transport } from './connect.ts'
import { noAnswerWords, type Connection, type ConnectionState } from './connection.ts'
import { paced } from './paced.ts'
import { createSessionLink, mayOperate, signedIn } from './session.ts'
import { stayConnected } from './stay-connected.ts'

export type CarState = ConnectionState & {
  /** These are undefined until the core has told them once. */
  readonly status: SystemStatus | undefined
  readonly cameras: readonly CameraStatus[] | undefined
  readonly audit: AuditState | undefined
  readonly transfer: TransferStatus | undefined
  /** Hits that are not closed; undefined while nobody is signed in who may see them. */
  readonly waiting: readonly Hit[] | undefined
  /** The running shift; null between shifts, undefined until the core has told, and while nobody is signed in. */
  readonly shift: Shift | null | undefined
  readonly rules: Rules | undefined
  /** Critical hits while the console is alert-only. */
  readonly alerts: readonly BareAlert[]
  /** When the core last told its status. */
  readonly toldAt: number | undefined
  /** The newest read the core has hinted at; `readHints` rises with each hint. */
  readonly newestRead: number
  readonly readHints: number
}

export type Rules = { readonly profile: Profile; readonly allowedCategories: readonly Category[] }

export type Car = Connection<CoreClient, CarState> & {
  /** A page of the reel; rejects when the core cannot be asked. */
  readonly pageReads: (input: { anchor?: number; offset: number; limit: number }) => Promise<ReadPage>
  /** Reports that a prompt is on the screen. A report that is lost is not repeated: the answer tells too. */
  readonly hitShown: (id: HitId) => Promise<void>
  /** Takes the hit as the core has just told it, before the next list of hits is there. */
  readonly keepHit: (hit: Hit) => void
  /** Somebody has touched the console. */
  readonly touched: () => void
  readonly stop: () => void
}

/** Lists are renewed at most four times a second. */
const REFRESH_MS = 250
/** Loads and rates drift without a hint, so the status is asked for anyhow. */
const POLL_MS = 2000

/** Stages of another officer's sign-in, behind which an idle session still stands. */
const ON_THE_WAY = ['second-factor', 'locked', 'enrolling'] as const

const CORE = "the car's core"

export function createCar(connect: () => Promise<Transport>): Car {
  const store = createStore<CarState>(() => ({
    link: { kind: 'connecting' },
    isCurrent: false,
    session: undefined,
    status: undefined,
    cameras: undefined,
    audit: undefined,
    transfer: undefined,
    waiting: undefined,
    shift: undefined,
    rules: undefined,
    alerts: [],
    hints: 0,
    toldAt: undefined,
    newestRead: 0,
    readHints: 0,
  }))

  const { ask, call, failed } = createAsking<CoreClient>({
    who: CORE,
    client: () => joint.client(),
    drop: () => joint.drop(),
    onNoSession: () => session.ask(),
  })

  const status = paced(REFRESH_MS, async () => {
    const told = await ask((core, signal) =>
      Promise.all([
        core.system.status(undefined, { signal }),
        core.cameras.list(undefined, { signal }),
        core.audit.state(undefined, { signal }),
      ]),
    )
    if (told === undefined) return
    const [status, cameras, audit] = told
    store.setState((before) => ({
      status,
      cameras,
      audit,
      toldAt: Date.now(),
      // A screen that shows hot lists asks again when one was taken.
      hints: before.hints + (listVersions(before.status) === listVersions(status) ? 0 : 1),
    }))
    const transfer = await ask((core, signal) => core.transfer.status(undefined, { signal }))
    if (transfer !== undefined) store.setState({ transfer })
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
    store.setState(({ hints }) => ({ ...running, rules: told[1], hints: hints + 1 }))
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
      if (core === undefined || !store.getState().isCurrent) throw new Error(noAnswerWords(CORE))
      try {
        return await core.reads.page(input, { signal: AbortSignal.timeout(SILENCE_MS) })
      } catch (error) {
        failed(error)
        throw error
      }
    },
    async hitShown(id) {
      const hit = await ask((core, signal) => core.hits.shown({ id }, { signal }))
      if (hit !== undefined) keepHit(hit)
    },
    call,
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

function listVersions(status: SystemStatus | undefined): string {
  return (status?.hotLists ?? []).map(({ name, version }) => `${name} ${version}`).join('\n')
}
