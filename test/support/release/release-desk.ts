// Where records leave the department: real search, evidence and sharing over a real records database, audit and object
// store. Only the pictures come out of memory: how they are taken and kept is tested elsewhere.
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { Holder } from '#main/access/index.ts'
import { openAudit } from '#main/audit/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase } from '#main/storage/open.ts'
import { openActs } from '#server/acts/index.ts'
import { openAuthority } from '#server/authority/index.ts'
import { createEvidence, createRecordSource } from '#server/evidence/index.ts'
import { createFiles } from '#server/files/index.ts'
import { openObjects } from '#server/objects/index.ts'
import { createRecordsSearch } from '#server/search/index.ts'
import { createSharing } from '#server/sharing/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { byOf, type Role } from '#shared/domain/officer.ts'
import { rightsOf } from '#shared/domain/rights.ts'
import type { RecordKey } from '#shared/records/records.ts'
import { madeRead, makeVault, storeCar, storeReads, type StoredRead } from '../stored/stored-records.ts'

export const START = Date.UTC(2026, 4, 4, 12)
const HOUR = 3_600_000

export type ReleaseDesk = Awaited<ReturnType<typeof openReleaseDesk>>

/** Empties what tests of a desk write, so that one database serves them all. */
export async function emptyRecords({ kysely }: RecordsDb): Promise<void> {
  await sql`TRUNCATE cars, reads, kept_reads, hits, car_audit, images, holds, hold_items, evidence, custody, agencies,
    declarations, share_requests, shares, other_requests, pending_acts, searches CASCADE`.execute(kysely)
}

export async function openReleaseDesk(db: RecordsDb, profileId: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-release-'))
  const clock = { at: START }
  const now = (): number => clock.at
  const key = new Uint8Array(32).fill(6)
  const office = openDatabase({ file: join(folder, 'office.db'), key })
  const audit = openAudit({
    repository: auditRepository(office),
    deviceSeed: key,
    pseudonymKey: key,
    policy: () => `${profileId} 1 test`,
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: folder,
    now,
  })
  const profile = loadProfile('assets/policies', profileId)
  const acts = await openActs({ db, audit, now })
  const authority = await openAuthority({
    folder: join(folder, 'authority'),
    key,
    hosts: ['localhost'],
    now: () => Date.now(),
  })
  const objects = openObjects({ folder: join(folder, 'objects') })
  const kept = makeVault()
  const { vault } = kept
  const files = createFiles(now)
  const search = createRecordsSearch({
    db,
    vault,
    acts,
    profile,
    files,
    why: () => Promise.reject(new Error('Nobody asks why here.')),
    now,
  })
  const pictures = new Map<string, { bytes: Uint8Array; mime: string }>()
  const source = createRecordSource({
    db,
    vault,
    profile,
    readRecord: (one) => search.readRecord(one),
    readImage: (_car, _day, hash) => Promise.resolve(pictures.get(hash)),
  })
  const common = { db, acts, authority, objects, files, source, profile, now }
  const policyWords = (): string => `${profileId} 1 0123abcd`
  const evidence = createEvidence({ ...common, audit, openSearches: search, policyWords })
  const sharing = createSharing({
    ...common,
    vault,
    collect: (query, most) => search.collect(query, most),
    policyWords,
  })

  return {
    db,
    clock,
    audit,
    acts,
    authority,
    objects,
    files,
    profile,
    pictures,
    vault,
    search,
    source,
    evidence,
    sharing,

    /** Reads of car 1 with pictures of their own, an hour before now. */
    async store(...plates: readonly string[]): Promise<StoredRead[]> {
      await storeCar(db, 1)
      const reads = plates.map((plate, index) => {
        const place = { latitude: 42.0334 + index / 1000, longitude: -88.0834 }
        return madeRead({ plate, captured_at: START - HOUR + index * 60_000, ...place, state: 'IL' })
      })
      for (const [index, { read }] of reads.entries()) {
        const { cropHash = '', contextHash = '' } = read
        pictures.set(cropHash, { bytes: await pictureOf(120, 60, index).png().toBuffer(), mime: 'image/png' })
        pictures.set(contextHash, {
          bytes: await pictureOf(320, 180, index).jpeg().toBuffer(),
          mime: 'image/jpeg',
        })
      }
      await storeReads(db, vault, reads)
      return reads
    },

    /** A search that shows everything of these days, and what it has shown. */
    async show(who: Holder): Promise<{ search: string; records: RecordKey[] }> {
      const found = await search.search(
        {
          statement: {
            purpose: 'criminal-case',
            reason: 'burglary on Elm Street, 3 May',
            caseNumber: '26-1042',
            facts: 'the van of the burglary was seen there',
          },
          query: { from: START - 24 * HOUR, to: START + 24 * HOUR },
          limit: 200,
        },
        who,
      )
      return { search: found.search, records: found.rows.map(({ car, day, id }) => ({ car, day, id })) }
    },

    /** Entries of an action, newest first. */
    entries: (action: string) => audit.search({ action, limit: 200 }).rows,

    /** Names of the objects below a prefix. */
    async stored(prefix: string): Promise<string[]> {
      const names: string[] = []
      for await (const { name } of objects.list(prefix)) names.push(name)
      return names
    },

    /** What the console gets of an offered file. */
    async fetched(url: string, { sessionId }: Holder): Promise<Buffer> {
      const file = files.take(url.replace('/files/', ''), sessionId)
      if (file === undefined) throw new Error('There is no such file.')
      return Buffer.from(await file.content())
    },

    close(): void {
      kept.close()
      office.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function pictureOf(width: number, height: number, shade: number) {
  const background = { r: 200, g: 210, b: (shade * 37) % 256 }
  return sharp({ create: { width, height, channels: 3, background } })
}

/** Somebody at the console. The same badge in another session is the same person. */
export function personOf(badge: string, ...roles: readonly Role[]): Holder {
  const officer = {
    badge,
    name: `Officer ${badge}`,
    position: 'sworn' as const,
    roles: [...roles],
    authorisations: [],
  }
  return {
    accountId: randomUUID(),
    sessionId: randomUUID(),
    officer,
    by: byOf(officer),
    rights: rightsOf(roles),
    training: [],
  }
}

/** A receiver's pair of keys, the public one as it is handed over. */
export function receiverOf() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return { receiver: { kind: 'key' as const, publicKey: pem }, privateKey }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
