// Holds: by whom, for which case, on what ground, to be looked at again when. A hold beats every purge; past its review
// date it is urged and still holds.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { HoldKind } from '#server/storage/schema.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Hold } from '#shared/records/holds.ts'
import type { RecordKey } from '#shared/records/records.ts'
import { addItems, distinct, mustBeHere, standingHold } from './hold-rows.ts'
import { listHolds, readHold } from './list-holds.ts'

/** Searches that are open; throws unless this search of this person has shown the records. */
export type ShownRecords = {
  require(search: string, who: Holder, keys?: readonly RecordKey[]): unknown
}

export type HoldRules = Pick<Profile, 'holds' | 'retention'>

type Options = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly profile: HoldRules
  readonly openSearches: ShownRecords
  /** A hold was reviewed or lifted. */
  readonly onReviewed?: (id: string) => void
  readonly now: () => number
}

type Shown = { readonly search: string; readonly records: readonly RecordKey[] }
type Placing = Shown & Pick<Hold, 'kind' | 'ground' | 'caseNumber' | 'reviewAt'>

export type Holds = ReturnType<typeof createHolds>

/** A hold is looked at once a year at least: it must not be forgotten. */
export const MOST_REVIEW_MS = 366 * 86_400_000
/** Hundred years: longer than any schedule. */
const MOST_SCHEDULE_MS = 100 * MOST_REVIEW_MS

export function createHolds({ db, acts, profile, openSearches, onReviewed = () => {}, now }: Options) {
  function mustBeKind(kind: HoldKind): void {
    const { value, clause } = profile.holds
    if (value.includes(kind)) return
    throw refuse(
      `a kind of hold that the policy has: it does not have "${kind}"`,
      `Choose one of: ${value.join(', ')}.`,
      clause,
    )
  }

  function mustBeReviewDate(at: number): void {
    if (at > now() && at <= now() + MOST_REVIEW_MS) return
    throw refuse('a review date within a year from now', 'Choose a day within the next twelve months.')
  }

  return {
    list: ({ isLiftedToo }: { readonly isLiftedToo: boolean }, _who: Holder): Promise<Hold[]> =>
      listHolds(db.kysely, { isLiftedToo, now: now(), schedule: profile.retention.value.schedule }),

    async place(input: Placing, who: Holder): Promise<Hold> {
      const keys = distinct(input.records)
      openSearches.require(input.search, who, keys)
      mustBeKind(input.kind)
      mustBeReviewDate(input.reviewAt)
      const id = randomUUID()
      const { kind, ground, caseNumber, reviewAt } = input
      await acts.run(
        who.by,
        {
          action: 'hold.place',
          subject: id,
          detail: { kind, records: keys.length, search: input.search, reviewAt },
          about: { reason: ground, caseNumber },
        },
        async (trx) => {
          await mustBeHere(trx, keys)
          await trx
            .insertInto('holds')
            .values({
              id,
              kind,
              ground,
              case_number: caseNumber,
              placed_at: now(),
              placed_badge: who.by.badge,
              placed_name: who.by.name,
              review_at: reviewAt,
              lifted_at: null,
              lifted_badge: null,
              lifted_name: null,
              lifted_why: null,
              schedule_until: null,
            })
            .execute()
          await addItems(trx, id, keys)
        },
      )
      return hold(id)
    },

    async add({ id, search, records }: Shown & { readonly id: string }, who: Holder): Promise<Hold> {
      const keys = distinct(records)
      openSearches.require(search, who, keys)
      await acts.run(
        who.by,
        (caseNumber: string) => ({
          action: 'hold.add',
          subject: id,
          detail: { records: keys.length, search },
          about: { caseNumber },
        }),
        async (trx) => {
          await mustBeHere(trx, keys)
          const { case_number: caseNumber } = await standingHold(trx, id)
          await addItems(trx, id, keys)
          return caseNumber
        },
      )
      return hold(id)
    },

    async review(
      {
        id,
        words,
        nextReviewAt,
      }: { readonly id: string; readonly words: string; readonly nextReviewAt: number },
      who: Holder,
    ): Promise<Hold> {
      mustBeReviewDate(nextReviewAt)
      await acts.run(
        who.by,
        (caseNumber: string) => ({
          action: 'hold.review',
          subject: id,
          detail: { nextReviewAt },
          about: { reason: words, caseNumber },
        }),
        async (trx) => {
          const { case_number: caseNumber } = await standingHold(trx, id)
          const { badge, name } = who.by
          await trx
            .insertInto('hold_reviews')
            .values({
              id: randomUUID(),
              hold_id: id,
              at: now(),
              badge,
              name,
              words,
              next_review_at: nextReviewAt,
            })
            .execute()
          await trx.updateTable('holds').set({ review_at: nextReviewAt }).where('id', '=', id).execute()
          return caseNumber
        },
      )
      onReviewed(id)
      return hold(id)
    },

    /** `scheduleUntil`: until then what was held follows the schedule that the profile names; only where it names one. */
    async lift(
      {
        id,
        why,
        scheduleUntil,
      }: { readonly id: string; readonly why: string; readonly scheduleUntil?: number | undefined },
      who: Holder,
    ): Promise<Hold> {
      mustBeSchedule(scheduleUntil)
      await acts.run(
        who.by,
        (caseNumber: string) => ({
          action: 'hold.lift',
          subject: id,
          detail: scheduleUntil === undefined ? {} : { scheduleUntil },
          about: { reason: why, caseNumber },
        }),
        async (trx) => {
          const { case_number: caseNumber } = await standingHold(trx, id)
          const { badge, name } = who.by
          await trx
            .updateTable('holds')
            .set({
              lifted_at: now(),
              lifted_badge: badge,
              lifted_name: name,
              lifted_why: why,
              schedule_until: scheduleUntil ?? null,
            })
            .where('id', '=', id)
            .execute()
          return caseNumber
        },
      )
      onReviewed(id)
      return hold(id)
    },
  }

  async function hold(id: string): Promise<Hold> {
    const found = await readHold(db.kysely, id, now(), profile.retention.value.schedule)
    if (found === undefined) throw new Error('A hold that was just written is not there.')
    return found
  }

  function mustBeSchedule(until: number | undefined): void {
    if (until === undefined) return
    const { value, clause } = profile.retention
    if (value.schedule === undefined) {
      throw refuse(
        'a schedule in the policy that would follow the hold',
        'Lift it without a second clock.',
        clause,
      )
    }
    if (until <= now() || until > now() + MOST_SCHEDULE_MS) {
      throw refuse(`an end of ${value.schedule} that is yet to come`, 'Choose a later day.', clause)
    }
  }
}
