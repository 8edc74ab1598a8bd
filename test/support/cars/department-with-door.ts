// A department whose door for cars is open, over a records database and an audit of its own, and cars that come to it
// over real TLS. What ingest does with records is tested elsewhere; here it only says what it was given by whom.
import { createPublicKey, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import type { Holder } from '#main/access/index.ts'
import { openAudit } from '#main/audit/index.ts'
import { openDeviceKey } from '#main/audit/device-key.ts'
import { loadProfile } from '#main/policy/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase } from '#main/storage/open.ts'
import { makeCertificateRequest } from '#main/uploads/certificate-request.ts'
import { openActs } from '#server/acts/index.ts'
import { openAuthority } from '#server/authority/index.ts'
import { startCarDoor } from '#server/car-door/index.ts'
import { createFleet } from '#server/fleet/index.ts'
import { createNotices, type MailSettings } from '#server/notices/index.ts'
import { openObjects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { ContactReport, EnrolAnswer, type BatchAnswer, type CarId } from '#shared/transfer/wire.ts'

export const START = Date.UTC(2026, 4, 4, 12)
const KEY = new Uint8Array(32).fill(5)

export type DepartmentWithDoor = Awaited<ReturnType<typeof openDepartmentWithDoor>>

type Options = {
  readonly db: RecordsDb
  readonly profile?: string
  readonly mail?: MailSettings
  /** The clock by which certificates are made; real time otherwise, which TLS goes by. */
  readonly at?: number
}

export async function openDepartmentWithDoor({ db, profile: id = 'schaumburg', mail, at }: Options) {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-cars-'))
  const clock = { at: at ?? Date.now() }
  const now = (): number => clock.at
  const office = openDatabase({ file: join(folder, 'office.db'), key: KEY })
  const audit = openAudit({
    repository: auditRepository(office),
    deviceSeed: KEY,
    pseudonymKey: KEY,
    policy: () => 'standard 1 test',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: folder,
    now,
  })
  const log: string[] = []
  const acts = await openActs({ db, audit, now })
  const authority = await openAuthority({
    folder: join(folder, 'authority'),
    key: KEY,
    hosts: ['localhost', '127.0.0.1'],
    now,
  })
  const noting = (_level: string, words: string) => void log.push(words)
  const notices = createNotices({ db, acts, ...(mail === undefined ? {} : { mail }), now, log: noting })
  const profile = loadProfile('assets/policies', id)
  const folders = { packages: join(folder, 'packages'), lists: join(folder, 'lists') }
  let port = 0
  const fleet = createFleet({
    db,
    acts,
    objects: openObjects({ folder: join(folder, 'objects') }),
    authority,
    notices,
    profile,
    key: KEY,
    host: 'localhost',
    port: () => port,
    folders,
    importPackage: (file) =>
      Promise.resolve({ car: 'Car 1', records: 1, images: 0, refused: 0, receipts: `${file}.receipts` }),
    published: {
      roster: () => ({ accounts: [] }),
      training: () => ({ records: [], changes: [] }),
      policy: () => ({
        yaml: 'id: made-up',
        proposedBy: { badge: '1', name: 'One' },
        approvedBy: { badge: '2', name: 'Two' },
      }),
    },
    templates: () => ['plain'],
    now,
  })
  const taken: { car: CarId; batch: string }[] = []
  const emptyAnswer = (car: CarId): BatchAnswer => ({
    receipt: { form: 'lookout-receipt 1', car, at: now(), items: [], signature: `${'A'.repeat(86)}==` },
    refused: [],
  })
  let held: Promise<void> = Promise.resolve()
  const door = await startCarDoor({
    authority,
    fleet,
    ingest: {
      async takeBatch(car, { batch }) {
        taken.push({ car, batch })
        await held
        return emptyAnswer(car)
      },
      imageReceipts: (car) => Promise.resolve(emptyAnswer(car)),
      mountImages: (app, { carOf }) => {
        app.post('/v1/images', (request) => ({ car: carOf(request) }))
        return Promise.resolve()
      },
    },
    host: '127.0.0.1',
    port: 0,
    log: noting,
  })
  port = door.port

  return {
    folder,
    folders,
    clock,
    db,
    audit,
    acts,
    authority,
    notices,
    profile,
    fleet,
    door,
    log,
    taken,
    /** Batches are not answered before this is. */
    holdBatches: (until: Promise<void>) => void (held = until),
    putList: (file: string, text: string) => writeFileSync(join(folders.lists, file), text),
    entries: (action: string) => audit.search({ action, limit: 200 }).rows,
    async close(): Promise<void> {
      await door.stop()
      await notices.stop()
      office.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** An officer at the records console; rights are the middleware's matter. */
export function holder(badge = 'S-1'): Holder {
  const officer = { badge, name: 'Made-up Supervisor' }
  return { accountId: randomUUID(), sessionId: randomUUID(), by: officer } as unknown as Holder
}

type Identity = { readonly certificate: string; readonly key: string }

/** A client of the door: with no certificate, or with this one. */
export function clientOf(
  { authority, door }: Pick<DepartmentWithDoor, 'authority' | 'door'>,
  identity?: Identity,
  tls: Readonly<Record<string, unknown>> = {},
) {
  const agent = new Agent({
    connect: {
      ca: authority.certificate,
      servername: 'localhost',
      ...(identity === undefined ? {} : { cert: identity.certificate, key: identity.key }),
      ...tls,
    },
    pipelining: 1,
    connections: 1,
  })
  const origin = `https://127.0.0.1:${door.port}`
  return {
    agent,
    async call(method: 'GET' | 'POST', path: string, body?: unknown) {
      const answer = await request(`${origin}${path}`, {
        method,
        dispatcher: agent,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      const bytes = Buffer.from(await answer.body.arrayBuffer())
      return {
        status: answer.statusCode,
        bytes,
        json: (): unknown => JSON.parse(bytes.toString()),
      }
    },
    close: () => agent.destroy(),
  }
}

export type TestCar = Awaited<ReturnType<typeof enrolCar>>

const deviceKey = openDeviceKey(new Uint8Array(32).fill(77))
const devicePem = String(
  createPublicKey({ key: Buffer.from(deviceKey.publicKey, 'base64'), format: 'der', type: 'spki' }).export({
    type: 'spki',
    format: 'pem',
  }),
)

/** What a car sends to enrol by this ticket, and the private key that stays in it. */
export async function enrolInput(ticket: string) {
  const { request: certificateRequest, privateKey } = await makeCertificateRequest()
  const secret = ticket.split(':')[3] ?? ''
  return { input: { secret, certificateRequest, deviceKey: devicePem, version: '0.1.0' }, privateKey }
}

/** A car that has joined by the door, and its client. */
export async function enrolCar(department: DepartmentWithDoor, name: string) {
  const { ticket } = await department.fleet.invite({ name }, holder())
  const stranger = clientOf(department)
  const { input, privateKey } = await enrolInput(ticket)
  const answer = EnrolAnswer.parse((await stranger.call('POST', '/v1/enrol', input)).json())
  await stranger.close()
  const identity = { certificate: answer.certificate, key: privateKey }
  return { id: answer.car, ticket, answer, identity, ...clientOf(department, identity), device: deviceKey }
}

/** What a car says that has nothing to tell. */
export function report(changes: Partial<ContactReport> = {}): ContactReport {
  return ContactReport.parse({
    at: START,
    version: '0.1.0',
    policy: 'schaumburg 1',
    waiting: { records: 0, images: 0 },
    freeBytes: 100 * 1024 ** 3,
    guard: 'normal',
    recogniser: 'reading',
    gps: 'fix',
    cameras: [{ id: 'front', name: 'Front', state: 'live' }],
    lists: [],
    taken: {},
    orders: [],
    ...changes,
  })
}
