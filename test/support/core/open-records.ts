// Opens the database of an installation that was stopped, with its own sealed keys, as the core does.
import { join } from 'node:path'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { dataFolder } from '#main/storage/data-folder.ts'
import { hitsRepository } from '#main/storage/hits-repository.ts'
import { loadKeys } from '#main/storage/keys.ts'
import { openDatabase } from '#main/storage/open.ts'
import { readsRepository } from '#main/storage/reads-repository.ts'

export function openRecords(home: string, folder: string) {
  const sealing = openFileKeySealing(join(home, 'config', 'lookout', 'sealing.key'))
  const db = openDatabase({ file: dataFolder(folder).database, key: loadKeys(sealing, folder).database })
  return { db, reads: readsRepository(db), hits: hitsRepository(db) }
}
