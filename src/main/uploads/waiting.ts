// What waits in the car: counted, and read for a transfer package.
import {
  FROM_THE_OLDEST,
  type Holder,
  type UploadsRepository,
  type WaitingCursor,
  type WalkOptions,
} from '#main/storage/uploads-repository.ts'
import type { OutboxKind } from '#main/storage/outbox-repository.ts'
import { RECORD_KINDS, type RecordEnvelope, type Waiting } from '#shared/transfer/wire.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Envelopes } from './envelopes.ts'
import type { WaitingImage, WaitingRecords } from './package/index.ts'
import type { Routing } from './routing.ts'

const ROWS_AT_ONCE = 10
/** Of a record in a package: a read with its candidates has 2 to 3 KB. */
const RECORD_BYTES = 4096

type Options = {
  readonly repository: UploadsRepository
  readonly envelopes: Pick<Envelopes, 'ready'>
  readonly routing: Pick<Routing, 'kinds' | 'allOf'>
  readonly now: () => number
}

export function createWaiting({ repository, envelopes, routing, now }: Options) {
  function counted(): Waiting {
    const counts = repository.counts()
    const kinds = routing.kinds()
    const count = (isImage: boolean): number =>
      kinds
        .filter((kind) => (kind === 'media') === isImage)
        .reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
    const oldestAt = repository.oldestAt(kinds)
    return { records: count(false), images: count(true), ...(oldestAt === undefined ? {} : { oldestAt }) }
  }

  /** A package is for the department; where a provider gets all of a kind, what is wanted besides is in it. */
  const walkOf = (kind: OutboxKind): WalkOptions => ({
    holder: 'department',
    isOnlyWanted: routing.allOf(kind) !== 'department',
    // Those that were refused over the network too: whoever imports the package sees why.
    now: Number.MAX_SAFE_INTEGER,
    limit: ROWS_AT_ONCE,
  })

  async function* records(): AsyncGenerator<RecordEnvelope> {
    for (const kind of RECORD_KINDS) {
      for await (const rows of slices((after) => repository.waiting(kind, walkOf(kind), after))) {
        for (const { envelope } of envelopes.ready(kind, rows)) yield envelope
      }
    }
  }

  async function* images(): AsyncGenerator<WaitingImage> {
    for (const image of ['crop', 'context'] as const) {
      yield* pieces((after) => repository.waitingImages(image, walkOf('media'), after))
    }
  }

  const forPackage: WaitingRecords = {
    bytes: () => counted().records * RECORD_BYTES + repository.imageBytes(),
    records,
    images,
  }

  return {
    counted,
    forPackage,

    /** Records and images together. */
    total(): number {
      const { records: count, images: pictures } = counted()
      return count + pictures
    },

    /** Without the audit, which grows with every contact. */
    besidesAudit(): number {
      const counts = repository.counts()
      return routing.kinds().reduce((sum, kind) => sum + (kind === 'audit' ? 0 : (counts.get(kind) ?? 0)), 0)
    },

    /** Hits that this one is to get: all, or only those that it wants. */
    hasHits: (holder: Holder, isOnlyWanted: boolean): boolean =>
      repository.waiting('hit', { holder, isOnlyWanted, now: now(), limit: 1 }, FROM_THE_OLDEST).length > 0,
  }
}

/** Rows in slices from the oldest on; between two the car has its turn. */
async function* slices<Row extends WaitingCursor>(
  next: (after: WaitingCursor) => readonly Row[],
): AsyncGenerator<readonly Row[]> {
  let after = FROM_THE_OLDEST
  for (;;) {
    const rows = next(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last
    await nextTurn()
  }
}

async function* pieces<Row extends WaitingCursor>(
  next: (after: WaitingCursor) => readonly Row[],
): AsyncGenerator<Row> {
  for await (const rows of slices(next)) yield* rows
}
