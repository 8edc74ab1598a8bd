// Records as a car sends them, and an ingest over a database to send them to.
import { createHash, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkOf } from '#main/audit/index.ts'
import { openDeviceKey } from '#main/audit/device-key.ts'
import { createIngest, type IngestOptions } from '#server/ingest/index.ts'
import { openObjects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { openVault } from '#server/vault/index.ts'
import { NO_HASH, type AuditEntry } from '#shared/domain/audit.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { HitStep } from '#shared/domain/hit-step.ts'
import { HitId, ReadId } from '#shared/domain/ids.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Read } from '#shared/domain/read.ts'
import type { AuditBody, HitBody } from '#shared/transfer/bodies.ts'
import { CarId, Receipt, receiptText, type RecordBatch, type RecordEnvelope } from '#shared/transfer/wire.ts'
import { madeUpProfile } from '../console/made-up-profile.ts'
import { makeHit, makeRead, START } from '../storage/records.ts'

export const newCar = (): CarId => CarId.parse(randomUUID())

/** An envelope around a body. */
export function envelope(
  kind: RecordEnvelope['kind'],
  id: string,
  recordedAt: number,
  body: unknown,
  revision = 1,
): RecordEnvelope {
  return { kind, id, revision, recordedAt, body: canonicalJson(body) }
}

export function readBody(changes: Partial<Read> = {}): Read {
  const { cropHash, contextHash, ...others } = changes
  const pictures = { ...(cropHash && { cropHash }), ...(contextHash && { contextHash }) }
  return { sequence: 1, ...makeRead(pictures), ...others }
}

export const readRecord = (
  changes: Partial<Read> & { readonly recordedAt?: number; readonly revision?: number } = {},
): RecordEnvelope => {
  const { recordedAt, revision, ...fields } = changes
  const read = readBody(fields)
  return envelope('read', read.id, recordedAt ?? read.capturedAt, read, revision)
}

export const step = (number: number, input: HitStep['input'], at = START + number): HitStep => ({
  number,
  at,
  afterMs: 1,
  by: { badge: '4711', name: 'Officer' },
  input,
})

export function hitBody(changes: Partial<HitBody> = {}): HitBody {
  return {
    ...makeHit(),
    sequence: 1,
    status: 'raised',
    isDeferred: false,
    steps: [],
    sightings: [],
    readId: ReadId.parse(randomUUID()),
    readRecordedAt: START,
    id: HitId.parse(randomUUID()),
    ...changes,
  }
}

export const hitRecord = (changes: Partial<HitBody> = {}, revision = 1): RecordEnvelope => {
  const hit = hitBody(changes)
  return envelope('hit', hit.id, hit.raisedAt, hit, revision)
}

/** A car's audit: entries that follow one another, signed by its key. */
export function auditChain(count: number, seed = new Uint8Array(32).fill(3)) {
  const key = openDeviceKey(seed)
  const entries: AuditBody[] = []
  let previous = NO_HASH
  for (let counter = 1; counter <= count; counter += 1) {
    const value: AuditEntry = {
      form: 1,
      counter,
      at: new Date(START + counter * 1000).toISOString(),
      device: key.device,
      policy: 'made-up 1',
      badge: '4711',
      name: 'Officer',
      action: 'reads.search',
      subject: '',
      outcome: 'done',
      detail: {},
      previous,
    }
    const entry = canonicalJson(value)
    const signature = key.sign(entry)
    entries.push({ entry, signature })
    previous = linkOf(entry, signature)
  }
  const pem = `-----BEGIN PUBLIC KEY-----\n${key.publicKey}\n-----END PUBLIC KEY-----\n`
  const records = entries.map((body, index) =>
    envelope('audit', String(index + 1), START + (index + 1) * 1000, body),
  )
  return { key, pem, entries, records }
}

export const batchOf = (...records: RecordEnvelope[]): RecordBatch => ({ batch: randomUUID(), records })

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** An ingest with a vault and objects of its own; `clock.at` is its time. */
export function openIngest(db: RecordsDb, changes: Partial<IngestOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-ingest-'))
  const clock = { at: START + 60_000 }
  const keys = generateKeyPairSync('ed25519')
  const vault = openVault({ file: join(folder, 'vault.db'), key: new Uint8Array(32).fill(5) })
  const objects = openObjects({ folder: join(folder, 'objects') })
  const log: string[] = []
  const profile: Profile = madeUpProfile({ storage: { value: 'department' } })
  const ingest = createIngest({
    db,
    objects,
    vault,
    sign: (text) => sign(null, Buffer.from(text), keys.privateKey).toString('base64'),
    profile,
    deviceKeyOf: () => Promise.resolve(auditChain(0).pem),
    now: () => clock.at,
    log: (_level, message) => log.push(message),
    ...changes,
  })
  return {
    ingest,
    vault,
    objects,
    folder,
    clock,
    log,
    profile,
    isSigned: (receipt: Receipt): boolean => {
      const { signature, ...rest } = Receipt.parse(receipt)
      return verify(null, Buffer.from(receiptText(rest)), keys.publicKey, Buffer.from(signature, 'base64'))
    },
    close() {
      vault.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
