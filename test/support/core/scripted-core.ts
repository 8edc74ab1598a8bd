// A core with the real procedures and event hub but no cameras and no database: for tests of the doors.
import { createGates } from '#main/access/index.ts'
import { createEventHub } from '#main/events/index.ts'
import type { Core } from '#main/core.ts'
import { loadPolicy } from '#main/policy/index.ts'
import { refuse } from '#main/refused.ts'
import { router, type ProcedureContext } from '#main/procedures/index.ts'
import type { Officer, Shift } from '#shared/domain/officer.ts'
import type { SystemStatus } from '#shared/domain/system.ts'

export const STATUS: SystemStatus = {
  version: '0.1.0',
  demonstration: false,
  recogniser: {
    state: 'reading',
    provider: 'cpu',
    threads: 1,
    load: 0,
    framesPerSecond: 0,
    frameMs: 0,
    models: [],
  },
  storage: { guard: 'normal', freeBytes: 1, reads: 0, hits: 0, openHits: 0, dropped: 0, notTransferred: 0 },
  gps: { state: 'off', location: { kind: 'none', why: 'no-receiver' }, sentences: 0, refused: 0 },
  hotLists: [],
}

export type ScriptedCore = Pick<Core, 'router' | 'newSession' | 'serve'> & {
  readonly events: ReturnType<typeof createEventHub>
  /** Sessions that were opened and not closed. */
  openSessions(): number
}

export function scriptedCore(): ScriptedCore {
  const events = createEventHub()
  let sessions = 0
  const shifts = {
    current: () => undefined,
    officer: () => {
      throw refuse('a running shift', 'Start your shift first (F2).')
    },
  }
  const officer: Officer = {
    badge: '4711',
    name: 'Patrol one',
    position: 'sworn',
    roles: ['operator'],
    authorisations: [],
  }
  const shift: Shift = {
    id: crypto.randomUUID(),
    officer,
    purpose: 'patrol',
    caseNumber: '',
    startedAt: 0,
    muted: [],
  }
  const console = {
    state: () => ({ stage: 'signed-in' }),
    holder: () => ({ officer, by: officer, rights: ['operate', 'hits.history'], training: [] }),
    hasSession: () => true,
    owner: () => officer,
    touch: () => {},
  }
  const { profile } = loadPolicy('assets/policies', 'standard')
  // The doors are tested with the parts that answer without a database; no other is asked.
  const context = {
    console,
    looks: { look: () => {}, refused: () => {} },
    access: { gates: createGates({ profile, shift: () => shift }) },
    cameras: { list: () => [] },
    reads: {
      page: ({ anchor }: { anchor?: number }) => ({ anchor: anchor ?? 0, total: 0, rows: [] }),
      get: () => undefined,
    },
    hits: { open: () => [], get: () => undefined, step: shifts.officer },
    shifts,
    events,
    systemStatus: () => STATUS,
  } as Partial<Record<keyof ProcedureContext, unknown>> as ProcedureContext
  return {
    router,
    events,
    newSession: () => {
      sessions += 1
      return { context, close: () => (sessions -= 1) }
    },
    serve: (request) => Promise.resolve(new Response(`served ${new URL(request.url).pathname}`)),
    openSessions: () => sessions,
  }
}
