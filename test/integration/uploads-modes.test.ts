// Where records go by the storage that a policy names: the provider beside the department's own door and ingest.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { StepInput } from '#shared/domain/hit-step.ts'
import { makeHit } from '../support/storage/records.ts'
import { BY, openTransferringCar, until, type TransferringCar } from '../support/uploads/car.ts'
import { openReceivingDepartment, type ReceivingDepartment } from '../support/uploads/department.ts'
import { createStandIn } from '../support/uploads/stand-in.ts'

const clock = { at: Date.now() }
let office: ReceivingDepartment
let car: TransferringCar
beforeAll(async () => {
  office = await openReceivingDepartment(clock, 'oak-brook')
})
afterAll(() => office.close())
afterEach(() => car.stop())

const isEmpty = (): boolean => Object.keys(car.waiting()).every((kind) => kind === 'audit')
const isIdle = (): boolean => car.uploads.status().running === undefined
const tell = (): unknown => [car.waiting(), car.uploads.status(), car.log, office.log]
async function allSent(): Promise<void> {
  await until(() => {
    clock.at += 500
    return isEmpty() && isIdle()
  }, tell)
}

test('Oak Brook: the provider gets all reads, the department the hits that were acted on with what belongs to them', async () => {
  const cloud = createStandIn()
  car = openTransferringCar({ clock, profile: 'oak-brook', provider: cloud.destination })
  await car.uploads.enrol(await office.invite('Car at a provider'), BY)
  const stopped = makeHit({ raisedAt: clock.at })
  const left = makeHit({ raisedAt: clock.at })
  const plain = await car.record()
  const ofStop = await car.record([stopped])
  const ofNothing = await car.record([left])
  await allSent()
  expect(
    cloud.records
      .filter(({ kind }) => kind === 'read')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([plain, ofStop, ofNothing].toSorted())
  expect(cloud.images.size).toBe(6)
  expect([...(await office.reads()).keys()]).toEqual([])
  expect(await office.images()).toEqual([])

  // The decision comes after everything has gone to the provider.
  const decide = (decision: 'stop' | 'no-action'): StepInput => ({ kind: 'decided', decision, words: '' })
  const step = { by: BY, at: clock.at, status: 'decided', isDeferred: false } as const
  car.hits.addStep({ ...step, id: stopped.id, input: decide('stop') })
  car.hits.addStep({ ...step, id: left.id, input: decide('no-action') })
  await allSent()
  const read = car.reads.get(ofStop)
  await until(async () => {
    clock.at += 500
    return (await office.images()).length === 2
  }, tell)
  expect([...(await office.reads()).keys()]).toEqual([ofStop])
  expect([...(await office.hits()).keys()]).toEqual([stopped.id])
  expect(new Set(await office.images())).toEqual(new Set([read?.cropHash, read?.contextHash]))
  expect(cloud.records.filter(({ kind }) => kind === 'hit').map(({ revision }) => revision)).toEqual([
    1, 1, 2, 2,
  ])
  // What the officers did in the car is the department's, not the provider's.
  expect(cloud.records.some(({ kind }) => kind === 'audit')).toBe(false)
  expect((await office.carAudit(car.uploads.package.link()?.car ?? '')).length).toBeGreaterThan(0)
  expect(car.uploads.status()).toMatchObject({ to: 'provider', link: 'reached', refusedRecords: [] })
})

test('a hit that was acted on stays in the car until the department has its read and pictures', async () => {
  const cloud = createStandIn()
  car = openTransferringCar({ clock, profile: 'oak-brook', provider: cloud.destination })
  await car.uploads.enrol(await office.invite('Car in a tunnel'), BY)
  office.tunnel.block()
  const hit = makeHit({ raisedAt: clock.at })
  await car.record([hit])
  await until(() => {
    clock.at += 500
    return cloud.images.size === 2 && isIdle()
  }, tell)
  expect(isEmpty()).toBe(true)
  car.hits.addStep({
    id: hit.id,
    by: BY,
    at: clock.at,
    status: 'decided',
    isDeferred: false,
    input: { kind: 'decided', decision: 'stop', words: '' },
  })
  await until(() => {
    clock.at += 500
    return car.waiting()['read'] === 1 && isIdle()
  }, tell)
  expect(car.waiting()).toMatchObject({ hit: 1, read: 1, media: 2 })
  office.tunnel.open()
  await allSent()
})

test('without a provider in the settings its reads wait, and the status says why', async () => {
  car = openTransferringCar({ clock, profile: 'parsons' })
  await car.uploads.enrol(await office.invite('Car without a provider'), BY)
  await car.record()
  for (let i = 0; i < 20; i += 1) {
    clock.at += 2000
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(car.waiting()).toMatchObject({ read: 1, media: 2 })
  expect(car.uploads.status().trouble).toMatch(/settings\.json names none/)
})
