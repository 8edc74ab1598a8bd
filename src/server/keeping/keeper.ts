// What the parts of a purge work with.
import { z } from 'zod'
import type { Log } from '#main/host.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { openBody, type Vault } from '#server/vault/index.ts'

export type Keeper = {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly objects: Objects
  readonly vault: Vault
  /** Id, version and hash of the policy in force, for certificates. */
  readonly policyWords: () => string
  readonly now: () => number
  readonly log: Log
}

const Decided = z.object({ decision: z.object({ isKept: z.boolean() }).optional() })

/** Canvasses that keep their reads: those that are to be kept, and those that nobody has decided on yet (as in the car). */
export async function canvassesKept({
  db,
  vault,
  log,
}: Pick<Keeper, 'db' | 'vault' | 'log'>): Promise<string[]> {
  const rows = await db.kysely.selectFrom('other_records').selectAll().where('kind', '=', 'canvass').execute()
  return rows
    .filter((row) => {
      try {
        const { decision } = Decided.parse(JSON.parse(openBody(vault, 'canvass', row)))
        return decision?.isKept ?? true
      } catch {
        // What cannot be read is kept rather than lost.
        log('error', 'A canvass cannot be opened; its reads are kept.')
        return true
      }
    })
    .map(({ id }) => id)
}
