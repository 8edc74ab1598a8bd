// What is done to records and that it was done are one: the work's transaction holds the entry too, and once it is
// committed the entry goes on into the audit chain, once (docs/decisions/0016).
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { AuditLog } from '#main/audit/index.ts'
import { refuse } from '#main/refused.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { By } from '#shared/domain/officer.ts'
import { sessionNow } from '../seat.ts'

type Trx = Transaction<RecordsDatabase>

export type Act = {
  readonly action: string
  readonly subject: string
  readonly detail?: unknown
  readonly about?: Omit<NonNullable<Parameters<AuditLog['write']>[4]>, 'session' | 'pseudonym'>
}

export type Acts = {
  /**
   * Runs the work in a transaction that holds its audit entry; what throws leaves neither. Refused (gate audit), before
   * anything is begun, while the audit cannot be written. `act` may be made of the work's result.
   */
  run<T>(by: By, act: Act | ((result: T) => Act), work: (trx: Trx) => Promise<T>): Promise<T>
  /** Writes that somebody looks; throws where it cannot, and then nothing may be told. */
  look(by: By, act: Act): void
}

/** What of an entry waits in `pending_acts`: never a plate, only its pseudonym. */
const PendingAbout = z.object({
  pseudonym: z.string().optional(),
  reason: z.string().optional(),
  caseNumber: z.string().optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  session: z.string().optional(),
  at: z.number(),
})

/** Entries of before the oldest waiting act are no copies of it, whatever the two clocks do. */
const CLOCKS_DIFFER_MS = 3_600_000

/** Takes what waits from the run before into the chain, then is ready. */
export async function openActs({
  db,
  audit,
  now,
}: {
  readonly db: RecordsDb
  readonly audit: AuditLog
  readonly now: () => number
}): Promise<Acts> {
  let draining: Promise<void> = Promise.resolve()

  async function waiting() {
    return db.kysely.selectFrom('pending_acts').selectAll().orderBy('sequence').limit(500).execute()
  }

  /** `isWritten`: after a crash between the chain and the delete, the chain has the entry already. */
  async function drain(isWritten: (id: string) => boolean = () => false): Promise<void> {
    for (let rows = await waiting(); rows.length > 0; rows = await waiting()) {
      for (const { sequence, id, badge, name, action, subject, detail, about } of rows) {
        if (!isWritten(id)) {
          const { at: _at, ...rest } = PendingAbout.parse(JSON.parse(about))
          const said: unknown = JSON.parse(detail)
          audit.write({ badge, name }, action, subject, { act: id, detail: said }, dropUndefined(rest))
        }
        await db.kysely.deleteFrom('pending_acts').where('sequence', '=', sequence).execute()
      }
    }
  }

  /** One after another; what fails is tried again with the next act: the audit tells its own state. */
  function drainNow(): Promise<void> {
    draining = draining.then(() => drain()).catch(() => undefined)
    return draining
  }

  const left = await waiting()
  if (left.length > 0) {
    const since = Math.min(...left.map(({ about }) => PendingAbout.parse(JSON.parse(about)).at))
    const written = new Set<unknown>()
    for (const { detail } of audit.entriesSince(since - CLOCKS_DIFFER_MS)) {
      if (typeof detail === 'object' && detail !== null && 'act' in detail) written.add(detail['act'])
    }
    await drain((id) => written.has(id))
  }

  return {
    async run(by, act, work) {
      if (!audit.state().isWriting) {
        throw refuse(
          'an audit that can be written',
          'Nothing was done. Tell the administrator of the server.',
        )
      }
      const session = sessionNow()
      const result = await db.kysely.transaction().execute(async (trx) => {
        const done = await work(trx)
        const { action, subject, detail = {}, about = {} } = typeof act === 'function' ? act(done) : act
        const { plate, ...rest } = about
        await trx
          .insertInto('pending_acts')
          .values({
            id: randomUUID(),
            badge: by.badge,
            name: by.name,
            action,
            subject,
            detail: JSON.stringify(detail),
            about: JSON.stringify({
              ...rest,
              ...(plate === undefined ? {} : { pseudonym: audit.pseudonym(plate) }),
              ...(session === undefined ? {} : { session }),
              at: now(),
            }),
          })
          .execute()
        return done
      })
      await drainNow()
      return result
    },
    look(by, { action, subject, detail = {}, about = {} }) {
      audit.write(by, action, subject, detail, about)
    },
  }
}

/** Optional fields without a value are left out, as exactOptionalPropertyTypes has it. */
function dropUndefined<T extends Readonly<Record<string, unknown>>>(
  value: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only undefined values were taken out
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
