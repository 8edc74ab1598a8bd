// Makes a package of evidence: the records that a search has shown, bagged, signed, and sealed for the receiver.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Files } from '#server/files/index.ts'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { EvidencePackage, Receiver } from '#shared/records/evidence.ts'
import type { RecordKey } from '#shared/records/records.ts'
import type { AuditReader } from './audit-extract.ts'
import { bagged } from './bag.ts'
import { addCustody } from './custody.ts'
import { loadPackage } from './evidence-rows.ts'
import { bagInfo, evidencePayload, type EvidenceFacts } from './payload.ts'
import { recordsOf, type RecordSource } from './records.ts'
import { sealToOf, storeSealed } from './store-sealed.ts'
import { zipped } from './zip.ts'

/** Where packages lie in the object store. */
export const PREFIX = 'evidence/'

export type EvidenceOptions = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly audit: AuditReader
  readonly authority: { readonly sign: (text: string) => string; readonly publicKeyPem: string }
  readonly objects: Objects
  readonly files: Pick<Files, 'offer'>
  /** Throws unless these records were shown to him in that search. */
  readonly openSearches: {
    readonly require: (search: string, who: Holder, keys: readonly RecordKey[]) => unknown
  }
  readonly source: RecordSource
  readonly profile: Profile
  /** Id, version and hash of the policy in force. */
  readonly policyWords: () => string
  readonly now: () => number
}

export type MakeInput = {
  readonly search: string
  readonly records: readonly RecordKey[]
  readonly caseNumber: string
  readonly words: string
  readonly holdId?: string | undefined
  readonly receiver: Receiver
}

/** `making` holds the names of objects that no row names yet. */
export function createMake(options: EvidenceOptions, making: Set<string>) {
  const { db, acts, audit, authority, objects, openSearches, source, profile, policyWords, now } = options
  const { kysely } = db

  /** A hold that is named must stand, so that what went into evidence does not go here. */
  async function mustStand(holdId: string | undefined): Promise<void> {
    if (holdId === undefined) return
    const hold = await kysely
      .selectFrom('holds')
      .select('lifted_at')
      .where('id', '=', holdId)
      .executeTakeFirst()
    if (hold === undefined || hold.lifted_at !== null) {
      throw refuse(
        'a hold that stands: the named one is not there or was lifted',
        'Choose another hold, or none.',
      )
    }
  }

  return async function make(input: MakeInput, who: Holder): Promise<EvidencePackage> {
    const { search, caseNumber, words, holdId, receiver } = input
    const keys = withoutDoubles(input.records)
    await openSearches.require(search, who, keys)
    await mustStand(holdId)
    const to = sealToOf(receiver)
    const records = await recordsOf(source, keys)
    const id = randomUUID()
    const facts: EvidenceFacts = {
      id,
      madeAt: now(),
      by: who.by,
      caseNumber,
      words,
      holdId,
      target: profile.evidence.value,
      agency: profile.agency,
      marking: profile.marking.value,
      policy: policyWords(),
    }
    const object = `${PREFIX}${id}`
    making.add(object)
    try {
      const payload = evidencePayload({ db, audit, source, records, facts })
      const bag = bagged({
        name: `evidence-${id}`,
        info: bagInfo(facts),
        madeAt: facts.madeAt,
        payload,
        signer: authority,
      })
      const { bytes, sha256 } = await storeSealed(objects, object, to, zipped(bag))
      const plates = new Set(records.map(({ row }) => row.plate))
      const [plate] = plates
      const act = {
        action: 'evidence.make',
        subject: id,
        detail: {
          target: facts.target,
          sealedFor: receiver.kind,
          bytes,
          sha256,
          ...(holdId === undefined ? {} : { hold: holdId }),
          records: keys.map((key) => key.id),
        },
        about: {
          reason: words,
          caseNumber,
          ...(plates.size === 1 && plate !== undefined ? { plate } : {}),
        },
      }
      await acts.run(who.by, act, async (trx) => {
        await trx
          .insertInto('evidence')
          .values({
            id,
            made_at: facts.madeAt,
            badge: who.by.badge,
            name: who.by.name,
            case_number: caseNumber,
            hold_id: holdId ?? null,
            target: facts.target,
            items: records.length,
            bytes,
            sha256,
            object,
            media_id: null,
            booking_number: null,
            receipt: null,
            evidence_id: null,
            upload_status: facts.target === 'evidence.com' ? 'not-uploaded' : null,
            booked_at: null,
            booked_badge: null,
          })
          .execute()
        await addCustody(trx, facts.madeAt, id, who.by, 'made', words)
      })
    } catch (error) {
      await objects.remove(object).catch(() => undefined)
      throw error
    } finally {
      making.delete(object)
    }
    return loadPackage(kysely, id)
  }
}

function withoutDoubles(keys: readonly RecordKey[]): RecordKey[] {
  return [...new Map(keys.map((key) => [`${key.car} ${key.day} ${key.id}`, key])).values()]
}
