// What somebody at the department has to know: shown in the records console and sent by e-mail. A trouble that stands
// is one notice, however often it is found.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import type { Log } from '#main/host.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { NoticesTable } from '#server/storage/schema.ts'
import type { FleetNotice } from '#shared/records/fleet.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import { openMailer, type MailSettings } from './mail.ts'

export { watchFleet } from './watch-fleet.ts'
export type { MailSettings } from './mail.ts'
export type Notices = ReturnType<typeof createNotices>

export type Trouble = {
  readonly kind: string
  /** Tells troubles of one kind apart: a car's id, a list's name. No plate. */
  readonly subject: string
  readonly carId?: CarId
  readonly level: 'warning' | 'urgent'
  /** For a person; no plate and no officer's name: it goes by e-mail. */
  readonly words: string
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const SHOWN_MS = 30 * DAY_MS
/** What could not be mailed for so long is not mailed any more. */
const MAILED_WITHIN_MS = 7 * DAY_MS
const MOST_SHOWN = 300
const LONGEST_PAUSE_MS = 60 * MINUTE_MS

type Options = {
  readonly db: RecordsDb
  readonly acts: Acts
  /** Absent: notices stand on screen only. */
  readonly mail?: MailSettings
  readonly now: () => number
  readonly log: Log
}

export function createNotices({ db, acts, mail, now, log }: Options) {
  const { kysely } = db
  const mailer = mail && openMailer(mail)
  let failures = 0
  let nextMailAt = 0
  let mailing: Promise<void> | undefined

  /** The same trouble again changes its words; one that became urgent is told anew. */
  async function raise(
    kind: string,
    subject: string,
    trouble: Omit<Trouble, 'kind' | 'subject'>,
  ): Promise<void> {
    const { level, words } = trouble
    await kysely
      .insertInto('notices')
      .values({
        id: randomUUID(),
        kind,
        subject,
        car_id: trouble.carId ?? null,
        level,
        words,
        raised_at: now(),
        cleared_at: null,
        mailed_at: null,
        seen_at: null,
        seen_badge: null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'subject'])
          .where('cleared_at', 'is', null)
          .doUpdateSet((eb) => {
            const isWorse = eb.and([eb('notices.level', '=', 'warning'), eb(eb.val(level), '=', 'urgent')])
            const anew = <K extends 'mailed_at' | 'seen_at' | 'seen_badge'>(column: K) =>
              eb
                .case()
                .when(isWorse)
                .then(null)
                .else(eb.ref(`notices.${column}`))
                .end()
            return {
              level,
              words,
              mailed_at: anew('mailed_at'),
              seen_at: anew('seen_at'),
              seen_badge: anew('seen_badge'),
            }
          })
          .where((eb) => eb.or([eb('notices.level', '<>', level), eb('notices.words', '<>', words)])),
      )
      .execute()
  }

  async function clear(kind: string, subject: string): Promise<void> {
    await kysely
      .updateTable('notices')
      .set({ cleared_at: now() })
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('cleared_at', 'is', null)
      .execute()
  }

  async function rows(ids?: readonly string[]): Promise<FleetNotice[]> {
    const found = await kysely
      .selectFrom('notices')
      .leftJoin('cars', 'cars.id', 'notices.car_id')
      .selectAll('notices')
      .select('cars.name as car_name')
      .$if(ids !== undefined, (query) => query.where('notices.id', 'in', [...(ids ?? [])]))
      .$if(ids === undefined, (query) =>
        query.where((eb) =>
          eb.or([eb('notices.cleared_at', 'is', null), eb('notices.cleared_at', '>', now() - SHOWN_MS)]),
        ),
      )
      .orderBy((eb) => eb.case().when('notices.cleared_at', 'is', null).then(0).else(1).end())
      .orderBy('notices.raised_at', 'desc')
      .limit(MOST_SHOWN)
      .execute()
    return found.map(toNotice)
  }

  async function mailOnce(): Promise<void> {
    if (mailer === undefined || now() < nextMailAt) return
    const due = await kysely
      .selectFrom('notices')
      .select('id')
      .where('mailed_at', 'is', null)
      .where('raised_at', '>', now() - MAILED_WITHIN_MS)
      .orderBy('raised_at')
      .limit(100)
      .execute()
    if (due.length === 0) return
    const ids = due.map(({ id }) => id)
    try {
      await mailer.send(await rows(ids))
    } catch {
      // The error may hold the mail server's words or an address; neither belongs into a log.
      nextMailAt = now() + Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** failures)
      failures += 1
      log('error', `Notices could not be sent by e-mail (${ids.length}); it is tried again.`)
      return
    }
    failures = 0
    nextMailAt = 0
    await kysely.updateTable('notices').set({ mailed_at: now() }).where('id', 'in', ids).execute()
  }

  /** Sends what has not been sent, unless the mail server refused a short time ago. */
  function mailDue(): Promise<void> {
    mailing ??= mailOnce().finally(() => {
      mailing = undefined
    })
    return mailing
  }

  const ticking = setInterval(() => {
    mailDue().catch((error: unknown) => log('error', `Notices cannot be read: ${String(error)}`))
  }, MINUTE_MS / 2)
  ticking.unref()

  return {
    raise,
    /** It is over. */
    clear,

    /** These are the troubles of these kinds that there are now: new ones are raised, others are over. */
    async settle(kinds: readonly string[], troubles: readonly Trouble[]): Promise<void> {
      const there = new Set(troubles.map(({ kind, subject }) => nameOf(kind, subject)))
      const standing = await kysely
        .selectFrom('notices')
        .select(['kind', 'subject'])
        .where('cleared_at', 'is', null)
        .where('kind', 'in', [...kinds])
        .execute()
      for (const { kind, subject } of standing) {
        if (!there.has(nameOf(kind, subject))) await clear(kind, subject)
      }
      for (const { kind, subject, ...trouble } of troubles) await raise(kind, subject, trouble)
    },

    /** What stands, newest first, then what was over in the last 30 days. */
    notices: (_who: Holder): Promise<FleetNotice[]> => rows(),

    async seen({ id }: { readonly id: string }, who: Holder): Promise<FleetNotice[]> {
      await acts.run(who.by, { action: 'notice.seen', subject: id }, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('notices')
          .set({ seen_at: now(), seen_badge: who.by.badge })
          .where('id', '=', id)
          .where('seen_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) {
          throw refuse('a notice that nobody has marked as seen yet', 'Look at the notices again.')
        }
      })
      return rows()
    },

    /** Notices that stand and nobody has seen. */
    async unseen(): Promise<number> {
      const { count } = await kysely
        .selectFrom('notices')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('cleared_at', 'is', null)
        .where('seen_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    mailDue,

    async stop(): Promise<void> {
      clearInterval(ticking)
      await mailing?.catch(() => undefined)
      mailer?.close()
    },
  }
}

const nameOf = (kind: string, subject: string): string => `${kind}\n${subject}`

function toNotice(row: NoticesTable & { readonly car_name: string | null }): FleetNotice {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.car_name === null ? {} : { car: row.car_name }),
    level: row.level,
    words: row.words,
    raisedAt: row.raised_at,
    ...(row.cleared_at === null ? {} : { clearedAt: row.cleared_at }),
    ...(row.mailed_at === null ? {} : { mailedAt: row.mailed_at }),
    ...(row.seen_at === null || row.seen_badge === null
      ? {}
      : { seen: { badge: row.seen_badge, at: row.seen_at } }),
  }
}
