// The cars' door over real TLS: who is let in, who is not, and what becomes of a car that is put out.
import { randomUUID, X509Certificate } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificateRequest } from '#main/uploads/certificate-request.ts'
import { openAuthority } from '#server/authority/index.ts'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { CarId, ContactAnswer, EnrolAnswer, WireRefusal } from '#shared/transfer/wire.ts'
import {
  clientOf,
  enrolCar,
  enrolInput,
  holder,
  openDepartmentWithDoor,
  report,
  type DepartmentWithDoor,
} from '../support/cars/department-with-door.ts'
import { newPGlite } from '../support/postgres/both-databases.ts'

const DAY_MS = 86_400_000
const PATHS = [
  ['POST', '/v1/renew'],
  ['POST', '/v1/records'],
  ['POST', '/v1/images'],
  ['POST', '/v1/images/receipts'],
  ['POST', '/v1/contact'],
  ['GET', `/v1/files/${randomUUID()}`],
  ['GET', `/v1/files/${randomUUID()}/content`],
  ['GET', '/v1/openapi.json'],
  ['GET', '/v1/enrol'],
  ['GET', '/nothing'],
] as const

let folder = ''
let db: RecordsDb
let department: DepartmentWithDoor
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-cars-db-'))
  await newPGlite(folder)
  db = await openRecordsDb({ folder })
  department = await openDepartmentWithDoor({ db })
})
afterAll(async () => {
  await department.close()
  await db.close()
  rmSync(folder, { recursive: true })
})

const whyOf = (answer: { json(): unknown }): string => WireRefusal.parse(answer.json()).why
const invite = async (name: string): Promise<string> =>
  (await department.fleet.invite({ name }, holder())).ticket
/** Answers on every path but enrolment; a TLS connection that is refused counts as 0. */
async function statuses(client: ReturnType<typeof clientOf>): Promise<Set<number>> {
  const found = new Set<number>()
  for (const [method, path] of PATHS) {
    const body = method === 'POST' ? {} : undefined
    found.add(
      await client.call(method, path, body).then(
        ({ status }) => status,
        () => 0,
      ),
    )
  }
  await client.close()
  return found
}

test('without a certificate nothing is answered but an enrolment', async () => {
  expect(await statuses(clientOf(department))).toEqual(new Set([401]))
})

test('certificates of another authority, of no authority and of the server itself count for nothing', async () => {
  const { identity, id } = await enrolCar(department, 'Car for the impostor')
  const other = await openAuthority({
    folder: join(folder, 'other'),
    key: new Uint8Array(32).fill(1),
    hosts: ['localhost'],
    now: () => department.clock.at,
  })
  const { request, privateKey } = await makeCertificateRequest()
  const impostor = await other.issue(request, id)
  expect(
    await statuses(clientOf(department, { certificate: impostor.certificate, key: privateKey })),
  ).toEqual(new Set([401]))
  const server = department.authority.server()
  expect(await statuses(clientOf(department, { certificate: server.certificate, key: server.key }))).toEqual(
    new Set([401]),
  )
  // Of this authority, but of no car that was enrolled here.
  const unknown = await department.authority.issue(request, CarId.parse(randomUUID()))
  expect(await statuses(clientOf(department, { certificate: unknown.certificate, key: privateKey }))).toEqual(
    new Set([401]),
  )
  // The right certificate without its key does not even get a connection.
  const thief = clientOf(department, { certificate: identity.certificate, key: privateKey })
  expect(await statuses(thief)).toEqual(new Set([0]))
})

test('a certificate that has ended counts for nothing, by the clock of TLS and by that of the server', async () => {
  const { identity } = await enrolCar(department, 'Car that comes late')
  const before = department.clock.at
  department.clock.at = before + 398 * DAY_MS
  expect(await statuses(clientOf(department, identity))).toEqual(new Set([401]))
  department.clock.at = before - 500 * DAY_MS
  const old = await enrolCarAt('Car of long ago')
  department.clock.at = before
  expect(await statuses(clientOf(department, old))).toEqual(new Set([401]))
})

/** Enrolled by the department itself, where its clock is so wrong that TLS would not let the car in. */
async function enrolCarAt(name: string) {
  const { input, privateKey } = await enrolInput(await invite(name))
  const { certificate } = await department.fleet.enrol(input, 'here')
  return { certificate, key: privateKey }
}

test('speaks TLS 1.3 only', async () => {
  await expect(clientOf(department, undefined, { maxVersion: 'TLSv1.2' }).call('GET', '/')).rejects.toThrow(
    /EPROTO|protocol version/,
  )
})

test('shows its own certificate for its names, and its authority behind it', async () => {
  const socket = connect({
    host: '127.0.0.1',
    port: department.door.port,
    ca: department.authority.certificate,
    servername: 'localhost',
  })
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
  expect(socket.authorized).toBe(true)
  expect(socket.getProtocol()).toBe('TLSv1.3')
  const { subjectaltname, issuerCertificate } = socket.getPeerCertificate(true)
  expect(subjectaltname).toBe('IP Address:127.0.0.1, DNS:localhost')
  const fingerprint = issuerCertificate.fingerprint256.replaceAll(':', '').toLowerCase()
  expect(fingerprint).toBe(department.authority.fingerprint)
  socket.destroy()
})

test('shows a new certificate once the old one is near its end, and cars that know the authority stay', async () => {
  const own = await openDepartmentWithDoor({ db })
  const car = await enrolCar(own, 'Car that knows')
  const shown = () => new X509Certificate(own.authority.server().certificate).serialNumber
  const before = shown()
  await own.door.renewCertificate()
  expect(shown()).toBe(before)
  own.clock.at += 350 * DAY_MS
  await own.door.renewCertificate()
  expect(shown()).not.toBe(before)
  const next = clientOf(own, car.identity)
  const socket = connect({
    port: own.door.port,
    host: '127.0.0.1',
    ca: own.authority.certificate,
    servername: 'localhost',
  })
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
  expect(socket.getPeerX509Certificate()?.serialNumber).toBe(shown())
  socket.destroy()
  expect((await next.call('POST', '/v1/contact', report())).status).toBe(200)
  await Promise.all([car.close(), next.close()])
  await own.close()
})

test('a code enrols one car, once, and only for a day', async () => {
  const ticket = await invite('Car of the code')
  const stranger = clientOf(department)
  const first = await enrolInput(ticket)
  const answer = EnrolAnswer.parse((await stranger.call('POST', '/v1/enrol', first.input)).json())
  expect(answer.name).toBe('Car of the code')
  const again = await stranger.call('POST', '/v1/enrol', first.input)
  expect(again.status).toBe(409)
  expect(whyOf(again)).toMatch(/unknown, used or over/)

  const late = await enrolInput(await invite('Car that came a day late'))
  department.clock.at += DAY_MS
  expect(whyOf(await stranger.call('POST', '/v1/enrol', late.input))).toMatch(/unknown, used or over/)
  department.clock.at -= DAY_MS
  await stranger.close()
  const entries = department.entries('car.enrol').filter(({ subject }) => subject === answer.car)
  expect(entries).toHaveLength(1)
})

test('of two that use one code at the same time one is enrolled', async () => {
  const ticket = await invite('Car of two')
  const inputs = await Promise.all([enrolInput(ticket), enrolInput(ticket), enrolInput(ticket)])
  const answers = await Promise.allSettled(
    inputs.map(({ input }, i) => department.fleet.enrol(input, `address ${i}`)),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await department.fleet.state()).filter(({ name }) => name === 'Car of two')).toHaveLength(1)
})

test('a request that cannot be made a certificate of does not use the code up', async () => {
  const ticket = await invite('Car with a bad request')
  const { input } = await enrolInput(ticket)
  const stranger = clientOf(department)
  const tricks = [
    { certificateRequest: 'no request' },
    { certificateRequest: input.certificateRequest.replace(/[A-Za-z]{4}(?=[^-]*-----END)/, 'AAAA') },
    { deviceKey: 'no key' },
    { secret: 'short' },
    { more: 'than asked' },
  ]
  for (const trick of tricks) {
    const { status } = await stranger.call('POST', '/v1/enrol', { ...input, ...trick })
    expect([400, 409], JSON.stringify(trick)).toContain(status)
  }
  expect((await stranger.call('POST', '/v1/enrol', input)).status).toBe(200)
  await stranger.close()
})

test('after twenty wrong codes an address is shut for an hour, and somebody is told', async () => {
  const { input } = await enrolInput(await invite('Car of the tired'))
  const wrong = { ...input, secret: 'ABCDEFGHJKMNPQRSTVWXYZ0123' }
  const tried = async (what: typeof input, from: string) => department.fleet.enrol(what, from)
  for (let i = 0; i < 20; i += 1) await expect(tried(wrong, 'somewhere')).rejects.toThrow(/unknown/)
  await expect(tried(input, 'somewhere')).rejects.toThrow(/too many/)
  await expect(tried(wrong, 'elsewhere')).rejects.toThrow(/unknown/)
  expect(await department.notices.notices(holder())).toMatchObject([{ kind: 'enrolment', level: 'urgent' }])
  department.clock.at += 3_600_000
  expect((await tried(input, 'somewhere')).name).toBe('Car of the tired')
  department.clock.at -= 3_600_000
})

test('a car that is revoked is cut off in the middle, and is not let in again', async () => {
  const car = await enrolCar(department, 'Car that was stolen')
  const { promise, resolve } = Promise.withResolvers<void>()
  department.holdBatches(promise)
  const batch = randomUUID()
  const records = [{ kind: 'audit', id: '1', revision: 1, recordedAt: 1, body: '{}' }]
  const running = car.call('POST', '/v1/records', { batch, records })
  await expect.poll(() => department.taken.some((one) => one.batch === batch)).toBe(true)
  const cut = expect(running).rejects.toThrow()
  await department.fleet.revoke({ id: car.id, why: 'the laptop was stolen last night' }, holder())
  await cut
  resolve()
  department.holdBatches(Promise.resolve())
  expect((await car.call('POST', '/v1/contact', report())).status).toBe(401)
  expect(await statuses(clientOf(department, car.identity))).toEqual(new Set([401]))
  expect(await department.fleet.deviceKeyOf(car.id)).toBeUndefined()
  await car.close()
  await expect(
    department.fleet.revoke({ id: car.id, why: 'the laptop was stolen last night' }, holder()),
  ).rejects.toThrow(/enrolled car/)
})

test('each car is told apart by its certificate, whatever it says', async () => {
  const [one, two] = [await enrolCar(department, 'Car one'), await enrolCar(department, 'Car two')]
  const records = [{ kind: 'audit', id: '1', revision: 1, recordedAt: 1, body: '{}' }]
  for (const car of [one, two]) {
    const batch = randomUUID()
    await car.call('POST', '/v1/records', { batch, records })
    expect(department.taken.at(-1)).toEqual({ car: car.id, batch })
    const image = await car.call('POST', '/v1/images', {})
    expect(image.json()).toEqual({ car: car.id })
    await car.close()
  }
})

test('a renewed certificate takes the place of the old one when it is used, not before', async () => {
  const car = await enrolCar(department, 'Car that renews')
  const { request, privateKey } = await makeCertificateRequest()
  const answer = EnrolAnswer.parse(
    (await car.call('POST', '/v1/renew', { certificateRequest: request })).json(),
  )
  expect(answer.car).toBe(car.id)
  expect((await car.call('POST', '/v1/contact', report())).status).toBe(200)
  const renewed = clientOf(department, { certificate: answer.certificate, key: privateKey })
  expect((await renewed.call('POST', '/v1/contact', report())).status).toBe(200)
  expect((await car.call('POST', '/v1/contact', report())).status).toBe(401)
  await Promise.all([car.close(), renewed.close()])
})

test('what has another form or is too large is refused with words', async () => {
  const car = await enrolCar(department, 'Car that errs')
  const wrong = await car.call('POST', '/v1/contact', { ...report(), freeBytes: -1 })
  expect(wrong.status).toBe(400)
  expect(whyOf(wrong)).toMatch(/^freeBytes/)
  const large = await car.call('POST', '/v1/contact', { ...report(), gps: 'x'.repeat(600_000) })
  expect(large.status).toBe(413)
  expect((await car.call('GET', '/v1/files/no-id')).status).toBe(400)
  expect((await car.call('GET', `/v1/files/${randomUUID()}`)).status).toBe(404)
  expect((await car.call('GET', '/v1/nothing')).status).toBe(404)
  expect(department.log).toEqual([])
  await car.close()
})

test('describes itself as OpenAPI to a car', async () => {
  const car = await enrolCar(department, 'Car that asks')
  const document = (await car.call('GET', '/v1/openapi.json')).json()
  expect(document).toMatchObject({
    openapi: '3.1.0',
    paths: {
      '/v1/enrol': { post: { security: [] } },
      '/v1/records': { post: { security: [{ certificate: [] }] } },
    },
  })
  await car.close()
})

test('the clocks of a car and the server need not agree to the minute', async () => {
  department.clock.at -= DAY_MS / 2
  const car = await enrolCar(department, 'Car with a clock')
  department.clock.at += DAY_MS / 2
  const answer = ContactAnswer.parse((await car.call('POST', '/v1/contact', report())).json())
  expect(answer.at).toBe(department.clock.at)
  expect(answer.mostDays).toBe(30)
  await car.close()
})
