// What a purge has taken out of the tables goes from the object store and the vault afterwards: named in the purge's own
// transaction, done after it, and done again at the next start where a crash came between.
import { sql } from 'kysely'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { PurgeTasksTable } from '#server/storage/schema.ts'
import type { Trx } from './held.ts'

const SLICE = 500

export async function addTasks(
  trx: Trx,
  kind: PurgeTasksTable['kind'],
  names: readonly string[],
): Promise<void> {
  for (const slice of slicesOf(names, SLICE)) {
    await trx
      .insertInto('purge_tasks')
      .values(slice.map((name) => ({ kind, name })))
      .execute()
  }
}

/** Does what is left to do, in order. */
export async function doTasks(
  db: RecordsDb,
  done: {
    readonly object: (name: string) => Promise<void>
    readonly keptKey: (name: string) => void | Promise<void>
  },
): Promise<void> {
  for (;;) {
    const tasks = await db.kysely.selectFrom('purge_tasks').selectAll().orderBy('id').limit(SLICE).execute()
    const last = tasks.at(-1)
    if (last === undefined) return
    for (const { kind, name } of tasks) await (kind === 'object' ? done.object(name) : done.keptKey(name))
    const ids = sql.join(tasks.map(({ id }) => sql`${id}::bigint`))
    await sql`DELETE FROM purge_tasks WHERE id IN (${ids})`.execute(db.kysely)
  }
}

export function* slicesOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}
