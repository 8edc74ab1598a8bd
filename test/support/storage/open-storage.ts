// A database of its own in a new folder, with all that writes to it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMedia } from '#main/media/index.ts'
import { dataFolder } from '#main/storage/data-folder.ts'
import { hitsRepository } from '#main/storage/hits-repository.ts'
import { openDatabase } from '#main/storage/open.ts'
import { outboxRepository } from '#main/storage/outbox-repository.ts'
import { readsRepository } from '#main/storage/reads-repository.ts'
import { recordsRepository } from '#main/storage/records-repository.ts'
import { START } from './records.ts'

export type Storage = ReturnType<typeof openStorage>

/** Opens `folder`, or a new one that goes when it is closed. `clock.at` is its time. */
export function openStorage(folder?: string) {
  const root = folder ?? mkdtempSync(join(tmpdir(), 'lookout-storage-'))
  const key = new Uint8Array(32).fill(7)
  const clock = { at: START }
  const paths = dataFolder(root)
  const db = openDatabase({ file: paths.database, key })
  return {
    db,
    clock,
    paths,
    media: openMedia({ folder: paths.media, key, now: () => clock.at }),
    reads: readsRepository(db),
    hits: hitsRepository(db),
    records: recordsRepository(db),
    outbox: outboxRepository(db),
    close() {
      db.close()
      if (folder === undefined) rmSync(root, { recursive: true, force: true })
    },
  }
}
