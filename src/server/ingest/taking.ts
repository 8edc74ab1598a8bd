// What the parts of taking a batch share.
import type { Transaction } from 'kysely'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { Vault } from '#server/vault/index.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import type { Fine } from './check-record.ts'

export type Taking = {
  readonly trx: Transaction<RecordsDatabase>
  readonly vault: Vault
  readonly car: CarId
  readonly receivedAt: number
  /** Where the department keeps no reads: why one that was not acted on is refused, with the clause. */
  readonly hitsOnly: string | undefined
}

/** Records that are not taken, each with its reason. */
export type Refusals = Map<Fine, string>

/** Oak Brook 131.7 (b): where the provider alone stores, the department keeps nothing but what was acted on. */
export function whyHitsOnly({ storage }: Pick<Profile, 'storage'>): string | undefined {
  if (storage.value !== 'provider') return undefined
  const clause = storage.clause === undefined ? '' : ` (${storage.clause})`
  return `this department keeps only hits that were acted on, and their reads${clause}`
}
