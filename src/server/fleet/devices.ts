// Cars as devices: whose certificate it is, a new one in time, and its end.
import type { X509Certificate } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { PROGRAM } from '#main/audit/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Authority } from '#server/authority/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { CarId, type EnrolAnswer } from '#shared/transfer/wire.ts'

type Options = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly authority: Authority
  readonly now: () => number
}

export function createDevices({ db, acts, authority, now }: Options) {
  const { kysely } = db
  const revokedListeners = new Set<(car: CarId) => void>()

  return {
    /** A new certificate; the old one counts until the new one is used. */
    async renew(car: CarId, certificateRequest: string): Promise<EnrolAnswer> {
      const { certificate, serial } = await authority.issue(certificateRequest, car)
      const name = await acts.run(
        PROGRAM,
        { action: 'car.renew', subject: car, detail: { serial } },
        async (trx) => {
          const row = await trx
            .updateTable('cars')
            .set({ renewed_certificate: certificate, renewed_serial: serial })
            .where('id', '=', car)
            .where('state', '=', 'enrolled')
            .returning('name')
            .executeTakeFirst()
          if (row === undefined) throw refuse('an enrolled car', 'Have the car enrolled again.')
          return row.name
        },
      )
      return answerOf(authority, { car, name, certificate, at: now() })
    },

    /** The car whose certificate it is, looked up anew each time, so that a revoked one counts for nothing at once. */
    async carOf(certificate: X509Certificate): Promise<CarId | undefined> {
      if (!authority.hasIssued(certificate)) return undefined
      const serial = certificate.serialNumber.toLowerCase()
      const row = await kysely
        .selectFrom('cars')
        .select(['id', 'certificate', 'renewed_certificate'])
        .where('state', '=', 'enrolled')
        .where((eb) => eb.or([eb('certificate_serial', '=', serial), eb('renewed_serial', '=', serial)]))
        .executeTakeFirst()
      if (row === undefined) return undefined
      if (isSame(row.certificate, certificate)) return CarId.parse(row.id)
      if (row.renewed_certificate === null || !isSame(row.renewed_certificate, certificate)) return undefined
      await kysely
        .updateTable('cars')
        .set({
          certificate: row.renewed_certificate,
          certificate_serial: serial,
          renewed_certificate: null,
          renewed_serial: null,
        })
        .where('id', '=', row.id)
        .where('renewed_serial', '=', serial)
        .execute()
      return CarId.parse(row.id)
    },

    /** Takes its certificate away, at once and for good. The records that it sent stay. */
    async revoke({ id, why }: { readonly id: CarId; readonly why: string }, who: Holder): Promise<void> {
      await acts.run(who.by, { action: 'car.revoke', subject: id, about: { reason: why } }, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('cars')
          .set({ state: 'revoked', revoked_at: now(), revoked_by: who.by.badge, revoked_why: why })
          .where('id', '=', id)
          .where('state', '=', 'enrolled')
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) {
          throw refuse('an enrolled car', 'Look at the cars again; somebody may have revoked it.')
        }
      })
      for (const listener of revokedListeners) listener(id)
    },

    /** Called after a car was revoked. Gives back what ends it. */
    onRevoked(listener: (car: CarId) => void): () => void {
      revokedListeners.add(listener)
      return () => revokedListeners.delete(listener)
    },

    /** SPKI PEM of the key that signs the car's audit and packages; undefined for a car that is not enrolled. */
    async deviceKeyOf(car: CarId): Promise<string | undefined> {
      const row = await kysely
        .selectFrom('cars')
        .select('device_key')
        .where('id', '=', car)
        .where('state', '=', 'enrolled')
        .executeTakeFirst()
      return row?.device_key
    },
  }
}

/** By the bytes within the PEM: it is asked for each request, and to parse a certificate takes longer than the rest. */
const isSame = (pem: string, certificate: X509Certificate): boolean =>
  Buffer.from(pem.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64').equals(certificate.raw)

/** What a car is told with its certificate. */
export function answerOf(
  authority: Authority,
  car: Pick<EnrolAnswer, 'car' | 'name' | 'certificate' | 'at'>,
): EnrolAnswer {
  return {
    ...car,
    authority: authority.certificate,
    departmentKey: authority.publicKeyPem,
    sealingKey: authority.sealingPublicPem,
  }
}
