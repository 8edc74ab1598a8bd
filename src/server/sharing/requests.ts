// Requests of other agencies: entered with their writing, decided by the policy's approver, never by who entered them.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { mustNotRefuse, refuse } from '#main/refused.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import { normalisePlate } from '#shared/domain/plate.ts'
import type { Document, ShareRequest } from '#shared/records/sharing.ts'
import { loadAgency, lockAgency } from './agency-rows.ts'
import type { Documents } from './documents.ts'
import { mustHold } from './held.ts'
import type { SharingOptions } from './options.ts'
import { approveByItself, loadRequest, openMissing, requestRow, toRequests } from './request-rows.ts'
import { approverRefusal, missingRefusal, requestRefusal } from './rules.ts'

type RequestInput = {
  readonly agency: string
  readonly person: string
  readonly purpose: string
  readonly legalBasis: string
  readonly caseNumber: string
  readonly writing?: Document | undefined
  readonly query: RecordsQuery
}

type DecideInput = { readonly id: string; readonly isApproved: boolean; readonly words: string }

const MOST_LISTED = 500

export function createRequests(options: SharingOptions, documents: Documents) {
  const { db, acts, profile, now } = options
  const { kysely } = db

  return {
    async requests(_who: Holder): Promise<ShareRequest[]> {
      const rows = await kysely
        .selectFrom('share_requests')
        .selectAll()
        .orderBy('requested_at', 'desc')
        .limit(MOST_LISTED)
        .execute()
      return toRequests(kysely, options, rows)
    },

    async request(input: RequestInput, who: Holder): Promise<ShareRequest> {
      const { person, purpose, legalBasis, caseNumber, writing, query } = input
      const agency = await loadAgency(kysely, profile, input.agency)
      const asked = { purpose, legalBasis, caseNumber, hasWriting: writing !== undefined, query }
      mustHold(acts, who, 'sharing.request', agency.id, agency, requestRefusal(asked, agency, profile))
      const id = randomUUID()
      await documents.during(writing, (kept) => {
        const actOf = (approved: readonly string[]) => ({
          action: 'sharing.request',
          subject: id,
          detail: {
            agency: agency.id,
            state: agency.state,
            hasWriting: kept !== undefined,
            isApprovedByItself: approved.includes(id),
          },
          about: { reason: purpose, caseNumber, ...wholePlate(query) },
        })
        return acts.run(who.by, actOf, async (trx) => {
          await lockAgency(trx, profile, agency.id)
          await trx
            .insertInto('share_requests')
            .values({
              id,
              agency_id: agency.id,
              person,
              purpose,
              legal_basis: legalBasis,
              case_number: caseNumber,
              writing_name: kept?.name ?? null,
              writing_sha256: kept?.sha256 ?? null,
              writing_object: kept?.object ?? null,
              requested_at: now(),
              entered_badge: who.by.badge,
              entered_name: who.by.name,
              query: JSON.stringify(query),
              state: 'waiting',
              decided_at: null,
              decided_badge: null,
              decided_name: null,
              decided_words: null,
              fulfilled_at: null,
              // Identity, agency and purpose of all of them go to the administrator (Oak Brook 131.7 share (b)).
              forwarded_at: profile.sharing.value.isForwardedToAdministrator ? now() : null,
              seen_at: null,
              seen_badge: null,
            })
            .execute()
          return approveByItself(trx, options, agency.id)
        })
      })
      return loadRequest(kysely, options, id)
    },

    async decide({ id, isApproved, words }: DecideInput, who: Holder): Promise<ShareRequest> {
      const row = await requestRow(kysely, id)
      const agency = await loadAgency(kysely, profile, row.agency_id)
      if (row.state !== 'waiting') throw decided()
      if (row.entered_badge.toLowerCase() === who.by.badge.toLowerCase()) {
        throw refuse(
          'another person: whoever entered a request does not decide it',
          'Have another approver decide.',
          profile.sharing.clause,
        )
      }
      mustNotRefuse(approverRefusal(who.officer, profile))
      if (isApproved) {
        const missing = openMissing(row, agency, options)
        mustHold(acts, who, 'sharing.decide', id, agency, missingRefusal(missing))
      }
      const act = {
        action: 'sharing.decide',
        subject: id,
        detail: { isApproved, agency: agency.id, state: agency.state },
        about: { reason: words, caseNumber: row.case_number },
      }
      await acts.run(who.by, act, async (trx) => {
        const locked = await lockAgency(trx, profile, agency.id)
        if (isApproved) mustNotRefuse(missingRefusal(openMissing(row, locked, options)))
        const done = await trx
          .updateTable('share_requests')
          .set({
            state: isApproved ? 'approved' : 'refused',
            decided_at: now(),
            decided_badge: who.by.badge,
            decided_name: who.by.name,
            decided_words: words,
          })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returning('id')
          .executeTakeFirst()
        if (done === undefined) throw decided()
      })
      return loadRequest(kysely, options, id)
    },

    async forwarded(_who: Holder): Promise<ShareRequest[]> {
      const rows = await kysely
        .selectFrom('share_requests')
        .selectAll()
        .where('forwarded_at', 'is not', null)
        .orderBy('forwarded_at', 'desc')
        .limit(MOST_LISTED)
        .execute()
      return toRequests(kysely, options, rows)
    },

    async seen({ id }: { readonly id: string }, who: Holder): Promise<ShareRequest> {
      const { forwarded_at: forwardedAt, seen_at: seenAt } = await requestRow(kysely, id)
      if (forwardedAt === null) {
        throw refuse('a request that was forwarded: this one was not', 'Look at the list again.')
      }
      if (seenAt === null) {
        await acts.run(who.by, { action: 'sharing.seen', subject: id, detail: {} }, async (trx) => {
          await trx
            .updateTable('share_requests')
            .set({ seen_at: now(), seen_badge: who.by.badge })
            .where('id', '=', id)
            .where('seen_at', 'is', null)
            .execute()
        })
      }
      return loadRequest(kysely, options, id)
    },
  }
}

/** A pattern has no pseudonym. */
function wholePlate({ plate }: RecordsQuery): { plate?: string } {
  return plate === undefined || /[?*]/.test(plate) || normalisePlate(plate) === '' ? {} : { plate }
}

const decided = () => refuse('a request that waits: this one is decided', 'Look at the list again.')
