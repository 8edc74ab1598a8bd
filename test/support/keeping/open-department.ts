// A department's records, keys, objects and audit in a new folder, with rows put in as taking in leaves them.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openAudit } from '#main/audit/index.ts'
import type { Holder } from '#main/access/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase } from '#main/storage/open.ts'
import { openActs } from '#server/acts/index.ts'
import { createHolds, createRetention, createWhy, type RetentionSettings } from '#server/keeping/index.ts'
import { openObjects } from '#server/objects/index.ts'
import { dayOf } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { days, dropDay, ensureDay, forgetDay } from '#server/storage/partitions.ts'
import { openVault, sealBody } from '#server/vault/index.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { ReadId } from '#shared/domain/ids.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { RecordKey } from '#shared/records/records.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { makeHit } from '../storage/records.ts'

export const DAY_MS = 86_400_000
export const START = Date.UTC(2026, 0, 1)
export const CAR = CarId.parse('00000000-0000-4000-8000-0000000000c1')

export type Rules = Pick<Profile, 'retention' | 'holds' | 'auditKeptDays'>

/** Thirty days, floor and ceiling both, as Rantoul 438.4 has it; every kind of hold. */
export const RULES: Rules = {
  retention: {
    value: { leastDays: 30, mostDays: 30, purge: 'automatic', schedule: 'the records schedule' },
    clause: '438.4 ¶2 s1',
  },
  holds: {
    value: [
      'evidence',
      'anticipated-evidence',
      'legal-process',
      'discovery',
      'ongoing-investigation',
      'acted-on',
    ],
    clause: '438.4 ¶2 s1',
  },
  auditKeptDays: { value: 365 },
}

// What topics use of a holder.
export const WHO = {
  accountId: 'account',
  sessionId: randomUUID(),
  by: { badge: '9001', name: 'Records one' },
} as unknown as Holder

export type Department = Awaited<ReturnType<typeof openDepartment>>
type Options = {
  readonly rules?: Rules
  readonly settings?: RetentionSettings
  /** Called before each write into the object store and the vault; what it throws is the crash. */
  readonly fuse?: () => void
}

/** The same with `fuse` before the methods named. */
function fused<T extends object>(topic: T, names: readonly (keyof T)[], fuse: (() => void) | undefined): T {
  if (fuse === undefined) return topic
  return new Proxy(topic, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function' || !names.some((one) => one === name)) return value
      return (...input: unknown[]): unknown => {
        fuse()
        return Reflect.apply(value, target, input)
      }
    },
  })
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Leaves the database as a new one is: opening one for each test takes seconds. */
export async function emptyRecords(db: RecordsDb): Promise<void> {
  for (const day of await days(db)) {
    await db.kysely.transaction().execute((trx) => dropDay(trx, day))
    forgetDay(db, day)
  }
  const { rows } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND NOT relispartition AND relnamespace = 'public'::regnamespace
      AND relname <> 'schema_version'`.execute(db.kysely)
  const names = rows.map(
    ({ name }) => sql`SELECT ${name}::text AS name WHERE EXISTS (SELECT 1 FROM ${sql.table(name)})`,
  )
  const full = await sql<{ name: string }>`${sql.join(names, sql` UNION ALL `)}`.execute(db.kysely)
  if (full.rows.length === 0) return
  await sql`TRUNCATE ${sql.join(full.rows.map(({ name }) => sql.table(name)))} CASCADE`.execute(db.kysely)
}

/** `folder`: of a department that was open before. */
export async function openDepartment(
  db: RecordsDb,
  { rules = RULES, settings = {}, fuse }: Options = {},
  folder = mkdtempSync(join(tmpdir(), 'lookout-keeping-')),
) {
  const clock = { at: START }
  const now = () => clock.at
  const key = new Uint8Array(32).fill(7)
  const office = openDatabase({ file: join(folder, 'office.db'), key })
  const audit = openAudit({
    repository: auditRepository(office),
    deviceSeed: key,
    pseudonymKey: key,
    policy: () => 'test 1',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: join(folder, 'export'),
    now,
  })
  const acts = await openActs({ db, audit, now })
  const vault = openVault({ file: join(folder, 'vault.db'), key })
  const objects = openObjects({ folder: join(folder, 'objects') })
  const logged: string[] = []
  const raised = new Map<string, string>()
  const notices = {
    raise: (kind: string, subject: string, { words }: { readonly words: string }) => {
      raised.set(`${kind} ${subject}`, words)
      return Promise.resolve()
    },
    clear: (kind: string, subject: string) => {
      raised.delete(`${kind} ${subject}`)
      return Promise.resolve()
    },
  }
  const keeper = {
    db,
    acts,
    objects: fused(objects, ['put', 'remove', 'removeAll'], fuse),
    vault: fused(vault, ['sealKept', 'destroy', 'destroyKept'], fuse),
    policyWords: () => 'test 1 abc',
    now,
    log: (_level: string, words: string) => void logged.push(words),
  }
  const retention = createRetention({ ...keeper, profile: rules, settings, notices })
  const shown = new Set<string>()
  const holds = createHolds({
    db,
    acts,
    profile: rules,
    openSearches: {
      require(search, _who, keys = []) {
        if (search !== 'shown') throw new Error('no such search')
        for (const { id } of keys) if (!shown.has(id)) throw new Error('not shown by that search')
      },
    },
    now,
  })
  const why = createWhy({ ...keeper, profile: rules, settings })

  async function putImage(day: number, kind: 'crop' | 'context', name: string): Promise<string> {
    const bytes = Buffer.from(name)
    const hash = sha256(bytes)
    await objects.put(
      `images/${day}/${CAR}/${hash}`,
      vault.seal('images', day, bytes, `image/${CAR}/${day}/${hash}`),
    )
    await db.kysely
      .insertInto('images')
      .values({ day, hash, car_id: CAR, kind, mime: 'image/png', bytes: bytes.length, received_at: clock.at })
      .execute()
    return hash
  }

  /** A read with its pictures, recorded at an instant. */
  async function addRead(
    recordedAt: number,
    { canvass, hasImages = true }: { readonly canvass?: string; readonly hasImages?: boolean } = {},
  ): Promise<RecordKey & { readonly text: string }> {
    const day = dayOf(recordedAt)
    const id = ReadId.parse(randomUUID())
    const text = canonicalJson({ id, plate: 'AB12345', recordedAt })
    const crop = hasImages ? await putImage(day, 'crop', `crop ${id}`) : sha256(`crop ${id}`)
    const context = hasImages ? await putImage(day, 'context', `context ${id}`) : sha256(`context ${id}`)
    await ensureDay(db, day)
    await db.kysely
      .insertInto('reads')
      .values({
        day,
        car_id: CAR,
        id,
        sequence: 1,
        revision: 1,
        recorded_at: recordedAt,
        captured_at: recordedAt,
        received_at: clock.at,
        camera_id: 'front',
        camera_name: 'Front',
        plate: 'AB12345',
        state: 'IL',
        plate_probability: 0.9,
        latitude: null,
        longitude: null,
        has_hit: false,
        crop_hash: crop,
        context_hash: context,
        canvass_id: canvass ?? null,
        sha256: sha256(text),
        body: sealBody(vault, 'read', { car_id: CAR, day, id }, text),
      })
      .execute()
    return { car: CAR, day, id, text }
  }

  /** A hit on a read; with a decision it was acted on. */
  async function addHit(
    read: RecordKey,
    raisedAt: number,
    { decision, incident }: { readonly decision?: 'stop' | 'no-action'; readonly incident?: string } = {},
  ): Promise<{ readonly id: string; readonly day: number; readonly text: string }> {
    const { visibility, ...hit } = makeHit({ raisedAt })
    const step = (number: number, input: object) => ({
      number,
      at: raisedAt + number,
      afterMs: 1,
      by: { badge: '4711', name: 'Patrol one' },
      input,
    })
    const text = canonicalJson({
      ...hit,
      sequence: 1,
      status: decision === undefined ? 'raised' : 'closed',
      isDeferred: false,
      sightings: [],
      steps: [
        ...(decision === undefined ? [] : [step(1, { kind: 'decided', decision, words: '' })]),
        ...(incident === undefined ? [] : [step(2, { kind: 'closed', incident })]),
      ],
      readId: read.id,
      readRecordedAt: read.day * DAY_MS,
      visibility,
    })
    const day = dayOf(raisedAt)
    await db.kysely
      .insertInto('hits')
      .values({
        car_id: CAR,
        id: hit.id,
        day,
        read_id: read.id,
        read_day: read.day,
        revision: 1,
        raised_at: raisedAt,
        received_at: clock.at,
        plate: 'AB12345',
        state: 'IL',
        category: 'stolen-vehicle',
        severity: 'critical',
        visibility: 'alert',
        status: 'closed',
        decision: decision ?? null,
        reject_reason: null,
        skipped: 0,
        closed_at: null,
        sha256: sha256(text),
        body: sealBody(vault, 'hit', { car_id: CAR, day, id: hit.id }, text),
      })
      .execute()
    return { id: hit.id, day, text }
  }

  async function addOther(
    kind: 'canvass' | 'entered',
    recordedAt: number,
    body: object = {},
  ): Promise<string> {
    const id = randomUUID()
    const day = dayOf(recordedAt)
    const text = canonicalJson({ id, ...body })
    await db.kysely
      .insertInto('other_records')
      .values({
        car_id: CAR,
        kind,
        id,
        day,
        revision: 1,
        recorded_at: recordedAt,
        received_at: clock.at,
        sha256: sha256(text),
        body: sealBody(vault, kind, { car_id: CAR, day, id }, text),
      })
      .execute()
    return id
  }

  async function place(keys: readonly RecordKey[], kind: 'evidence' | 'discovery' = 'evidence') {
    for (const { id } of keys) shown.add(id)
    return holds.place(
      {
        search: 'shown',
        records: [...keys],
        kind,
        ground: 'Needed in a criminal case',
        caseNumber: '26-0001',
        reviewAt: clock.at + 30 * DAY_MS,
      },
      WHO,
    )
  }

  return {
    db,
    folder,
    key,
    clock,
    audit,
    office,
    vault,
    objects,
    retention,
    holds,
    why,
    shown,
    raised,
    logged,
    addRead,
    addHit,
    addOther,
    place,
    /** Ids of reads that are there, standing or kept. */
    readIds: async (): Promise<Set<string>> => {
      const reads = await db.kysely.selectFrom('reads').select('id').execute()
      const kept = await db.kysely.selectFrom('kept_reads').select('id').execute()
      return new Set([...reads, ...kept].map(({ id }) => id))
    },
    objectNames: async (): Promise<string[]> => {
      const names: string[] = []
      for (const prefix of ['images/', 'kept/']) {
        for await (const { name } of objects.list(prefix)) names.push(name)
      }
      return names.toSorted()
    },
    close: (): void => {
      office.close()
      vault.close()
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
    },
  }
}
