// The package of an approved request: watermarked, sealed for the receiver, gone after its days.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { PROGRAM } from '#main/audit/index.ts'
import { mustNotRefuse, refuse } from '#main/refused.ts'
import {
  bagged,
  recordsOf,
  removeOrphans,
  sealToOf,
  storeSealed,
  zipped,
  type StoredRecord,
} from '#server/evidence/index.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Receiver } from '#shared/records/evidence.ts'
import { RecordsQuery, type FileToFetch } from '#shared/records/records.ts'
import type { Agency, ShareRequest } from '#shared/records/sharing.ts'
import { loadAgency, lockAgency } from './agency-rows.ts'
import { mustHold } from './held.ts'
import type { SharingOptions } from './options.ts'
import { loadRequest, openMissing, requestRow, type RequestRow } from './request-rows.ts'
import { missingRefusal, requestRefusal } from './rules.ts'
import { shareInfo, sharePayload, watermarkOf } from './share-package.ts'

const PREFIX = 'shares/'
const DAY_MS = 86_400_000
const MOST_RECORDS = 1000

type FulfilInput = { readonly id: string; readonly receiver: Receiver; readonly days: number }

export function createShares(options: SharingOptions) {
  const { db, acts, authority, objects, files, collect, source, profile, policyWords, now } = options
  const { kysely } = db
  /** Objects that are being made: no row names them yet. */
  const making = new Set<string>()

  /** All that is asked before anything leaves, as things are now; each refusal stands in the audit. */
  async function mustMayLeave(row: RequestRow, action: string, who: Holder): Promise<Agency> {
    const agency = await loadAgency(kysely, profile, row.agency_id)
    const refusal =
      requestRefusal(askedOf(row), agency, profile) ?? missingRefusal(openMissing(row, agency, options))
    mustHold(acts, who, action, row.id, agency, refusal)
    return agency
  }

  async function recordsFor(row: RequestRow): Promise<StoredRecord[]> {
    const rows = await collect(RecordsQuery.parse(row.query), MOST_RECORDS + 1)
    if (rows.length === 0) {
      throw refuse('records that the request asks for: none is kept', 'Tell the agency; nothing was made.')
    }
    if (rows.length > MOST_RECORDS) {
      throw refuse(
        `at most ${MOST_RECORDS} records: the request asks for more`,
        'Have the agency narrow it by time or place, and enter it anew.',
      )
    }
    return recordsOf(
      source,
      rows.map(({ car, day, id }) => ({ car, day, id })),
    )
  }

  return {
    fulfil: async ({ id: requestId, receiver, days }: FulfilInput, who: Holder): Promise<ShareRequest> => {
      const row = await requestRow(kysely, requestId)
      if (row.state !== 'approved') throw notApproved(profile)
      const agency = await mustMayLeave(row, 'sharing.fulfil', who)
      const to = sealToOf(receiver)
      const records = await recordsFor(row)
      const id = randomUUID()
      const madeAt = now()
      const expiresAt = madeAt + days * DAY_MS
      const facts = { id, madeAt, expiresAt, row, agency, by: who.by, profile, policy: policyWords() }
      const watermark = watermarkOf(facts)
      const object = `${PREFIX}${id}`
      making.add(object)
      try {
        const bag = bagged({
          name: `share-${id}`,
          info: shareInfo(facts),
          madeAt,
          payload: sharePayload(facts, records, source),
          signer: authority,
        })
        const { bytes, sha256 } = await storeSealed(objects, object, to, zipped(bag))
        const act = {
          action: 'sharing.fulfil',
          subject: requestId,
          detail: {
            share: id,
            agency: agency.id,
            state: agency.state,
            sealedFor: receiver.kind,
            expiresAt,
            bytes,
            sha256,
            records: records.map((record) => record.row.id),
          },
          about: { reason: row.purpose, caseNumber: row.case_number, ...onePlate(records) },
        }
        await acts.run(who.by, act, async (trx) => {
          // A declaration that was withdrawn while the package was made stops it.
          const locked = await lockAgency(trx, profile, agency.id)
          mustNotRefuse(missingRefusal(openMissing(row, locked, options)))
          const done = await trx
            .updateTable('share_requests')
            .set({ state: 'fulfilled', fulfilled_at: madeAt })
            .where('id', '=', requestId)
            .where('state', '=', 'approved')
            .returning('id')
            .executeTakeFirst()
          if (done === undefined) throw notApproved(profile)
          await trx
            .insertInto('shares')
            .values({
              id,
              request_id: requestId,
              made_at: madeAt,
              badge: who.by.badge,
              name: who.by.name,
              items: records.length,
              bytes,
              sha256,
              watermark,
              expires_at: expiresAt,
              object,
              fetched_at: null,
            })
            .execute()
        })
      } catch (error) {
        await objects.remove(object).catch(() => undefined)
        throw error
      } finally {
        making.delete(object)
      }
      return loadRequest(kysely, options, requestId)
    },

    fetch: async ({ id: requestId }: { readonly id: string }, who: Holder): Promise<FileToFetch> => {
      const row = await requestRow(kysely, requestId)
      await mustMayLeave(row, 'sharing.fetch', who)
      const act = {
        action: 'sharing.fetch',
        subject: requestId,
        detail: { agency: row.agency_id },
        about: { caseNumber: row.case_number },
      }
      const share = await acts.run(who.by, act, async (trx) => {
        const found = await trx
          .selectFrom('shares')
          .selectAll()
          .where('request_id', '=', requestId)
          .executeTakeFirst()
        if (found === undefined || found.object === null || found.expires_at <= now()) throw gone()
        await trx
          .updateTable('shares')
          .set({ fetched_at: now() })
          .where('id', '=', found.id)
          .where('fetched_at', 'is', null)
          .execute()
        return { id: found.id, bytes: found.bytes, object: found.object, expiresAt: found.expires_at }
      })
      return files.offer(who, {
        name: `share-${share.id}.sealed`,
        mime: 'application/octet-stream',
        bytes: share.bytes,
        content: async () => {
          const content = share.expiresAt <= now() ? undefined : await objects.get(share.object)
          if (content === undefined) throw gone()
          return content
        },
      })
    },

    /** Once a day: what has expired goes, and what a crash left behind. The rows stay. Answers how many went. */
    expireShares: async (): Promise<number> => {
      const expired = await kysely
        .selectFrom('shares')
        .select(['id', 'request_id', 'object'])
        .where('object', 'is not', null)
        .where('expires_at', '<=', now())
        .execute()
      for (const { id, request_id: request, object } of expired) {
        if (object !== null) await objects.remove(object)
        await acts.run(
          PROGRAM,
          { action: 'sharing.expired', subject: request, detail: { share: id } },
          async (trx) => {
            await trx.updateTable('shares').set({ object: null }).where('id', '=', id).execute()
          },
        )
      }
      const named = () => kysely.selectFrom('shares').select('object').execute()
      return expired.length + (await removeOrphans({ objects, prefix: PREFIX, making, named }))
    },
  }
}

function askedOf(row: RequestRow) {
  return {
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    caseNumber: row.case_number,
    hasWriting: row.writing_object !== null,
    query: RecordsQuery.parse(row.query),
  }
}

function onePlate(records: readonly StoredRecord[]): { plate?: string } {
  const plates = new Set(records.map(({ row }) => row.plate))
  const [plate] = plates
  return plates.size === 1 && plate !== undefined ? { plate } : {}
}

const notApproved = ({ sharing }: Profile) =>
  refuse('a request that is approved and was not fulfilled', 'Look at the list again.', sharing.clause)

const gone = () =>
  refuse(
    'the package: it has expired and is not kept here any more',
    'Enter a new request, and have it decided.',
  )
