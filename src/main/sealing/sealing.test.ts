import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refused } from '#main/refused.ts'
import { open, publicKeyOf, seal, type OpenBy, type SealTo } from './index.ts'

const CHUNK = 65_536
const HEADER = 16 + 1 + 65 + 32
const SEALED_CHUNK = CHUNK + 16
const PASSPHRASE: SealTo & OpenBy = { kind: 'passphrase', passphrase: 'four words said on the telephone' }

function pair(): { to: SealTo; by: OpenBy; publicKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return { to: { kind: 'key', publicKey }, by: { kind: 'key', privateKey }, publicKey }
}

/** Bytes that do not repeat from chunk to chunk. */
function bytesOf(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 0xff
  return bytes
}

function* inPieces(bytes: Uint8Array, piece: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

function sealed(to: SealTo, bytes: Uint8Array, piece = 50_000): Promise<Buffer> {
  return gathered(seal(to, inPieces(bytes, piece)))
}

function opened(by: OpenBy, bytes: Uint8Array, piece = 40_000): Promise<Buffer> {
  return gathered(open(by, inPieces(bytes, piece)))
}

test('what is sealed for a key opens by it, whatever its length and the pieces it comes in', async () => {
  const { to, by } = pair()
  const lengths = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5]
  for (const length of lengths) {
    const bytes = bytesOf(length)
    for (const piece of [997, CHUNK, 1_000_000]) {
      const file = await sealed(to, bytes, piece)
      const chunks = Math.max(1, Math.ceil(length / CHUNK))
      expect(file).toHaveLength(HEADER + length + 16 * chunks)
      expect((await opened(by, file, piece)).equals(bytes)).toBe(true)
    }
  }
})

test('a passphrase opens what it sealed, also typed in another form of the same letters', async () => {
  const file = await sealed({ kind: 'passphrase', passphrase: 'Müller trifft Weiß' }, bytesOf(100))
  const typed = 'Müller trifft Weiß'.normalize('NFD')
  expect((await opened({ kind: 'passphrase', passphrase: typed }, file)).equals(bytesOf(100))).toBe(true)
  await expect(opened({ kind: 'passphrase', passphrase: 'Mueller trifft Weiss' }, file)).rejects.toThrow(
    'sealed for another one, or was changed',
  )
})

test('nobody else opens it: another key, a passphrase for a key, a key for a passphrase', async () => {
  const one = pair()
  const other = pair()
  const file = await sealed(one.to, bytesOf(10))
  await expect(opened(other.by, file)).rejects.toBeInstanceOf(Refused)
  await expect(opened(PASSPHRASE, file)).rejects.toThrow('the key that the file is sealed for')
  await expect(opened(one.by, await sealed(PASSPHRASE, bytesOf(10)))).rejects.toThrow('a key does not open')
})

test('two files of the same content have nothing in common after their form', async () => {
  const { to } = pair()
  const [first, second] = [await sealed(to, bytesOf(64)), await sealed(to, bytesOf(64))]
  expect(first.subarray(0, 17).equals(second.subarray(0, 17))).toBe(true)
  expect(first.subarray(17).equals(second.subarray(17))).toBe(false)
  expect(first.subarray(HEADER).equals(second.subarray(HEADER))).toBe(false)
})

test('every single changed bit of a small file is found, and nothing is given out', async () => {
  const { to, by } = pair()
  const file = await sealed(to, bytesOf(40))
  for (let at = 0; at < file.length; at += 1) {
    const changed = Buffer.from(file)
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    const given: Uint8Array[] = []
    const reading = (async () => {
      for await (const part of open(by, [changed])) given.push(part)
    })()
    await expect(reading).rejects.toBeInstanceOf(Refused)
    expect(given).toEqual([])
  }
})

test('a file that is cut at any place, or lengthened, is not taken for a whole one', async () => {
  const { to, by } = pair()
  const file = await sealed(to, bytesOf(2 * CHUNK + 100))
  const cuts = [0, 1, 16, 17, HEADER - 1, HEADER, HEADER + 5, HEADER + SEALED_CHUNK]
  for (const end of [...cuts, HEADER + 2 * SEALED_CHUNK, file.length - 1]) {
    await expect(opened(by, file.subarray(0, end))).rejects.toBeInstanceOf(Refused)
  }
  await expect(opened(by, Buffer.concat([file, Buffer.from([0])]))).rejects.toBeInstanceOf(Refused)
  await expect(opened(by, Buffer.concat([file, file]))).rejects.toBeInstanceOf(Refused)
})

test('chunks that are swapped, doubled, left out or taken from another file are found', async () => {
  const { to, by } = pair()
  const file = await sealed(to, bytesOf(3 * CHUNK))
  const alike = await sealed(to, bytesOf(3 * CHUNK))
  const header = file.subarray(0, HEADER)
  const chunk = (of: Buffer, index: number): Buffer =>
    of.subarray(HEADER + index * SEALED_CHUNK, HEADER + (index + 1) * SEALED_CHUNK)
  const orders = [
    [chunk(file, 1), chunk(file, 0), chunk(file, 2)],
    [chunk(file, 0), chunk(file, 0), chunk(file, 1), chunk(file, 2)],
    [chunk(file, 0), chunk(file, 2)],
    [chunk(file, 0), chunk(file, 1), chunk(file, 2), chunk(file, 2)],
    [chunk(file, 0), chunk(alike, 1), chunk(file, 2)],
  ]
  for (const order of orders) {
    await expect(opened(by, Buffer.concat([header, ...order]))).rejects.toBeInstanceOf(Refused)
  }
})

test('random changes of a longer file never give other bytes than were sealed', async () => {
  const { to, by } = pair()
  const bytes = bytesOf(2 * CHUNK + 777)
  const file = await sealed(to, bytes)
  const position = fc.nat({ max: file.length - 1 })
  const change = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: position, by: fc.integer({ min: 1, max: 255 }) }),
    fc.record({
      kind: fc.constant('remove' as const),
      at: position,
      by: fc.integer({ min: 1, max: 70_000 }),
    }),
    fc.record({ kind: fc.constant('insert' as const), at: position, by: fc.integer({ min: 1, max: 200 }) }),
  )
  await fc.assert(
    fc.asyncProperty(change, async ({ kind, at, by: amount }) => {
      const changed = Buffer.from(file)
      if (kind === 'flip') changed[at] = (changed[at] ?? 0) ^ amount
      const before = changed.subarray(0, at)
      const parts = {
        flip: [changed],
        remove: [before, changed.subarray(at + amount)],
        insert: [before, Buffer.alloc(amount, 7), changed.subarray(at)],
      }
      let given = 0
      const reading = (async () => {
        for await (const part of open(by, parts[kind])) {
          expect(bytes.subarray(given, given + part.length).equals(part)).toBe(true)
          given += part.length
        }
      })()
      await expect(reading).rejects.toBeInstanceOf(Refused)
    }),
    { numRuns: 150 },
  )
})

test('bytes that nobody sealed are refused with words', async () => {
  const { by } = pair()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, hasMagic) => {
      const file = hasMagic ? Buffer.concat([Buffer.from('lookout-sealed 1'), bytes]) : Buffer.from(bytes)
      await expect(opened(by, file)).rejects.toBeInstanceOf(Refused)
    }),
  )
})

test('a file cannot ask for another number of iterations, nor name a point off the curve', async () => {
  const file = await sealed(PASSPHRASE, bytesOf(10))
  const slow = Buffer.from(file)
  slow.writeUInt32BE(4_000_000_000, 17)
  await expect(opened(PASSPHRASE, slow)).rejects.toThrow('cut or changed')
  const { to, by } = pair()
  const off = Buffer.from(await sealed(to, bytesOf(10)))
  off.fill(1, 18, 17 + 65)
  await expect(opened(by, off)).rejects.toThrow('cut or changed')
})

test("a receiver's key is taken from PEM only when it is a public one of P-256", () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  expect(publicKeyOf(pem).equals(createPublicKey(pem))).toBe(true)
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect(() => publicKeyOf(secret)).toThrow('this is a private one')
  expect(() => publicKeyOf('no key')).toThrow('PEM form')
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
  expect(() => publicKeyOf(other)).toThrow('curve P-256')
})
