import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import { MIGRATIONS } from '#server/storage/migrations.ts'
import { migrateRecords } from '#server/storage/migrate-records.ts'
import { openRecordsDb } from '#server/storage/open-records.ts'
import { days, dropDay, ensureDay, forgetDay } from '#server/storage/partitions.ts'

onBothDatabases('the records database', (open, kind) => {
  test('all steps run, and a second time does nothing', async () => {
    const db = await open()
    expect(db.kind).toBe(kind)
    await migrateRecords(db.kysely.withTables<never>())
    const { rows } = await sql`SELECT version FROM schema_version ORDER BY version`.execute(db.kysely)
    expect(rows).toEqual(MIGRATIONS.map(({ version }) => ({ version })))
  })

  test('whole numbers, sums and bytes come back as numbers and bytes', async () => {
    const db = await open()
    const { rows } =
      await sql`SELECT count(*) AS count, sum(n) AS sum, max(n) AS max, ${Buffer.of(1, 255)}::bytea AS bytes
      FROM (VALUES (9007199254740991::bigint), (0::bigint)) AS one (n)`.execute(db.kysely)
    expect(rows).toEqual([
      { count: 2, sum: 9007199254740991, max: 9007199254740991, bytes: expect.any(Uint8Array) },
    ])
  })

  test('a database of a newer version is refused and left as it is', async () => {
    const db = await open()
    await sql`INSERT INTO schema_version (version, name) VALUES (9999, 'of tomorrow')`.execute(db.kysely)
    await expect(migrateRecords(db.kysely.withTables<never>())).rejects.toThrow(
      /newer version of Lookout \(form 9999/,
    )
  })

  test('a step that fails leaves the form before it', async () => {
    const db = await open()
    const broken = {
      version: 9000,
      name: 'broken',
      migrate: async (one: Parameters<(typeof MIGRATIONS)[number]['migrate']>[0]) => {
        await sql`CREATE TABLE half (one integer)`.execute(one)
        await sql`SELECT 1 / 0`.execute(one)
      },
    }
    await expect(migrateRecords(db.kysely.withTables<never>(), [...MIGRATIONS, broken])).rejects.toThrow(
      /could not be brought to form 9000 \(broken\)/,
    )
    const { rows } =
      await sql`SELECT to_regclass('half') AS half, max(version) AS form FROM schema_version`.execute(
        db.kysely,
      )
    expect(rows).toEqual([{ half: null, form: MIGRATIONS.at(-1)?.version }])
  })

  test('the partition of a day is made once, also by several at a time, and goes with a drop', async () => {
    const db = await open()
    await Promise.all([20_000, 20_001, 20_000, 20_000].map((day) => ensureDay(db, day)))
    expect(await days(db)).toEqual([20_000, 20_001])
    await db.kysely.transaction().execute((trx) => dropDay(trx, 20_000))
    expect(await days(db)).toEqual([20_001])
    forgetDay(db, 20_000)
    await ensureDay(db, 20_000)
    await ensureDay({ ...db }, 20_000)
    expect(await days(db)).toEqual([20_000, 20_001])
    await expect(ensureDay(db, -1)).rejects.toThrow('There is no day -1')
  })

  test('a query that waits for a transaction of others sees none of it before its end', async () => {
    const db = await open()
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    const writing = db.kysely.transaction().execute(async (trx) => {
      await trx.insertInto('searches').values(SEARCH).execute()
      await held
      throw new Error('no')
    })
    const counted = db.kysely.selectFrom('searches').select('id').execute()
    finish()
    await expect(writing).rejects.toThrow('no')
    expect(await counted).toEqual([])
  })

  // A database that is killed, between two queries of a transaction: an 'error' that nobody heard would end the server.
  if (kind === 'pglite') return
  test('a connection that breaks within a transaction fails only that', async () => {
    const db = await open()
    const broken = db.kysely.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(trx)
      await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(db.kysely)
      await expect
        .poll(async () => {
          const left = await sql`SELECT 1 FROM pg_stat_activity WHERE pid = ${rows[0]?.pid}`.execute(
            db.kysely,
          )
          return left.rows.length
        })
        .toBe(0)
      await sleep(100)
      await trx.insertInto('searches').values(SEARCH).execute()
    })
    await expect(broken).rejects.toThrow()
    expect(await db.kysely.selectFrom('searches').select('id').execute()).toEqual([])
  })
})

const SEARCH = {
  id: '00000000-0000-4000-8000-000000000001',
  at: 1,
  badge: '1',
  purpose: 'criminal-case',
  has_case: true,
  results: 0,
}

const folder = mkdtempSync(join(tmpdir(), 'lookout-open-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an address where nobody answers is refused with words that hold no password', async () => {
  const databaseUrl = 'postgresql://lookout:geheim@127.0.0.1:1/records'
  const refused = await openRecordsDb({ folder, databaseUrl }).catch((cause: unknown) => String(cause))
  expect(refused).toContain('cannot be reached (ECONNREFUSED)')
  expect(refused).not.toContain('geheim')
})
