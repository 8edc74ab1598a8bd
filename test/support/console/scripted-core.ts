// A core that does what a script tells it: the whole contract, with made-up reads, hits and lists under the
// rules of a made-up policy. For developing the console and for its end-to-end tests; the real core is tested
// with the real recogniser elsewhere.
import { call, implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { mayDo } from '#shared/domain/rights.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { drawContext, drawCrop } from './made-up-pictures.ts'
import { madeUpProfile } from './made-up-profile.ts'
import { madeUpCamera, madeUpStatus } from './made-up-status.ts'
import { scriptedEvents } from './scripted-events.ts'
import { scriptedHits } from './scripted-hits.ts'
import { scriptedLists } from './scripted-lists.ts'
import { scriptedLocal } from './scripted-local.ts'
import { scriptedOffice } from './scripted-office.ts'
import { scriptedReads } from './scripted-reads.ts'
import { scriptedSearch } from './scripted-search.ts'
import { serveScripted } from './scripted-server.ts'
import { scriptedSession, type SessionScript } from './scripted-session.ts'
import { scriptedShift } from './scripted-shift.ts'
import { scriptedTransfer } from './scripted-transfer.ts'

type ScriptedCoreOptions = Omit<SessionScript, 'officer'> & {
  /** Who is signed in; an operator by default. Without an operator's rights there is no shift. */
  readonly officer?: Partial<Officer>
  readonly reads?: number
  readonly cameras?: readonly Partial<CameraStatus>[]
  readonly status?: (status: SystemStatus) => SystemStatus
  /** The officer, on shift from the start; null: signed in, and no shift yet. */
  readonly shift?: Partial<Officer> | null
  readonly profile?: Profile
  /** How the transfer stands; everything is transferred by default. */
  readonly transfer?: Partial<TransferStatus>
  /** Files in the folder for hot lists, as lines; two by default. */
  readonly files?: Readonly<Record<string, readonly string[]>>
}

export type ScriptedCore = Awaited<ReturnType<typeof startScriptedCore>>

/** So many of the newest reads are what earlier reads are looked for in. */
const KEPT = 500

export async function startScriptedCore(options: ScriptedCoreOptions = {}) {
  const { reads: count = 0, cameras = [], shift: onShift = {}, profile = madeUpProfile() } = options
  const startedAt = Date.now()
  let system = options.status?.(madeUpStatus(startedAt)) ?? madeUpStatus(startedAt)
  const { tell, handlers: events } = scriptedEvents(() => session.officer() !== undefined)
  const reads = scriptedReads({ count, startedAt, tell, by: () => shift.by() })
  const state = Object.assign(reads.state, { isRefusing: false, cameras: cameras.map(madeUpCamera) })
  const session = scriptedSession({
    ...options,
    officer: { ...options.officer, ...onShift },
    profile,
    tell,
    alerts: () => openHits().filter(isCritical).map(bare),
    endShift: (leavesOpenHits) => {
      if (shift.current() !== null) shift.end(leavesOpenHits)
    },
    takeOver: ({ badge }) => {
      const running = shift.current()
      if (running !== null && running.officer.badge !== badge) shift.end(true)
    },
  })
  const { officer } = session
  const shift = scriptedShift({
    begins: onShift !== null && mayDo(session.holder().roles, 'operate') ? session.holder() : undefined,
    officer,
    profile,
    tell,
    openHits,
  })
  const hits = scriptedHits({
    addRead: reads.nextRead,
    shift: shift.current,
    officer,
    profile: () => profile,
    tell,
  })
  function openHits(): Hit[] {
    return [...hits.hits.values()].filter(({ status }) => status !== 'closed')
  }
  const kept = () =>
    Array.from({ length: Math.min(state.newest, KEPT) }, (_, at) => reads.readOf(state.newest - at))
  const local = scriptedLocal({ profile, tell, by: shift.by, kept })
  const lists = scriptedLists({
    files: options.files,
    startedAt,
    tell,
    officer,
    loaded: () => system.hotLists,
    load: setList,
    allowCategory: (category, isAllowed) => shift.allowCategory(category, isAllowed),
  })

  function setStatus(change: (status: SystemStatus) => SystemStatus): void {
    system = change(system)
    tell({ statusChanged: true })
  }
  function setList(list: HotListStatus): void {
    setStatus(({ hotLists, ...others }) => ({
      ...others,
      hotLists: [...hotLists.filter(({ name }) => name !== list.name), list],
    }))
  }

  let auditFault: string | undefined
  const office = scriptedOffice({ tell, officer })
  const search = scriptedSearch({ profile, kept })
  const transfer = scriptedTransfer({ tell, officer, status: options.transfer })
  const os = implement(contract)
  const router = os.router({
    ...office,
    audit: {
      ...office.audit,
      state: os.audit.state.handler(async () => {
        const told = await call(office.audit.state, undefined)
        return auditFault === undefined ? told : { ...told, isWriting: false, fault: auditFault }
      }),
    },
    session: session.handlers,
    search: search.handlers,
    system: {
      status: os.system.status.handler(() => ({
        ...system,
        storage: { ...system.storage, reads: state.newest, hits: hits.hits.size },
      })),
    },
    cameras: { list: os.cameras.list.handler(() => state.cameras) },
    reads: reads.handlers,
    hits: hits.handlers,
    lists,
    localList: local.localList,
    partials: local.partials,
    canvass: local.canvass,
    shift: shift.handlers,
    transfer: transfer.handlers,
    events,
  })

  const pictures = new Map<string, Promise<Buffer>>()
  function picture(hash: string): Promise<Buffer> {
    const drawn = pictures.get(hash)
    if (drawn !== undefined) return drawn
    const { plate, state: reading } = reads.readOf(Number.parseInt(hash.slice(1), 16))
    const draw = hash.startsWith('c') ? drawCrop : drawContext
    const drawing = draw(plate, reading.code ?? '')
    if (pictures.size > 300) pictures.clear()
    pictures.set(hash, drawing)
    return drawing
  }
  const server = await serveScripted({ router, picture, isRefusing: () => state.isRefusing })

  return {
    ...server,
    state,
    session,
    search,
    hits,
    local,
    transfer,
    profile,
    readOf: reads.readOf,
    addReads(more: number): void {
      state.newest += more
      tell({ newestRead: state.newest })
    },
    setCameras(next: readonly Partial<CameraStatus>[]): void {
      state.cameras = next.map(madeUpCamera)
      tell({ statusChanged: true })
    },
    setStatus,
    setList,
    /** As if no entry could be written any more. */
    failAudit(fault: string): void {
      auditFault = fault
      tell({ accessChanged: true, statusChanged: true })
    },
  }
}

const isCritical = ({ presentation, status }: Hit): boolean =>
  presentation.severity === 'critical' && status === 'raised'

/** A hit as it is told while nobody may see more. */
function bare({ id, matches: [match], raisedAt, isDoubtful, read: { cropHash } }: Hit): BareAlert {
  const category = match?.entry.category ?? 'unsorted'
  return { id, category, raisedAt, isDoubtful, ...(cropHash === undefined ? {} : { cropHash }) }
}
