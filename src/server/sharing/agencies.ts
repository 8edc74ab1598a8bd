// The registry of agencies: who they are, how they were verified, what they declared.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { mustNotRefuse, refuse } from '#main/refused.ts'
import { refusalFor, type Refusal } from '#shared/domain/hit-step.ts'
import type { By } from '#shared/domain/officer.ts'
import { StateCode } from '#shared/domain/states.ts'
import type { Agency, Document } from '#shared/records/sharing.ts'
import { loadAgencies, loadAgency, lockAgency } from './agency-rows.ts'
import type { Documents } from './documents.ts'
import type { SharingOptions } from './options.ts'
import { approveByItself } from './request-rows.ts'

type NewAgency = Pick<Agency, 'name' | 'state' | 'kind' | 'contacts'> & { readonly ori?: string | undefined }
type How = NonNullable<Agency['verified']>['how']
type NewDeclaration = {
  readonly agency: string
  readonly signer: string
  readonly signedAt: number
  readonly validUntil?: number | undefined
  readonly document: Document
}

export function createAgencies(options: SharingOptions, documents: Documents) {
  const { db, acts, profile, now } = options
  const { kysely } = db

  return {
    agencies: (_who: Holder): Promise<Agency[]> => loadAgencies(kysely, profile),

    async addAgency({ name, ori, state, kind, contacts }: NewAgency, who: Holder): Promise<Agency> {
      mustNotRefuse(oriRefusal(ori, state))
      const id = randomUUID()
      const act = { action: 'agency.add', subject: id, detail: { kind, state, ori: ori ?? null } }
      await acts.run(who.by, act, async (trx) => {
        // The unique index would break the transaction; without a row, it is a no-op that can be told.
        const added = await trx
          .insertInto('agencies')
          .values({
            id,
            name,
            ori: ori ?? null,
            state,
            kind,
            contacts,
            verified_how: null,
            verified_at: null,
            verified_by: null,
            added_at: now(),
            added_by: wordsOf(who.by),
            removed_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (added === undefined) {
          throw refuse('another ORI: an agency of the registry has this one', 'Look for it in the registry.')
        }
      })
      return loadAgency(kysely, profile, id)
    },

    async verifyAgency(
      { id, how, words }: { readonly id: string; readonly how: How; readonly words: string },
      who: Holder,
    ): Promise<Agency> {
      const { ori } = await loadAgency(kysely, profile, id)
      if (how === 'ori' && ori === undefined) {
        throw refuse('an ORI: this agency has none in the registry', 'Verify it in another way.')
      }
      const actOf = (approved: readonly string[]) => ({
        action: 'agency.verify',
        subject: id,
        detail: { how, approved },
        about: { reason: words },
      })
      await acts.run(who.by, actOf, async (trx) => {
        await lockAgency(trx, profile, id)
        await trx
          .updateTable('agencies')
          .set({ verified_how: how, verified_at: now(), verified_by: wordsOf(who.by) })
          .where('id', '=', id)
          .execute()
        return approveByItself(trx, options, id)
      })
      return loadAgency(kysely, profile, id)
    },

    async addDeclaration(input: NewDeclaration, who: Holder): Promise<Agency> {
      const { agency, signer, signedAt, validUntil, document } = input
      await loadAgency(kysely, profile, agency)
      mustNotRefuse(datesRefusal(input, now()))
      const id = randomUUID()
      await documents.during(document, (kept) => {
        if (kept === undefined) throw new Error('A declaration has a document.')
        const actOf = (approved: readonly string[]) => ({
          action: 'declaration.add',
          subject: id,
          detail: { agency, signedAt, validUntil: validUntil ?? null, sha256: kept.sha256, approved },
        })
        return acts.run(who.by, actOf, async (trx) => {
          await lockAgency(trx, profile, agency)
          await trx
            .insertInto('declarations')
            .values({
              id,
              agency_id: agency,
              signer,
              signed_at: signedAt,
              valid_until: validUntil ?? null,
              document_sha256: kept.sha256,
              document_name: kept.name,
              object: kept.object,
              added_at: now(),
              added_by: wordsOf(who.by),
              withdrawn_at: null,
              withdrawn_why: null,
            })
            .execute()
          return approveByItself(trx, options, agency)
        })
      })
      return loadAgency(kysely, profile, agency)
    },

    async withdrawDeclaration(
      { id, why }: { readonly id: string; readonly why: string },
      who: Holder,
    ): Promise<Agency> {
      const act = { action: 'declaration.withdraw', subject: id, detail: {}, about: { reason: why } }
      const agency = await acts.run(who.by, act, async (trx) => {
        const found = await trx
          .selectFrom('declarations')
          .select('agency_id')
          .where('id', '=', id)
          .executeTakeFirst()
        if (found === undefined) throw refuse('this declaration', 'Look at the registry again.')
        await lockAgency(trx, profile, found.agency_id)
        const withdrawn = await trx
          .updateTable('declarations')
          .set({ withdrawn_at: now(), withdrawn_why: why })
          .where('id', '=', id)
          .where('withdrawn_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (withdrawn === undefined) {
          throw refuse(
            'a declaration that stands: this one was withdrawn before',
            'Look at the registry again.',
          )
        }
        return found.agency_id
      })
      return loadAgency(kysely, profile, agency)
    },
  }
}

const wordsOf = ({ badge, name }: By): string => `${name} (${badge})`

/**
 * An ORI begins with the state, NB for Nebraska. An agency that is entered under another state than its ORI has would
 * pass as one of this state, and need no declaration.
 */
function oriRefusal(ori: string | undefined, state: string): Refusal | undefined {
  if (ori === undefined) return undefined
  const begin = ori.slice(0, 2)
  const ofOri = StateCode.safeParse(begin === 'NB' ? 'NE' : begin).data
  if (ofOri === undefined || ofOri === state) return undefined
  return refusalFor(
    `an ORI of ${state}: this one is of ${ofOri}`,
    'Look at the ORI and the state again; the state is where the agency is.',
  )
}

function datesRefusal({ signedAt, validUntil }: NewDeclaration, now: number): Refusal | undefined {
  if (signedAt > now)
    return refusalFor('a date of signing that is not to come', 'Look at the document again.')
  if (validUntil !== undefined && validUntil <= Math.max(signedAt, now)) {
    return refusalFor(
      'a declaration that still holds: this one is over',
      'Have the agency execute a new one.',
    )
  }
  return undefined
}
