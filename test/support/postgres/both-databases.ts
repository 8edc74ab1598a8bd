// One suite over PGlite and over PostgreSQL.
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { startPostgres, type Postgres } from './postgres.ts'

/** Opens a new, empty records database; it is closed and gone at the end of the suite. */
export type OpenRecords = () => Promise<RecordsDb>

const KINDS = ['pglite', 'postgresql'] as const

/** Declares the tests of `suite` twice. `open` may be called in hooks and tests, any number of times. */
export function onBothDatabases(
  title: string,
  suite: (open: OpenRecords, kind: RecordsDb['kind']) => void,
): void {
  for (const kind of KINDS) {
    describe(`${title}, on ${kind}`, () => {
      const opened: RecordsDb[] = []
      const folders: string[] = []
      let postgres: Postgres | undefined
      beforeAll(async () => {
        if (kind === 'postgresql') postgres = await startPostgres()
      })
      afterAll(async () => {
        await Promise.all(opened.map((db) => db.close()))
        await postgres?.stop()
        for (const folder of folders) rmSync(folder, { recursive: true, force: true })
      })
      suite(async () => {
        const folder = mkdtempSync(join(tmpdir(), 'lookout-records-'))
        folders.push(folder)
        if (postgres === undefined) await newPGlite(folder)
        const databaseUrl = await postgres?.newDatabase()
        const db = await openRecordsDb({ folder, databaseUrl })
        opened.push(db)
        return db
      }, kind)
    })
  }
}

/**
 * Makes `folder/pglite`: a copy of one that was made before, since making PGlite's files anew takes seconds. The copy
 * to copy from lies in the machine's temporary folder, under a name made of the migrations and PGlite's version.
 */
export async function newPGlite(folder: string): Promise<void> {
  const root = new URL('../../../', import.meta.url).pathname
  const sources = globSync('src/server/storage/{migrations,migrations/*,synced-pglite,run-script}.ts', {
    cwd: root,
  })
  const hash = createHash('sha256')
  for (const file of [...sources.toSorted(), 'node_modules/@electric-sql/pglite/package.json']) {
    hash.update(readFileSync(join(root, file)))
  }
  const template = join(tmpdir(), `lookout-pglite-${hash.digest('hex').slice(0, 16)}`)
  if (!existsSync(template)) {
    const making = mkdtempSync(join(tmpdir(), 'lookout-pglite-new-'))
    await (await openRecordsDb({ folder: making })).close()
    try {
      renameSync(making, template)
    } catch (cause) {
      // Another test file made it meanwhile.
      rmSync(making, { recursive: true, force: true })
      if (!existsSync(template)) throw cause
    }
  }
  cpSync(join(template, 'pglite'), join(folder, 'pglite'), { recursive: true })
}
