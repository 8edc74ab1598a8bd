// The topic `evidence` of the records console: makes packages, hands them out, keeps what the evidence room or
// evidence.com gave back. Each step is a row of the chain of custody and an entry of the audit.
import type { Holder } from '#main/access/index.ts'
import { PROGRAM } from '#main/audit/index.ts'
import { refuse } from '#main/refused.ts'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import type { FileToFetch } from '#shared/records/records.ts'
import { mustFit, type BookInput } from './booking.ts'
import { addCustody } from './custody.ts'
import { isBooked, loadPackage, loadPackages } from './evidence-rows.ts'
import { createMake, PREFIX, type EvidenceOptions } from './make-evidence.ts'
import { removeOrphans } from './orphans.ts'

/** A booked package stays so long, should the media turn out to be bad; then only its rows are kept. */
const BOOKED_KEPT_MS = 30 * 86_400_000

export type Evidence = ReturnType<typeof createEvidence>

export function createEvidence(options: EvidenceOptions) {
  const { db, acts, objects, files, profile, now } = options
  const { kysely } = db
  const making = new Set<string>()

  return {
    list: (_who: Holder): Promise<EvidencePackage[]> => loadPackages(kysely),

    make: createMake(options, making),

    async fetch(
      { id, words }: { readonly id: string; readonly words: string },
      who: Holder,
    ): Promise<FileToFetch> {
      const { bytes, caseNumber } = await loadPackage(kysely, id)
      const act = { action: 'evidence.fetch', subject: id, detail: {}, about: { reason: words, caseNumber } }
      const object = await acts.run(who.by, act, async (trx) => {
        const row = await trx.selectFrom('evidence').select('object').where('id', '=', id).executeTakeFirst()
        if (row === undefined || row.object === null) throw gone()
        await addCustody(trx, now(), id, who.by, 'fetched', words)
        return row.object
      })
      return files.offer(who, {
        name: `evidence-${id}.sealed`,
        mime: 'application/octet-stream',
        bytes,
        content: async () => {
          const content = await objects.get(object)
          if (content === undefined) throw gone()
          return content
        },
      })
    },

    async book(input: BookInput, who: Holder): Promise<EvidencePackage> {
      const { id, words, mediaId, bookingNumber, receipt, evidenceId, uploadStatus } = input
      const { target, caseNumber } = await loadPackage(kysely, id)
      mustFit(input, target, profile)
      const given = { mediaId, bookingNumber, receipt, evidenceId, uploadStatus }
      const said = Object.entries(given).filter(([, value]) => value !== undefined)
      const act = {
        action: 'evidence.book',
        subject: id,
        detail: { given: said.map(([key]) => key) },
        about: { reason: words, caseNumber },
      }
      await acts.run(who.by, act, async (trx) => {
        await trx
          .updateTable('evidence')
          .set({
            ...(mediaId === undefined ? {} : { media_id: mediaId }),
            ...(bookingNumber === undefined ? {} : { booking_number: bookingNumber }),
            ...(receipt === undefined ? {} : { receipt }),
            ...(evidenceId === undefined ? {} : { evidence_id: evidenceId }),
            ...(uploadStatus === undefined ? {} : { upload_status: uploadStatus }),
            booked_at: now(),
            booked_badge: who.by.badge,
          })
          .where('id', '=', id)
          .execute()
        const booked = said.map(([key, value]) => `${key} ${value}`).join('; ')
        await addCustody(trx, now(), id, who.by, 'booked', `${booked}. ${words}`)
      })
      return loadPackage(kysely, id)
    },

    /** Once a day: sealed files that were booked long ago go, and what a crash left behind. Answers how many went. */
    async sweep(): Promise<number> {
      const rows = await kysely
        .selectFrom('evidence')
        .selectAll()
        .where('object', 'is not', null)
        .where('booked_at', '<=', now() - BOOKED_KEPT_MS)
        .execute()
      const booked = rows.filter(isBooked)
      for (const { id, object } of booked) {
        if (object !== null) await objects.remove(object)
        await acts.run(PROGRAM, { action: 'evidence.remove', subject: id, detail: {} }, async (trx) => {
          await trx.updateTable('evidence').set({ object: null }).where('id', '=', id).execute()
          const words = 'The sealed file was booked 30 days ago and is not kept here any more.'
          await addCustody(trx, now(), id, PROGRAM, 'removed', words)
        })
      }
      const named = () => kysely.selectFrom('evidence').select('object').execute()
      return booked.length + (await removeOrphans({ objects, prefix: PREFIX, making, named }))
    },
  }
}

const gone = () =>
  refuse('the sealed file: it is not kept here any more', 'Make the package again from the records.')
