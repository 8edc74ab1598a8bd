// A department that does what a script tells it: the whole contract of the records console with made-up data. For
// developing that console and for its end-to-end tests; the real server is tested elsewhere.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { recordsContract } from '#shared/records/index.ts'
import { drawContext, drawCrop } from '../console/made-up-pictures.ts'
import { madeUpProfile } from '../console/made-up-profile.ts'
import { madeUpRead } from '../console/made-up-reads.ts'
import { scriptedEvents } from '../console/scripted-events.ts'
import { scriptedOffice } from '../console/scripted-office.ts'
import { serveScripted } from '../console/scripted-server.ts'
import { scriptedSession, type SessionScript } from '../console/scripted-session.ts'
import { scriptedFleet } from './scripted-fleet.ts'
import { scriptedFound } from './scripted-found.ts'
import { scriptedKeeping } from './scripted-keeping.ts'
import { scriptedReports } from './scripted-reports.ts'
import { scriptedSharing } from './scripted-sharing.ts'

export type DepartmentOptions = Omit<SessionScript, 'officer'> & {
  /** Who is signed in; a manager by default. */
  readonly officer?: Partial<Officer>
  readonly reads?: number
  readonly profile?: Profile
}

export type ScriptedDepartment = Awaited<ReturnType<typeof startScriptedDepartment>>

const RECORDS_MANAGER: Partial<Officer> = { badge: '2001', name: 'Manager one', roles: ['manager'] }

export async function startScriptedDepartment(options: DepartmentOptions = {}) {
  const { reads: count = 260, profile = madeUpProfile() } = options
  const state = { isRefusing: false }
  const { tell, handlers: events } = scriptedEvents(() => false)
  const session = scriptedSession({
    ...options,
    officer: { ...RECORDS_MANAGER, ...options.officer },
    profile,
    tell,
    alerts: () => [],
    endShift: () => undefined,
    takeOver: () => undefined,
  })
  const { officer } = session
  const offered = new Map<string, { mime: string; bytes: Buffer }>()
  function offer(name: string, mime: string, text: string) {
    const url = `/files/${randomUUID()}`
    const bytes = Buffer.from(text)
    offered.set(url, { mime, bytes })
    return { url, name, bytes: bytes.length }
  }
  const found = scriptedFound({ reads: count, profile, officer, offer })
  const keeping = scriptedKeeping({ officer, offer, hold: found.hold })
  const fleet = scriptedFleet({ officer })
  const { department: _, ...office } = scriptedOffice({ tell, officer })
  const os = implement(recordsContract)
  const router = os.router({
    ...office,
    session: session.handlers,
    events,
    records: found.handlers,
    ...keeping,
    sharing: scriptedSharing({ officer, offer }),
    fleet: fleet.handlers,
    reports: scriptedReports(offer),
    server: {
      status: os.server.status.handler(() => ({
        version: '0.1.0',
        database: 'postgresql' as const,
        objects: 'folder' as const,
        freeBytes: 1.84e12,
        cars: fleet.cars().length,
        unseenNotices: fleet.unseen(),
      })),
      profile: os.server.profile.handler(() => profile),
    },
  })
  const looked: string[] = []
  async function picture(hash: string): Promise<Buffer> {
    const read = madeUpRead(Number.parseInt(hash.slice(1), 16), count, Date.now())
    return (hash.startsWith('c') ? drawCrop : drawContext)(read.plate, read.state.code ?? '')
  }
  const server = await serveScripted({
    router,
    picture,
    isRefusing: () => state.isRefusing,
    console: 'records',
    async file(path) {
      const hash = /^\/pictures\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/\d+\/([cd][0-9a-f]{63})$/.exec(path)?.[1]
      if (hash !== undefined) {
        looked.push(hash)
        return { mime: 'image/jpeg', bytes: await picture(hash) }
      }
      const file = offered.get(path)
      offered.delete(path)
      return file
    },
  })
  return { ...server, state, session, asked: found.asked, looked, profile }
}
