import type { Acts } from '#server/acts/index.ts'
import type { RecordSource } from '#server/evidence/index.ts'
import type { Files } from '#server/files/index.ts'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Vault } from '#server/vault/index.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { RecordRow, RecordsQuery } from '#shared/records/records.ts'

export type SharingOptions = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly authority: { readonly sign: (text: string) => string; readonly publicKeyPem: string }
  readonly objects: Objects
  readonly vault: Pick<Vault, 'sealKept' | 'openKept'>
  readonly files: Pick<Files, 'offer'>
  /** What a query finds, at most so many; nothing of it is in the audit by that. */
  readonly collect: (query: RecordsQuery, most: number) => Promise<readonly RecordRow[]>
  readonly source: RecordSource
  readonly profile: Profile
  /** Id, version and hash of the policy in force. */
  readonly policyWords: () => string
  readonly now: () => number
}
