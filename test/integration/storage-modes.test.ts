// Where reads are kept, by the real profiles: the provider alone (Oak Brook 131.7 (b)-(d)), and the provider with the
// department beside it (Parsons 427.5). Real outbox, real TLS to both sides.
import { Agent, request } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHttpProvider } from '#main/uploads/provider/http-provider.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { ReadId } from '#shared/domain/ids.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { startProvider, type StandInProvider } from '../support/provider/provider.ts'
import { makeHit } from '../support/storage/records.ts'
import { BY, openTransferringCar, until, type TransferringCar } from '../support/uploads/car.ts'
import { openReceivingDepartment, type ReceivingDepartment } from '../support/uploads/department.ts'

const CAR = CarId.parse('00000000-0000-4000-8000-0000000000c1')

let clock: { at: number }
let provider: StandInProvider
let car: TransferringCar | undefined
let office: ReceivingDepartment | undefined
beforeEach(async () => {
  clock = { at: Date.now() }
  provider = await startProvider({ now: () => clock.at })
})
afterEach(async () => {
  await car?.stop()
  await provider.stop()
  await office?.close()
  car = undefined
  office = undefined
})

function open(profile: string, change: { publicKey?: string } = {}): TransferringCar {
  const { url, token, publicKey, authority } = provider
  const settings = { url, token, publicKey, authority, car: CAR, ...change }
  car = openTransferringCar({ profile, clock, provider: openHttpProvider(settings), random: () => 0 })
  return car
}

/** Six reads; the first has a hit that is acted on, the second one that is not. */
async function patrol(one: TransferringCar): Promise<ReadId[]> {
  const ids: ReadId[] = []
  for (let number = 0; number < 6; number += 1) {
    const hits = number < 2 ? [makeHit({ raisedAt: clock.at })] : []
    ids.push(await one.record(hits))
    const [hit] = hits
    if (hit === undefined) continue
    const decision = number === 0 ? ('stop' as const) : ('no-action' as const)
    one.hits.addStep({
      id: hit.id,
      input: { kind: 'decided', decision, words: 'decided for the test' },
      by: BY,
      at: clock.at,
      status: 'closed',
      isDeferred: false,
    })
  }
  return ids
}

/** Time goes on: a transfer comes by itself every few seconds. */
const later = (): void => {
  clock.at += 500
}
const besidesAudit = (one: TransferringCar): number =>
  Object.entries(one.waiting()).reduce((sum, [kind, count]) => sum + (kind === 'audit' ? 0 : count), 0)
const allSent = (one: TransferringCar): Promise<void> =>
  until(
    () => {
      later()
      return besidesAudit(one) === 0
    },
    () => ({ ...one.uploads.status(), log: one.log, office: office?.log }),
  )
const idsAtProvider = (kind: string): string[] =>
  provider
    .records()
    .filter((record) => record.kind === kind)
    .map(({ id }) => id)
    .toSorted()

/** What the provider says that it holds of a plate: asked as an investigator would, at the provider. */
async function asked(plate: string): Promise<unknown> {
  const dispatcher = new Agent({ connect: { ca: provider.authority } })
  const headers = { authorization: `Bearer ${provider.token}` }
  const answer = await request(`${provider.url}v1/records?plate=${plate}`, { dispatcher, headers })
  const held = await answer.body.json()
  await dispatcher.close()
  return held
}

test('131.7 (b): with a provider only, everything goes there, byte for byte, and nothing else is needed', async () => {
  const one = open('oak-brook')
  const ids = await patrol(one)
  await allSent(one)
  expect(idsAtProvider('read')).toEqual([...ids].toSorted())
  expect(idsAtProvider('hit')).toHaveLength(2)
  expect(provider.images()).toHaveLength(12)
  for (const { kind, id, body } of provider.records()) {
    if (kind === 'read') expect(body).toBe(canonicalJson(one.reads.get(id as ReadId)))
  }
  expect(one.uploads.isRequired()).toBe(true)
  expect(await asked('AB12345')).toHaveLength(6)
  expect(await asked('CWW2245')).toEqual([])
})

test('131.7 (d): the provider’s own words for how long it keeps them are told', async () => {
  const one = open('oak-brook')
  await patrol(one)
  await allSent(one)
  await until(() => one.uploads.status().keeps)
  expect(one.uploads.status()).toMatchObject({
    to: 'provider',
    keeps: 'Kept by the provider for 30 days, then destroyed.',
  })
  clock.at += 31 * 86_400_000
  provider.purge()
  expect(provider.records()).toEqual([])
})

test('131.7 (b): the department has the hit that was acted on, its read and its pictures, and no other read', async () => {
  office = await openReceivingDepartment(clock, 'oak-brook')
  const one = open('oak-brook')
  const [actedOn] = await patrol(one)
  await one.uploads.enrol(await office.invite('Car 12'), BY)
  await allSent(one)
  expect([...(await office.reads()).keys()]).toEqual([actedOn])
  expect((await office.hits()).size).toBe(1)
  expect(await office.images()).toHaveLength(2)
  expect(idsAtProvider('read')).toHaveLength(6)
})

test('131.7 (b): a read that nobody acted on is refused by the department, whoever sends it', async () => {
  office = await openReceivingDepartment(clock, 'oak-brook')
  // A car whose policy is another one.
  car = openTransferringCar({ profile: 'schaumburg', clock, random: () => 0 })
  await car.record()
  await car.uploads.enrol(await office.invite('Car 12'), BY)
  const one = car
  await until(
    () => one.uploads.status().refusedRecords.length > 0,
    () => one.uploads.status(),
  )
  expect(one.uploads.status().refusedRecords[0]?.why).toContain('131.7')
  expect((await office.reads()).size).toBe(0)
  expect(one.waiting()['read']).toBe(1)
})

test('what both must have waits until both have signed for it', async () => {
  office = await openReceivingDepartment(clock, 'oak-brook')
  const one = open('oak-brook')
  office.tunnel.block()
  const [actedOn] = await patrol(one)
  await until(() => {
    later()
    return provider.images().length === 12
  })
  office.tunnel.open()
  await one.uploads.enrol(await office.invite('Car 12'), BY)
  await allSent(one)
  expect([...(await office.reads()).keys()]).toEqual([actedOn])
})

test('while the provider is down, or signs with another key, nothing is let go', async () => {
  const one = open('oak-brook')
  provider.state.isDown = true
  await patrol(one)
  const before = besidesAudit(one)
  await until(() => one.uploads.status().link === 'unreachable')
  expect(besidesAudit(one)).toBe(before)
  provider.state.isDown = false
  provider.state.isForging = true
  one.uploads.start(BY)
  await until(
    () => idsAtProvider('read').length === 6,
    () => one.uploads.status(),
  )
  expect(besidesAudit(one)).toBe(before)
  provider.state.isForging = false
  clock.at += 10 * 60_000
  one.uploads.start(BY)
  await allSent(one)
})

test('427.5 ¶2: the provider destroys after its days, and what the department retained stays with it', async () => {
  office = await openReceivingDepartment(clock, 'parsons')
  const one = open('parsons')
  const [actedOn = ''] = await patrol(one)
  await one.uploads.enrol(await office.invite('Car 12'), BY)
  await allSent(one)
  expect(idsAtProvider('read')).toHaveLength(6)
  clock.at += 31 * 86_400_000
  provider.purge()
  expect(provider.records()).toEqual([])
  const kept = await office.reads()
  expect([...kept.keys()]).toEqual([actedOn])
  expect(one.profile.retention).toMatchObject({ clause: expect.stringContaining('427.5') })
})
