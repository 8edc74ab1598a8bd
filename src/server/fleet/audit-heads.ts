// The newest entry of a car's audit, signed by the department with its own time, so that neither can rewrite alone what
// lies before it (docs/decisions/0013). Signed only where it continues what was signed before and what came with the
// records.
import { createHash, createPublicKey } from 'node:crypto'
import type { Authority } from '#server/authority/index.ts'
import type { Notices } from '#server/notices/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { headText, type AuditHead } from '#shared/domain/audit.ts'
import type { CarId, ContactAnswer } from '#shared/transfer/wire.ts'

const KIND = 'audit-head'

type Options = {
  readonly db: RecordsDb
  readonly authority: Pick<Authority, 'sign'>
  readonly notices: Pick<Notices, 'raise' | 'clear'>
  readonly now: () => number
}

export function createAuditHeads({ db, authority, notices, now }: Options) {
  const { kysely } = db

  async function storedHash(car: CarId, device: string, counter: number): Promise<string | undefined> {
    const row = await kysely
      .selectFrom('car_audit')
      .select('hash')
      .where('car_id', '=', car)
      .where('device', '=', device)
      .where('counter', '=', counter)
      .executeTakeFirst()
    return row?.hash
  }

  async function fault(car: CarId, head: AuditHead): Promise<string | undefined> {
    const { device_key, head_counter, head_hash } = await kysely
      .selectFrom('cars')
      .select(['device_key', 'head_counter', 'head_hash'])
      .where('id', '=', car)
      .executeTakeFirstOrThrow()
    const spki = createPublicKey(device_key).export({ type: 'spki', format: 'der' })
    if (createHash('sha256').update(spki).digest('hex').slice(0, 16) !== head.device) {
      return 'it is signed by another key than the one that the car was enrolled with'
    }
    const stored = await storedHash(car, head.device, head.counter)
    if (stored !== undefined && stored !== head.hash) return 'its newest entry is not the one that came here'
    if (head_counter === null || head_hash === null) return undefined
    if (head.counter < head_counter) return 'it has fewer entries than it had'
    if (head.counter === head_counter && head.hash !== head_hash) return 'its newest entry was changed'
    const before = await storedHash(car, head.device, head_counter)
    return before === undefined || before === head_hash
      ? undefined
      : 'an entry that the department had signed came here changed'
  }

  return {
    /** The signed head; undefined where it does not continue what is known, which is told as a notice. */
    async countersign(car: CarId, head: AuditHead): Promise<ContactAnswer['head']> {
      const why = await fault(car, head)
      if (why !== undefined) {
        await notices.raise(KIND, car, {
          carId: car,
          level: 'urgent',
          words: `The audit of the car does not continue what is known of it: ${why}. Have it checked.`,
        })
        return undefined
      }
      await notices.clear(KIND, car)
      const { counter, hash, device } = head
      // Of two contacts at once the older one does not take the newer one's place.
      await kysely
        .updateTable('cars')
        .set({ head_counter: counter, head_hash: hash })
        .where('id', '=', car)
        .where((eb) => eb.or([eb('head_counter', 'is', null), eb('head_counter', '<=', counter)]))
        .execute()
      const at = now()
      return { counter, hash, at, signature: authority.sign(headText({ device, counter, hash, at })) }
    },
  }
}
