// A staged department for each agency, started when a test of the file first asks for it, with the people that the
// clauses speak of and one enrolled car. Tests of a file share it: each brings its own plate.
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import { call } from '@orpc/server'
import { makeCertificateRequest } from '#main/uploads/certificate-request.ts'
import { router } from '#server/procedures/index.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { Read } from '#shared/domain/read.ts'
import { HitBody } from '#shared/transfer/bodies.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import type { RecordRow, RecordsQuery } from '#shared/records/records.ts'
import type { BatchAnswer, CarId, RecordEnvelope } from '#shared/transfer/wire.ts'
import type { Person } from '../support/core/people.ts'
import { startStagedDepartment, type DepartmentSession } from '../support/server/staged-department.ts'
import { makeHit, makeMatch } from '../support/storage/records.ts'
import { madeRead } from '../support/stored/stored-records.ts'
import type { Agency } from './agencies.ts'

/** Trained, with the role that the profile gives the records supervisor's work. */
export const RECORDS = '2001'
export const SUPERVISOR = '2002'
export const APPROVER = '2003'
export const INVESTIGATOR = '2004'

const PEOPLE: readonly Person[] = [
  { badge: RECORDS, name: 'Records one', roles: ['manager'] },
  { badge: SUPERVISOR, name: 'Patrol two', roles: ['supervisor'] },
  { badge: APPROVER, name: 'Command three', roles: ['approver'] },
  { badge: INVESTIGATOR, name: 'Detective four', roles: ['operator'] },
]

export const DAY_MS = 86_400_000

export const STATEMENT: PurposeStatement = {
  purpose: 'criminal-case',
  reason: 'burglary on Golf Road, red pickup',
  caseNumber: '26-00417',
  facts: 'A witness saw the pickup leave the house at noon.',
}

export type Desk = Awaited<ReturnType<typeof openAgencyDepartment>>

export function openDepartments(settings: Readonly<Record<string, unknown>> = {}) {
  const desks = new Map<Agency, Promise<Desk>>()
  afterAll(async () => {
    for (const desk of desks.values()) await (await desk).stop()
  }, 120_000)
  return (id: Agency): Promise<Desk> => {
    const desk = desks.get(id) ?? openAgencyDepartment(id, settings)
    desks.set(id, desk)
    return desk
  }
}

async function openAgencyDepartment(id: Agency, settings: Readonly<Record<string, unknown>>) {
  const department = await startStagedDepartment({ profile: id, people: PEOPLE, settings })
  const { server, people, clock } = department
  const { ingest, fleet } = server.parts
  const now = (): number => Date.now() + clock.ahead
  const consoles = new Map<string, DepartmentSession>()

  /** A console of this person, signed in. */
  async function as(badge: string): Promise<DepartmentSession> {
    const known = consoles.get(badge)
    const state = known && (await call(router.session.state, undefined, { context: known.context }))
    if (known !== undefined && state?.stage === 'signed-in') return known
    const console = await people.signIn(badge)
    consoles.set(badge, console)
    return console
  }

  async function enrolCar(name: string): Promise<CarId> {
    const { context } = await as(people.administrator)
    const { ticket } = await call(router.fleet.invite, { name }, { context })
    const [, , , secret = ''] = ticket.split(':')
    const device = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const { request } = await makeCertificateRequest()
    const { car } = await fleet.enrol(
      {
        secret,
        certificateRequest: request,
        deviceKey: String(device.publicKey.export({ type: 'spki', format: 'pem' })),
        version: '0.1.0',
      },
      'test',
    )
    return car
  }
  const car = await enrolCar('Car 12')

  function send(records: readonly RecordEnvelope[]): Promise<BatchAnswer> {
    return ingest.takeBatch(car, { batch: randomUUID(), records: [...records] }, 'network')
  }

  /** A read of `daysAgo`, as the car sends it. */
  function read(plate: string, daysAgo = 0): RecordEnvelope {
    const at = now() - daysAgo * DAY_MS
    const made = madeRead({ plate, captured_at: at })
    return { kind: 'read', id: made.id, revision: 1, recordedAt: at, body: canonicalJson(made.read) }
  }

  /** The hit of that read, closed with its incident number after a stop. */
  function actedOnHit(of: RecordEnvelope, incident: string): RecordEnvelope {
    const { plate } = Read.parse(JSON.parse(of.body))
    const by = { badge: INVESTIGATOR, name: 'Detective four' }
    const steps = [
      { kind: 'decided', decision: 'stop', words: '' } as const,
      { kind: 'closed', incident } as const,
    ].map((input, index) => ({ number: index + 1, at: now(), afterMs: 1000, by, input }))
    const hit = HitBody.parse({
      ...makeHit({ matches: [makeMatch({ matchedPlate: plate })], raisedAt: of.recordedAt }),
      sequence: 1,
      status: 'closed',
      isDeferred: false,
      sightings: [],
      steps,
      readId: of.id,
      readRecordedAt: of.recordedAt,
    })
    return { kind: 'hit', id: hit.id, revision: 1, recordedAt: hit.raisedAt, body: canonicalJson(hit) }
  }

  /** What a search of this person finds, with the number of the search. */
  async function search(badge: string, query: RecordsQuery, statement = STATEMENT) {
    const { context } = await as(badge)
    return call(router.records.search, { statement, query, limit: 50 }, { context })
  }

  /** Sends a read and finds it. */
  async function found(plate: string, badge = RECORDS): Promise<{ search: string; row: RecordRow }> {
    await send([read(plate)])
    const { search: id, rows } = await search(badge, { plate })
    const [row] = rows
    if (row === undefined) throw new Error(`The search finds no ${plate}.`)
    return { search: id, row }
  }

  /** Everything that holds a plate now, whoever asks. */
  async function isKept(plate: string): Promise<boolean> {
    return (await server.parts.records.collect({ plate }, 10)).length > 0
  }

  return {
    router,
    server,
    clock,
    car,
    now,
    as,
    send,
    read,
    actedOnHit,
    search,
    found,
    isKept,
    hashOf: (text: string) => createHash('sha256').update(text).digest('hex'),
    stop: () => department.stop(),
  }
}
