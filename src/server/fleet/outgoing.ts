// Signed files on their way to the cars. Each kind has a serial that rises; what is kept is sealed, because a roster
// holds credentials and a hot list is criminal justice information.
import { createHash, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { MOST_BUNDLE_BYTES, signBundle, type BundlePayload } from '#main/department/index.ts'
import { refuse } from '#main/refused.ts'
import type { Box, Authority } from '#server/authority/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { CarId, FileOffer } from '#shared/transfer/wire.ts'

export type Outgoing = ReturnType<typeof createOutgoing>
type Trx = Transaction<RecordsDatabase>
type Kind = FileOffer['kind']

/** A file to be, but for the serial and the time, which are given with its signature. */
export type ToPublish = {
  readonly id?: string
  readonly carId?: CarId
  readonly payload: (head: { readonly serial: number; readonly issuedAt: number }) => BundlePayload
  readonly list?: {
    readonly name: string
    readonly sha256: string
    readonly lines: number
    readonly base?: string
    /** Name of the content in the object store. */
    readonly content: string
  }
}

type Options = {
  readonly db: RecordsDb
  readonly authority: Pick<Authority, 'privateKey'>
  readonly box: Box
  readonly now: () => number
}

export function createOutgoing({ db, authority, box, now }: Options) {
  const { kysely } = db
  return {
    /** Signs and keeps files of one kind, all with the next serial. */
    async publish(trx: Trx, kind: Kind, files: readonly ToPublish[]): Promise<number> {
      const serial = await nextSerial(trx, kind)
      const issuedAt = now()
      for (const { id = randomUUID(), carId, payload, list } of files) {
        const text = signBundle(authority.privateKey, payload({ serial, issuedAt }))
        const bytes = Buffer.from(text)
        if (bytes.length > MOST_BUNDLE_BYTES) {
          throw refuse(
            `a file of at most ${MOST_BUNDLE_BYTES / 1024 / 1024} MB: no car would take this one`,
            'Tell the administrator of the server.',
          )
        }
        await trx
          .insertInto('outgoing')
          .values({
            id,
            kind,
            car_id: carId ?? null,
            serial,
            issued_at: issuedAt,
            sha256: createHash('sha256').update(bytes).digest('hex'),
            bytes: bytes.length,
            text: Buffer.from(box.seal(bytes, contextOf(id))).toString('base64'),
            content: list?.content ?? null,
            list_name: list?.name ?? null,
            list_sha256: list?.sha256 ?? null,
            list_lines: list?.lines ?? null,
            base_sha256: list?.base ?? null,
          })
          .execute()
      }
      return serial
    },

    /** What was published before of a kind that each file replaces whole; a roster holds credentials. */
    async removeOlder(trx: Trx, kind: 'roster' | 'training' | 'policy', serial: number): Promise<void> {
      await trx.deleteFrom('outgoing').where('kind', '=', kind).where('serial', '<', serial).execute()
    },

    /** The newest file of a kind, where the car has not taken it. */
    async newest(kind: 'roster' | 'training' | 'policy', taken: number): Promise<FileOffer | undefined> {
      return kysely
        .selectFrom('outgoing')
        .select(OFFER_COLUMNS)
        .where('kind', '=', kind)
        .where('serial', '>', taken)
        .orderBy('serial', 'desc')
        .executeTakeFirst()
    },

    /** The file of this id, where the car has not taken its serial. */
    async offer(id: string, taken: number): Promise<FileOffer | undefined> {
      return kysely
        .selectFrom('outgoing')
        .select(OFFER_COLUMNS)
        .where('id', '=', id)
        .where('serial', '>', taken)
        .executeTakeFirst()
    },

    /** The bundle's text; undefined for a file that is not for this car. */
    async text(car: CarId, id: string): Promise<string | undefined> {
      const row = await kysely
        .selectFrom('outgoing')
        .select('text')
        .where('id', '=', id)
        .where((eb) => eb.or([eb('car_id', 'is', null), eb('car_id', '=', car)]))
        .executeTakeFirst()
      return row && Buffer.from(box.open(Buffer.from(row.text, 'base64'), contextOf(id))).toString()
    },
  }
}

const contextOf = (id: string): string => `outgoing ${id}`

async function nextSerial(trx: Trx, kind: Kind): Promise<number> {
  // Held until the transaction is over, so that no two have the same number.
  await sql`SELECT pg_advisory_xact_lock(hashtext('lookout outgoing'))`.execute(trx)
  const { newest } = await trx
    .selectFrom('outgoing')
    .select((eb) => eb.fn.max<number | null>('serial').as('newest'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return newest === null ? 1 : newest + 1
}

const OFFER_COLUMNS = ['id', 'kind', 'serial', 'bytes', 'sha256'] as const
