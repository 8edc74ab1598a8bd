// How a car becomes a device of the department: a one-time code that a person carries to it, for which it gets a
// certificate of the department's own authority.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { PROGRAM } from '#main/audit/index.ts'
import { isP256, readPublicKey } from '#main/public-key.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Authority } from '#server/authority/index.ts'
import type { Notices } from '#server/notices/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { CarId, type EnrolAnswer, type EnrolInput } from '#shared/transfer/wire.ts'
import { createAttempts } from './attempts.ts'
import { answerOf } from './devices.ts'

const DAY_MS = 86_400_000
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SECRET_CHARACTERS = 26

type Options = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly authority: Authority
  readonly notices: Pick<Notices, 'raise' | 'clear'>
  /** What cars reach the server by; the port is known once the door is open. */
  readonly host: string
  readonly port: () => number
  readonly now: () => number
}

export function createEnrolment({ db, acts, authority, notices, host, port, now }: Options) {
  const { kysely } = db
  const attempts = createAttempts(now)

  async function failed(from: string): Promise<never> {
    if (attempts.failed(from)) {
      await notices.raise('enrolment', 'codes', {
        level: 'urgent',
        words:
          'Many wrong enrolment codes were tried within an hour. For the next hour no more are looked at.',
      })
    }
    throw refuse(
      'an enrolment code that counts: this one is unknown, used or over',
      'Have the administrator of the server show a new code.',
    )
  }

  async function mustBeFree(name: string): Promise<void> {
    const other = await kysely
      .selectFrom('cars')
      .select('id')
      .where('name', '=', name)
      .where('state', '=', 'enrolled')
      .executeTakeFirst()
    if (other !== undefined) {
      throw refuse('a name that no car has: there is an enrolled car of this name', 'Choose another name.')
    }
  }

  return {
    /** A code for one car, shown once; only its hash is kept. */
    async invite({ name }: { readonly name: string }, who: Holder) {
      await mustBeFree(name)
      const secret = Array.from(randomBytes(SECRET_CHARACTERS), (byte) => CROCKFORD.charAt(byte % 32)).join(
        '',
      )
      const issuedAt = now()
      const expiresAt = issuedAt + DAY_MS
      await acts.run(who.by, { action: 'car.invite', subject: name, detail: { expiresAt } }, async (trx) => {
        await trx
          .insertInto('enrolment_codes')
          .values({
            hash: hashOf(secret),
            car_name: name,
            issued_at: issuedAt,
            expires_at: expiresAt,
            issued_by: who.by.badge,
            used_at: null,
            car_id: null,
          })
          .execute()
      })
      await notices.clear('enrolment', 'codes')
      return {
        ticket: `lookout-enrol:${host}:${port()}:${secret}:${authority.fingerprint}`,
        expiresAt,
      }
    },

    /**
     * Uses a code up. A wrong code costs the same work as a right one, because the certificate is made before the code
     * is looked at; `from` is the address that is locked after too many.
     */
    async enrol(input: EnrolInput, from: string): Promise<EnrolAnswer> {
      if (attempts.isLocked(from)) {
        throw refuse(
          'an hour without wrong codes: too many were tried from this address',
          'Wait an hour, or enrol the car from another network.',
        )
      }
      const { secret, certificateRequest, deviceKey, version } = input
      const car = CarId.parse(randomUUID())
      const { certificate, serial } = await authority.issue(certificateRequest, car)
      const key = deviceKeyPem(deviceKey)
      const hash = hashOf(secret)
      const at = now()
      const code = await kysely
        .selectFrom('enrolment_codes')
        .select(['car_name', 'issued_by'])
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      if (code === undefined) return failed(from)
      await mustBeFree(code.car_name)
      const act = { action: 'car.enrol', subject: car, detail: { name: code.car_name, serial } }
      await acts.run(PROGRAM, act, async (trx) => {
        // Of two at once one finds the code unused.
        const used = await trx
          .updateTable('enrolment_codes')
          .set({ used_at: at, car_id: car })
          .where('hash', '=', hash)
          .where('used_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (used.numUpdatedRows !== 1n) throw refuse('an unused code', 'Have a new code shown.')
        await trx
          .insertInto('cars')
          .values({
            id: car,
            name: code.car_name,
            state: 'enrolled',
            certificate,
            certificate_serial: serial,
            device_key: key,
            enrolled_at: at,
            enrolled_by: code.issued_by,
            waiting: 0,
            version,
          })
          .execute()
      })
      return answerOf(authority, { car, name: code.car_name, certificate, at: now() })
    },
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The public key in one form, whatever stood around it. */
function deviceKeyPem(pem: string): string {
  const key = readPublicKey(pem, {
    is: isP256,
    what: "the car's P-256 key in PEM form",
    next: 'Have the car enrolled with the version of this server.',
  })
  return String(key.export({ type: 'spki', format: 'pem' }))
}
