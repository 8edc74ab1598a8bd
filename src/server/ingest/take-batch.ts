// A batch of records: checked one by one, taken in one transaction, answered with one receipt.
import { setImmediate } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import { lockDays } from '#server/storage/day-lock.ts'
import { ensureDay, forgetDay } from '#server/storage/partitions.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { BatchAnswer, CarId, RecordBatch, RecordEnvelope, RefusedRecord } from '#shared/transfer/wire.ts'
import { checkRecord, type Checked, type Fine, type FineOf } from './check-record.ts'
import type { IngestOptions } from './create-ingest.ts'
import { makeReceipt } from './receipts.ts'
import { takeAudit } from './take-audit.ts'
import { takeHits } from './take-hits.ts'
import { takeOthers } from './take-others.ts'
import { takeReads } from './take-reads.ts'
import { whyHitsOnly, type Refusals } from './taking.ts'

export type How = 'network' | 'package' | 'provider'

/** About 5 ms of checking; other cars' answers go out between two slices. */
const SLICE = 40
/** First of the two numbers of the advisory locks of cars. */
const CAR_LOCK = 0x6c63
/** The day was purged between the look and the write, or two transactions crossed: the whole is done again. */
const AGAIN: ReadonlySet<unknown> = new Set(['23514', '42P01', '40001', '40P01', 'XX000'])
const MOST_TRIES = 4

export async function takeBatch(
  options: IngestOptions,
  car: CarId,
  batch: RecordBatch,
  how: How,
): Promise<BatchAnswer> {
  const { now, sign, onTaken, onTrouble } = options
  const checked = await checkAll(batch.records, now())
  const { chosen, doubled } = withoutDoubles(checked.filter((one): one is Fine => 'kind' in one))
  const bad = checked.filter((one) => 'why' in one).length
  const { refusals, trouble } = await store(options, car, { batch, chosen, how, bad })

  const at = now()
  const items: BatchAnswer['receipt']['items'] = []
  const refused: RefusedRecord[] = []
  const kinds = new Set<RecordEnvelope['kind']>()
  for (const one of checked) {
    const { kind, id, revision } = one.envelope
    const why = 'why' in one ? one.why : whyRefused(one, doubled, refusals)
    if (why !== undefined) refused.push({ kind, id, revision, why: why.slice(0, 300) })
    else if ('sha256' in one) {
      items.push({ kind, id, revision, sha256: one.sha256 })
      kinds.add(kind)
    }
  }
  if (trouble !== undefined) onTrouble?.(car, trouble)
  if (kinds.size > 0) onTaken?.(car, [...kinds])
  return { receipt: makeReceipt(car, at, items, sign), refused }
}

async function checkAll(records: readonly RecordEnvelope[], now: number): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const record of records) {
    checked.push(checkRecord(record, now))
    if (checked.length % SLICE === 0) await setImmediate()
  }
  return checked
}

const keyOf = ({ kind, envelope }: Fine): string => `${kind} ${envelope.id.toLowerCase()}`

/** Of one record sent several times in a batch the newest revision counts; the others share its fate. */
function withoutDoubles(fine: readonly Fine[]) {
  const chosen = new Map<string, Fine>()
  const doubled = new Map<Fine, Fine>()
  for (const one of fine) {
    const other = chosen.get(keyOf(one))
    if (other === undefined || other.envelope.revision < one.envelope.revision) chosen.set(keyOf(one), one)
  }
  for (const one of fine) {
    const other = chosen.get(keyOf(one))
    if (other !== undefined && other !== one) doubled.set(one, other)
  }
  return { chosen: [...chosen.values()], doubled }
}

function whyRefused(one: Fine, doubled: ReadonlyMap<Fine, Fine>, refusals: Refusals): string | undefined {
  const instead = doubled.get(one)
  if (instead === undefined) return refusals.get(one)
  if (instead.envelope.revision === one.envelope.revision && instead.sha256 !== one.sha256) {
    return 'it is in the batch twice, with two bodies of one revision'
  }
  if (instead.day !== one.day) return 'it is in the batch twice, with two dates'
  return refusals.get(instead)
}

type Work = {
  readonly batch: RecordBatch
  readonly chosen: readonly Fine[]
  readonly how: How
  /** Records of the batch that were refused before. */
  readonly bad: number
}
type Stored = { readonly refusals: Refusals; readonly trouble: string | undefined }

async function store(options: IngestOptions, car: CarId, work: Work): Promise<Stored> {
  const { db, deviceKeyOf } = options
  if (work.chosen.length === 0) return { refusals: new Map(), trouble: undefined }
  const deviceKey = ofKind(work.chosen, 'audit').length > 0 ? await deviceKeyOf(car) : undefined
  const ofReads = new Set(ofKind(work.chosen, 'read').map(({ day }) => day))
  for (let tries = 1; ; tries += 1) {
    for (const day of ofReads) await ensureDay(db, day)
    try {
      return await db.kysely
        .transaction()
        .execute((trx) => storeIn(trx, options, car, { ...work, deviceKey }))
    } catch (cause) {
      if (tries === MOST_TRIES || !AGAIN.has(codeOf(cause))) throw cause
      for (const day of ofReads) forgetDay(db, day)
    }
  }
}

async function storeIn(
  trx: Transaction<RecordsDatabase>,
  { vault, profile, now, onHit }: IngestOptions,
  car: CarId,
  { batch, chosen, how, bad, deviceKey }: Work & { readonly deviceKey: string | undefined },
): Promise<Stored> {
  const refusals: Refusals = new Map()
  const receivedAt = now()
  await sql`SELECT pg_advisory_xact_lock(${CAR_LOCK}::int, hashtext(${car}))`.execute(trx)
  // What is sealed from here on must not be sealed by a key that a purge is about to destroy.
  const sealed = chosen.filter(({ kind }) => kind !== 'audit')
  await lockDays(
    trx,
    sealed.map(({ day }) => day),
    'shared',
  )
  const taking = { trx, vault, car, receivedAt, hitsOnly: whyHitsOnly(profile) }
  const hits = await takeHits(taking, ofKind(chosen, 'hit'), refusals)
  await takeReads(taking, ofKind(chosen, 'read'), refusals)
  await takeOthers(taking, [...ofKind(chosen, 'entered'), ...ofKind(chosen, 'canvass')], refusals)
  const trouble = await takeAudit(taking, ofKind(chosen, 'audit'), deviceKey, refusals)
  if (onHit !== undefined) for (const hit of hits) await onHit(trx, hit)
  // Of a batch that nothing was taken of nothing stays.
  if (chosen.length > refusals.size) {
    await trx
      .insertInto('batches')
      .values({
        car_id: car,
        batch: batch.batch,
        at: receivedAt,
        records: chosen.length - refusals.size,
        refused: bad + refusals.size,
        bytes: batch.records.reduce((sum, { body }) => sum + body.length, 0),
        how,
        oldest_at: oldestOf(ofKind(chosen, 'read')),
      })
      // Sent again: it was counted.
      .onConflict((conflict) => conflict.columns(['car_id', 'batch']).doNothing())
      .execute()
  }
  return { refusals, trouble }
}

/** How long the oldest read waited in its car; revisions of hits come weeks after the hit itself. */
const oldestOf = (reads: readonly FineOf<'read'>[]): number | null =>
  reads.length === 0 ? null : Math.min(...reads.map(({ envelope }) => envelope.recordedAt))

function ofKind<K extends Fine['kind']>(chosen: readonly Fine[], kind: K): FineOf<K>[] {
  return chosen.filter((one): one is FineOf<K> => one.kind === kind)
}

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined
