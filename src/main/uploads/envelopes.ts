// Makes what waits ready for sending: one canonical text for each record, and the revision that it goes with.
import { createHash } from 'node:crypto'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { RecordBodies } from '#main/storage/record-bodies.ts'
import type { Holder, UploadsRepository, WaitingRow } from '#main/storage/uploads-repository.ts'
import { MOST_BODY_BYTES, type RecordEnvelope, type RecordKind } from '#shared/transfer/wire.ts'

export const DAY_MS = 86_400_000

export type Ready = { readonly envelope: RecordEnvelope; readonly bytes: number }
export type Envelopes = ReturnType<typeof createEnvelopes>

type Options = {
  readonly repository: UploadsRepository
  readonly bodies: RecordBodies
  readonly now: () => number
}

export function createEnvelopes({ repository, bodies, now }: Options) {
  function keep(kind: RecordKind, row: WaitingRow, why: string): undefined {
    repository.refuseRow(kind, row, why, now() + DAY_MS)
    return undefined
  }

  /**
   * The record as it is sent; undefined where there is nothing to send: it went meanwhile, or is too large for the
   * server and waits for somebody to look.
   */
  function ready(kind: RecordKind, row: WaitingRow): Ready | undefined {
    const named = bodies.get(kind, row.record)
    if (named === undefined) return keep(kind, row, 'it is not in this car any more')
    const body = canonicalJson(named.body)
    const bytes = Buffer.byteLength(body)
    if (bytes > MOST_BODY_BYTES) return keep(kind, row, 'it is larger than a server takes')
    const revision = repository.noteBody(kind, row, createHash('sha256').update(body).digest('hex'))
    if (revision === undefined) return undefined
    return { envelope: { kind, id: named.id, revision, recordedAt: row.recordedAt, body }, bytes }
  }

  return {
    /** Some rows at once, in one transaction. */
    ready: (kind: RecordKind, rows: readonly WaitingRow[]): Ready[] =>
      repository.inTransaction(() => rows.map((row) => ready(kind, row)).filter((one) => one !== undefined)),

    /** One record by its number, where the holder has no receipt for it. */
    one(kind: RecordKind, record: number, holder: Holder): Ready | undefined {
      const row = repository.oneWaiting(kind, record, holder)
      return row && ready(kind, row)
    },
  }
}
