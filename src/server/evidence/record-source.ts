// Records as packages need them: whether each hit was verified is told from its own steps, not guessed from its end.
import { openBody, type Vault } from '#server/vault/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { isVerified, progressOf } from '#shared/domain/hit-progress.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { HitBody } from '#shared/transfer/bodies.ts'
import type { RecordSource, StoredRecord } from './records.ts'

type Options = RecordSource & {
  readonly db: RecordsDb
  readonly vault: Vault
  readonly profile: Pick<Profile, 'verification'>
}

export function createRecordSource({ db, vault, profile, readRecord, readImage }: Options): RecordSource {
  async function verifiedHits({ row, hits }: StoredRecord): Promise<ReadonlySet<string>> {
    const rows = await db.kysely
      .selectFrom('hits')
      .select(['car_id', 'day', 'id', 'sha256', 'body'])
      .where('car_id', '=', row.car)
      .where(
        'id',
        'in',
        hits.map(({ id }) => id),
      )
      .execute()
    const rules = profile.verification.value
    const verified = rows.filter((hit) => {
      const body = HitBody.parse(JSON.parse(openBody(vault, 'hit', hit)))
      return isVerified(progressOf(body, rules), rules)
    })
    return new Set(verified.map(({ id }) => id))
  }

  return {
    readImage,
    async readRecord(key) {
      const record = await readRecord(key)
      if (record === undefined || record.hits.length === 0) return record
      const verified = await verifiedHits(record)
      const hits = record.hits.map((hit) => Object.assign({}, hit, { isVerified: verified.has(hit.id) }))
      return { ...record, hits }
    },
  }
}
