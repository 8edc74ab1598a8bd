// What the audits have of some records: the department's own chain and those of the cars. Plates stand in it as keyed
// pseudonyms only, as in the chains themselves.
import { setImmediate } from 'node:timers/promises'
import type { AuditLog } from '#main/audit/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { StoredRecord } from './records.ts'

export type AuditReader = Pick<AuditLog, 'entriesSince' | 'pseudonym' | 'head'>

/** An officer checks a plate in the minutes around its read. */
const BEFORE_MS = 3_600_000
const PAGE = 2000
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

/** Lines of JSON: first where the department's chain stands, then its entries, then those of the cars. */
export async function auditExtract(
  { db, audit }: { readonly db: RecordsDb; readonly audit: AuditReader },
  records: readonly StoredRecord[],
): Promise<string> {
  const ids = new Set<string>()
  const pseudonyms = new Set<string>()
  for (const { row, hits } of records) {
    ids.add(row.id)
    for (const { id } of hits) ids.add(id)
    pseudonyms.add(audit.pseudonym(row.plate))
  }
  const covert = await covertHits(db, records)
  const isAbout = (text: string, plate?: string): boolean => {
    const named = text.match(UUID) ?? []
    if (named.some((id) => covert.has(id))) return false
    return named.some((id) => ids.has(id)) || (plate !== undefined && pseudonyms.has(plate))
  }
  const since = Math.min(...records.map(({ row }) => row.capturedAt)) - BEFORE_MS
  const lines: string[] = [canonicalJson({ chain: 'department', head: audit.head() })]
  let looked = 0
  for (const entry of audit.entriesSince(Math.max(0, since))) {
    const text = canonicalJson(entry)
    if (isAbout(text, entry.plate)) lines.push(`{"chain":"department","entry":${text}}`)
    // A long chain does not hold up what else the server does.
    if ((looked += 1) % PAGE === 0) await setImmediate()
  }
  for (const car of new Set(records.map(({ row }) => row.car))) {
    for await (const { entry, signature, hash } of carEntries(db, car, since)) {
      if (!isAbout(entry)) continue
      lines.push(canonicalJson({ chain: 'car', car, entry, signature, hash }))
    }
  }
  return lines.map((one) => `${one}\n`).join('')
}

/** That a list had these plates is told to nobody who may not know it. */
async function covertHits(
  { kysely }: RecordsDb,
  records: readonly StoredRecord[],
): Promise<ReadonlySet<string>> {
  const hits = await kysely
    .selectFrom('hits')
    .select('id')
    .where('visibility', '=', 'covert')
    .where('car_id', 'in', [...new Set(records.map(({ row }) => row.car))])
    .where(
      'read_id',
      'in',
      records.map(({ row }) => row.id),
    )
    .execute()
  return new Set(hits.map(({ id }) => id))
}

type CarEntry = { readonly entry: string; readonly signature: string; readonly hash: string }

/** A car's entries from an instant on, device by device, in their order. */
async function* carEntries({ kysely }: RecordsDb, car: string, since: number): AsyncGenerator<CarEntry> {
  const devices = await kysely
    .selectFrom('car_audit')
    .select('device')
    .distinct()
    .where('car_id', '=', car)
    .orderBy('device')
    .execute()
  for (const { device } of devices) {
    let after = 0
    for (;;) {
      const rows = await kysely
        .selectFrom('car_audit')
        .select(['counter', 'entry', 'signature', 'hash'])
        .where('car_id', '=', car)
        .where('device', '=', device)
        .where('counter', '>', after)
        .where('at', '>=', since)
        .orderBy('counter')
        .limit(PAGE)
        .execute()
      yield* rows
      const last = rows.at(-1)
      if (last === undefined || rows.length < PAGE) break
      after = last.counter
    }
  }
}
