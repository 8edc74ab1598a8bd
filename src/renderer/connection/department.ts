// What the department's server says of itself and of who sits at its records console, as far as every screen needs
// it. Records are not mirrored: each screen asks for its own, and each look stands in the audit.
import type { ContractRouterClient } from '@orpc/contract'
import { createStore } from 'zustand/vanilla'
import type { AuditState } from '#shared/domain/audit.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { RecordsContract } from '#shared/records/index.ts'
import type { ServerStatus } from '#shared/records/server.ts'
import { createAsking } from './asking.ts'
import type { Transport } from './connect.ts'
import type { Connection, ConnectionState } from './connection.ts'
import { paced } from './paced.ts'
import { createSessionLink, signedIn } from './session.ts'
import { stayConnected } from './stay-connected.ts'

export type RecordsClient = ContractRouterClient<RecordsContract>

export type DepartmentState = ConnectionState & {
  /** These are undefined until the server has told them once. */
  readonly status: ServerStatus | undefined
  readonly audit: AuditState | undefined
}

export type Department = Connection<RecordsClient, DepartmentState> & {
  /** Somebody has touched the console. */
  readonly touched: () => void
  readonly stop: () => void
}

const REFRESH_MS = 250
/** The end of a session by time needs no hint, and cars come and go. */
const POLL_MS = 5000

export function createDepartment(connect: () => Promise<Transport<RecordsClient>>): Department {
  const store = createStore<DepartmentState>(() => ({
    link: { kind: 'connecting' },
    isCurrent: false,
    session: undefined,
    rules: undefined,
    hints: 0,
    status: undefined,
    audit: undefined,
  }))

  const { ask, call } = createAsking<RecordsClient>({
    who: 'the server',
    client: () => joint.client(),
    drop: () => {
      joint.drop()
    },
    onNoSession: () => {
      session.ask()
    },
  })

  const status = paced(REFRESH_MS, async () => {
    const told = await ask((core, signal) =>
      Promise.all([
        core.server.status(undefined, { signal }),
        core.server.profile(undefined, { signal }),
        core.audit.state(undefined, { signal }),
      ]),
    )
    if (told !== undefined) store.setState({ status: told[0], rules: { profile: told[1] }, audit: told[2] })
  })

  const sessionLink = createSessionLink({
    ask,
    client: () => joint.client(),
    session: () => store.getState().session,
    take,
    now: Date.now,
  })
  /** After a new joint nothing is asked for until the session is taken up over it. */
  let isResyncDue = false
  const session = paced(REFRESH_MS, async () => {
    if (!(await sessionLink.renew()) || !isResyncDue) return
    isResyncDue = false
    store.setState({ isCurrent: true })
    hint()
  })

  function take(told: SessionState | undefined): void {
    const before = store.getState().session
    if (JSON.stringify(told) === JSON.stringify(before)) return
    store.setState({ session: told })
    if (signedIn(told) !== undefined) hint()
  }

  function hint(): void {
    store.setState(({ hints }) => ({ hints: hints + 1 }))
  }

  const joint = stayConnected<RecordsClient>({
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
      if (event.accessChanged) session.ask()
      if (event.accessChanged || event.statusChanged) status.ask()
      if (event.accessChanged || event.shiftChanged) hint()
    },
  })
  const poll = setInterval(() => {
    status.ask()
    session.ask()
    if (store.getState().link.kind !== 'open') sessionLink.shutIdle()
  }, POLL_MS)

  return {
    store,
    call,
    enter: sessionLink.enter,
    touched: sessionLink.touched,
    stop() {
      clearInterval(poll)
      status.stop()
      session.stop()
      joint.stop()
    },
  }
}
