// Retention at the department: each run purges what is past its clock and not held, proposes what somebody has to decide
// on, urges reviews of holds, and once a day proves that nothing is older than it may be.
import type { Kysely } from 'kysely'
import { PROGRAM } from '#main/audit/index.ts'
import type { Holder } from '#main/access/index.ts'
import type { Notices } from '#server/notices/index.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type {
  DryRun,
  Proof,
  PurgeCertificate,
  PurgeProposal,
  RecordClass,
  RetentionClock,
} from '#shared/records/retention.ts'
import { holdAllActedOn } from './acted-on.ts'
import { dayWords, lastWholeDay, type Purge } from './certificates.ts'
import { cleanUp, type PastDays } from './cleanup.ts'
import { CLASSES, clockOf, clocksOf, cutoffOf, DAY_MS, type Clock, type RetentionSettings } from './clocks.ts'
import { certificates, proofs } from './histories.ts'
import { canvassesKept, type Keeper } from './keeper.ts'
import { areContextsWithReads, oldestOf, proveDaily, unmetWords } from './proof.ts'
import { approved, decide, listProposals, markDone, propose } from './proposals.ts'
import { purgeCanvasses, purgeCarAudit, purgeContextImages, purgeEntered, purgeHits } from './purge-others.ts'
import { purgeReads } from './purge-reads.ts'
import { urgeReviews } from './reviews.ts'
import { survey } from './survey.ts'
import { dryRunOf } from './dry-run.ts'

export type RetentionRules = Pick<Profile, 'retention' | 'auditKeptDays' | 'holds'>

export type RetentionOptions = Keeper & {
  readonly profile: RetentionRules
  readonly settings: RetentionSettings
  /** Told when a proof is not met, and when holds are past their review. */
  readonly notices?: Pick<Notices, 'raise' | 'clear'>
}

export type Retention = ReturnType<typeof createRetention>

const PURGES: Readonly<Record<RecordClass, (keeper: Keeper, purge: Purge) => Promise<void>>> = {
  hits: purgeHits,
  canvasses: purgeCanvasses,
  entered: purgeEntered,
  'context-images': purgeContextImages,
  reads: purgeReads,
  'car-audit': purgeCarAudit,
}

/** Throws a refusal at once where the settings loosen the policy. */
export function createRetention(options: RetentionOptions) {
  const { profile, settings, notices, ...keeper } = options
  const { db, now, log } = keeper
  clocksOf(profile, settings)
  let running: Promise<void> = Promise.resolve()

  /** Read each time: another policy may have come into force. */
  const clocks = (): readonly Clock[] => clocksOf(profile, settings)

  async function surveyOf(all: readonly Clock[], name: RecordClass, cutoffAt: number) {
    return survey(db.kysely, {
      class: name,
      cutoffAt,
      now: now(),
      canvasses: await canvassesKept(keeper),
      areContextsWithReads: areContextsWithReads(all),
    })
  }

  async function purgeOrPropose(all: readonly Clock[]): Promise<void> {
    for (const name of CLASSES) {
      const clock = clockOf(all, name)
      const cutoffAt = cutoffOf(clock, now())
      if (cutoffAt === undefined || (name === 'context-images' && areContextsWithReads(all))) continue
      if (clock.purge === 'automatic') {
        await PURGES[name](keeper, { class: name, cutoffAt, by: PROGRAM, how: 'automatic' })
      } else {
        await propose(keeper, clock, cutoffAt, await surveyOf(all, name, cutoffAt))
      }
    }
  }

  /** Never more than was shown to whoever approved it, nor more than the clock allows now. */
  async function purgeApproved(all: readonly Clock[]): Promise<void> {
    for (const { id, class: name, through_day: day, badge, name: person } of await approved(db.kysely)) {
      const { purge, ...clock } = clockOf(all, name)
      const allowed = cutoffOf({ purge, ...clock }, now())
      if (allowed === undefined || badge === null || person === null) continue
      const cutoffAt = Math.min(allowed, (day + 1) * DAY_MS)
      const how = purge === 'automatic' ? 'approved' : purge
      await PURGES[name](keeper, { class: name, cutoffAt, by: { badge, name: person }, how })
      await markDone(db.kysely, id)
    }
  }

  async function once(): Promise<void> {
    const all = clocks()
    await cleanUp(keeper, pastDays(all, now()))
    await holdAllActedOn(keeper, { profile, now })
    await purgeApproved(all)
    await purgeOrPropose(all)
    await cleanUp(keeper, pastDays(all, now()))
    await urgeReviews(db.kysely, now(), notices)
    await prove()
  }

  /** Once a day for each class; a second call of the day does nothing. */
  async function prove(): Promise<void> {
    const all = clocks()
    const unmet = await proveDaily(keeper, all)
    for (const proof of unmet) {
      const words = unmetWords(proof, clockOf(all, proof.class))
      log('error', words)
      await notices?.raise('retention', proof.class, { level: 'urgent', words })
    }
    if (unmet.length === 0) for (const name of CLASSES) await clearWhereMet(name)
  }

  async function clearWhereMet(name: RecordClass): Promise<void> {
    const last = await db.kysely
      .selectFrom('proofs')
      .select('is_met')
      .where('class', '=', name)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last?.is_met ?? true) await notices?.clear('retention', name)
  }

  /** One run at a time; a second call runs after the first. */
  function run(): Promise<void> {
    const next = running.then(once)
    running = next.catch(() => undefined)
    return next
  }

  return {
    run,
    prove,
    currentClocks: clocks,

    async clocks(_who?: Holder): Promise<RetentionClock[]> {
      return Promise.all(clocks().map((clock) => shownClock(db.kysely, clock)))
    },

    async dryRun({ class: name }: { readonly class: RecordClass }, who: Holder): Promise<DryRun> {
      const all = clocks()
      const clock = clockOf(all, name)
      const cutoffAt = cutoffOf(clock, now())
      keeper.acts.look(who.by, {
        action: 'retention.dry-run',
        subject: cutoffAt === undefined ? name : `${name} through ${dayWords(lastWholeDay(cutoffAt))}`,
      })
      const found = cutoffAt === undefined ? [] : await surveyOf(all, name, cutoffAt)
      return dryRunOf(db.kysely, clock, cutoffAt ?? 0, found, now())
    },

    proposals: (_who?: Holder): Promise<PurgeProposal[]> => listProposals(db.kysely),

    /** What is approved goes at once; where that fails, at the next run. */
    async decide(
      input: { readonly id: string; readonly isApproved: boolean; readonly words: string },
      who: Holder,
    ): Promise<PurgeProposal[]> {
      await decide(keeper, input, who.by)
      if (input.isApproved) {
        await run().catch((error: unknown) => {
          log(
            'error',
            `A purge that was approved stopped: ${error instanceof Error ? error.name : 'unknown'}.`,
          )
        })
      }
      return listProposals(db.kysely)
    },

    certificates: (_who?: Holder): Promise<PurgeCertificate[]> => certificates(db.kysely),
    proofs: (_who?: Holder): Promise<Proof[]> => proofs(db.kysely),
  }
}

/** Of each class of keys the newest day that is over for every class of records that it seals. */
function pastDays(all: readonly Clock[], now: number): PastDays {
  const past = (...names: RecordClass[]): number => {
    const days = names.map((name) => {
      const cutoffAt = cutoffOf(clockOf(all, name), now)
      return cutoffAt === undefined ? -1 : lastWholeDay(cutoffAt)
    })
    return Math.min(...days)
  }
  return {
    reads: past('reads'),
    hits: past('hits'),
    images: past('reads'),
    other: past('entered', 'canvasses'),
  }
}

async function shownClock(db: Kysely<RecordsDatabase>, clock: Clock): Promise<RetentionClock> {
  const { class: name, leastMs, keptMs, clause, purge } = clock
  const { rows, oldestAt } = await oldestOf(db, name)
  return {
    class: name,
    ...(leastMs === undefined ? {} : { leastMs }),
    ...(keptMs === undefined ? {} : { mostMs: keptMs }),
    ...(clause === undefined ? {} : { clause }),
    purge,
    rows,
    ...(oldestAt === undefined ? {} : { oldestAt }),
  }
}
