// A provider's cloud as the place of the reads: what the client takes for an answer, over real TLS.
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHttpProvider, ProviderSettings } from '#main/uploads/provider/http-provider.ts'
import { MediaHash } from '#shared/domain/ids.ts'
import { CarId, receiptText, type Receipt, type RecordEnvelope } from '#shared/transfer/wire.ts'
import { startProvider, type StandInProvider } from '../support/provider/provider.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const CAR = CarId.parse('00000000-0000-4000-8000-0000000000c1')

let provider: StandInProvider
let time = NOW
beforeEach(async () => {
  time = NOW
  provider = await startProvider({ now: () => time })
})
afterEach(() => provider.stop())

const settings = (): ProviderSettings => ({
  url: provider.url,
  token: provider.token,
  publicKey: provider.publicKey,
  car: CAR,
  authority: provider.authority,
})
const open = (change: Partial<ProviderSettings> = {}) => openHttpProvider({ ...settings(), ...change })

const record = (id: string, revision = 1): RecordEnvelope => ({
  kind: 'read',
  id,
  revision,
  recordedAt: NOW,
  body: `{"id":"${id}","plate":"CWW2245"}`,
})
const batch = (...records: RecordEnvelope[]) => ({ batch: randomUUID(), records })
const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const signal = AbortSignal.timeout(60_000)

function isSigned(receipt: Receipt): boolean {
  const key = createPublicKey(provider.publicKey)
  return verify(null, Buffer.from(receiptText(receipt)), key, Buffer.from(receipt.signature, 'base64'))
}

test('records are stored and answered with a receipt over what was stored', async () => {
  const client = open()
  const { receipt, refused } = await client.sendRecords(batch(record('a'), record('b')), signal)
  expect(refused).toEqual([])
  expect(isSigned(receipt)).toBe(true)
  expect(receipt.car).toBe(CAR)
  expect(receipt.items).toEqual(
    ['a', 'b'].map((id) => ({ kind: 'read', id, revision: 1, sha256: hashOf(record(id).body) })),
  )
  await client.sendRecords(batch(record('a')), signal)
  expect(provider.records()).toHaveLength(2)
  await client.close()
})

test('an image is answered for once it is there, and only as it was sent', async () => {
  const client = open()
  const bytes = Buffer.from('a picture')
  const hash = MediaHash.parse(hashOf(bytes))
  const image = { hash, mime: 'image/png' as const, kind: 'crop' as const, recordedAt: NOW, bytes }
  expect((await client.imageReceipts([hash], signal)).receipt.items).toEqual([])
  await expect(client.sendImage({ ...image, bytes: Buffer.from('another') }, signal)).rejects.toThrow(
    'The hash does not fit.',
  )
  await client.sendImage(image, signal)
  const { receipt } = await client.imageReceipts([hash], signal)
  expect(isSigned(receipt)).toBe(true)
  expect(receipt.items).toEqual([{ kind: 'media', id: hash, revision: 1, sha256: hash }])
  await client.close()
})

test('the provider says for how long it keeps what it has, and destroys it then', async () => {
  const client = open()
  expect(client.keeps?.()).toBeUndefined()
  await client.sendRecords(batch(record('a')), signal)
  expect(client.keeps?.()).toBe('Kept by the provider for 30 days, then destroyed.')
  time += 31 * 86_400_000
  provider.purge()
  expect(provider.records()).toEqual([])
  await client.close()
})

test('a token that is not known is refused, and a fault that passes is not', async () => {
  const stranger = open({ token: 'another made-up token' })
  await expect(stranger.sendRecords(batch(record('a')), signal)).rejects.toMatchObject({
    link: 'refused',
    message: 'The token is not known.',
  })
  await stranger.close()
  provider.state.isDown = true
  const client = open()
  await expect(client.sendRecords(batch(record('a')), signal)).rejects.toMatchObject({ link: 'unreachable' })
  await client.close()
  expect(provider.records()).toEqual([])
})

test('another certificate than the agreed one is never spoken to', async () => {
  const other = await startProvider({ now: () => time })
  const client = open({ authority: other.authority })
  await expect(client.sendRecords(batch(record('a')), signal)).rejects.toMatchObject({ link: 'unreachable' })
  expect(provider.state.requests).toBe(0)
  await client.close()
  await other.stop()
})

test('plain HTTP is no way to a provider', () => {
  expect(ProviderSettings.safeParse(settings()).success).toBe(true)
  expect(() => ProviderSettings.parse({ ...settings(), url: 'http://localhost/' })).toThrow()
})
