// The chain of custody of a package; its rows are never changed.
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { By } from '#shared/domain/officer.ts'

export function addCustody(
  trx: Transaction<RecordsDatabase>,
  at: number,
  evidenceId: string,
  { badge, name }: By,
  step: string,
  words: string,
) {
  return trx
    .insertInto('custody')
    .values({ id: randomUUID(), evidence_id: evidenceId, at, badge, name, step, words })
    .execute()
}
