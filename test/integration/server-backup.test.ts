// Backup and restore over both databases: everything comes back byte for byte, and what was purged since does not.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { openDatabase } from '#main/storage/open.ts'
import { backup, restore } from '#server/backup/index.ts'
import { openObjects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { openBody, openVault } from '#server/vault/index.ts'
import { onBothDatabases } from '../support/postgres/both-databases.ts'
import {
  CAR,
  DAY_MS,
  openDepartment,
  sha256,
  START,
  WHO,
  type Department,
} from '../support/keeping/open-department.ts'

const PASSPHRASE = 'four words of a passphrase'

onBothDatabases('backup', (open, kind) => {
  /** Of what has nothing to do with the database; PGlite takes three times as long. */
  const testOnce = (title: string, run: () => Promise<void>): void => {
    if (kind === 'postgresql') test(title, run)
  }
  const opened: Department[] = []
  const folders: string[] = []
  afterEach(() => {
    for (const department of opened.splice(0)) department.close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'lookout-backup-'))
    folders.push(folder)
    return folder
  }

  async function start() {
    const department = await openDepartment(await open())
    opened.push(department)
    const keySealing = openFileKeySealing(join(newFolder(), 'sealing.key'))
    writeFileSync(
      join(department.folder, 'lookout.keys'),
      keySealing.seal(Buffer.from('the keys of this installation')),
    )
    const medium = newFolder()
    const keysFile = join(newFolder(), 'keys')
    const save = (to = medium) =>
      backup({
        to,
        keysFile,
        passphrase: PASSPHRASE,
        folder: department.folder,
        keySealing,
        db: department.db,
        objects: department.objects,
        vault: department.vault,
        copyOffice: (file) => department.office.prepare('VACUUM INTO ?').run(file),
        now: () => department.clock.at,
      })
    return { ...department, medium, keysFile, save }
  }

  /** On another machine, with a key store of its own. */
  async function bring(from: string, keysFile: string, passphrase = PASSPHRASE) {
    const folder = join(newFolder(), 'new')
    const keySealing = openFileKeySealing(join(newFolder(), 'sealing.key'))
    const db = await open()
    const key = randomBytes(32)
    const vaultFile = join(folder, 'vault.db')
    const objects = openObjects({ folder: join(folder, 'objects') })
    const words = await restore({
      from,
      keysFile,
      passphrase,
      folder,
      keySealing,
      open: () => {
        const vault = openVault({ file: vaultFile, key })
        const close = () => Promise.resolve(vault.close())
        return Promise.resolve({ db, objects, vault, close })
      },
    })
    const vault = openVault({ file: vaultFile, key })
    return { folder, db, objects, vault, words, keySealing }
  }

  /** Every row of every table, as text. */
  async function everything({ kysely }: RecordsDb): Promise<Map<string, string[]>> {
    const { rows: tables } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
      ORDER BY relname`.execute(kysely)
    const all = new Map<string, string[]>()
    for (const { name } of tables) {
      if (name === 'schema_version') continue
      const { rows } = await sql<{ line: string }>`SELECT row_to_json(t)::text AS line
        FROM ${sql.table(name)} t ORDER BY 1`.execute(kysely)
      all.set(
        name,
        rows.map(({ line }) => line),
      )
    }
    return all
  }

  async function fill({ addRead, addHit, addOther, place, clock, retention, db }: Department) {
    const held = await addRead(START)
    await addHit(held, START)
    await place([held])
    clock.at = START + 40 * DAY_MS
    await retention.run()
    const fresh = await addRead(START + 20 * DAY_MS)
    const newest = await addRead(START + 39 * DAY_MS)
    await addHit(newest, START + 39 * DAY_MS)
    await addOther('canvass', START + 39 * DAY_MS)
    await addOther('entered', START + 39 * DAY_MS)
    await db.kysely
      .insertInto('cars')
      .values({
        id: CAR,
        name: 'Car "one"\n',
        state: 'enrolled',
        certificate: '',
        certificate_serial: '1',
        device_key: '',
        enrolled_at: START,
        enrolled_by: '9001',
        revoked_at: null,
        revoked_by: null,
        revoked_why: null,
        last_contact_at: null,
        last_complete_at: null,
        oldest_waiting_at: null,
        waiting: 3,
        version: null,
        policy: null,
        report: JSON.stringify({ nested: { number: 1.5, words: 'ü' } }),
      })
      .execute()
    await db.kysely
      .insertInto('purge_proposals')
      .values({
        id: randomUUID(),
        class: 'hits',
        through_day: 3,
        proposed_at: 1,
        rows: 1,
        images: 0,
        kept: 0,
        state: 'waiting',
        decided_at: null,
        badge: null,
        name: null,
        words: null,
      })
      .execute()
    return { held, fresh, newest }
  }

  test('everything comes back byte for byte: rows, bodies, pictures, the office, the keys', async () => {
    const source = await start()
    const { held, fresh, newest } = await fill(source)
    const before = await everything(source.db)
    expect(await source.save()).toMatch(/Backup in/)
    const target = await bring(source.medium, source.keysFile)
    expect(await everything(target.db)).toEqual(before)
    const rows = await target.db.kysely.selectFrom('reads').selectAll().execute()
    const kept = await target.db.kysely.selectFrom('kept_reads').selectAll().execute()
    expect([...rows, ...kept].map((row) => openBody(target.vault, 'read', row)).toSorted()).toEqual(
      [held, fresh, newest].map(({ text }) => text).toSorted(),
    )
    const images = await target.db.kysely.selectFrom('images').selectAll().execute()
    expect(images).toHaveLength(6)
    for (const { day, hash, is_kept: isKept } of images) {
      const name = isKept ? `kept/${CAR}/${day}/${hash}` : `images/${day}/${CAR}/${hash}`
      const sealed = (await target.objects.get(name)) ?? Buffer.alloc(0)
      expect(sha256(target.vault.open(sealed, `image/${CAR}/${day}/${hash}`))).toBe(hash)
    }
    const office = openDatabase({ file: join(target.folder, 'office.db'), key: source.key })
    expect(office.prepare('SELECT count(*) FROM audit_entries').pluck().get()).toBe(
      source.audit.state().entries,
    )
    office.close()
    const plain = target.keySealing.unseal(readFileSync(join(target.folder, 'lookout.keys')))
    expect(Buffer.from(plain).toString()).toBe('the keys of this installation')
    target.vault.close()
  })

  test('after a purge, an older backup with the newest keys brings everything but what was purged', async () => {
    const source = await start()
    const { held, fresh, newest } = await fill(source)
    const older = newFolder()
    await source.save(older)
    const [hold] = await source.holds.list({ isLiftedToo: false }, WHO)
    await source.holds.lift({ id: hold?.id ?? '', why: 'No longer needed in the case' }, WHO)
    source.clock.at = START + 52 * DAY_MS
    await source.retention.run()
    // A late record of the purged day, under a new key of that day.
    const late = await source.addRead(START + 20 * DAY_MS + 5)
    expect(await source.readIds()).toEqual(new Set([newest.id, late.id]))
    await source.save()
    const target = await bring(older, source.keysFile)
    const reads = await target.db.kysely.selectFrom('reads').selectAll().execute()
    expect(reads.map((row) => openBody(target.vault, 'read', row))).toEqual([newest.text])
    expect(await target.db.kysely.selectFrom('kept_reads').selectAll().execute()).toEqual([])
    expect(await target.db.kysely.selectFrom('images').select('day').distinct().execute()).toEqual([
      { day: newest.day },
    ])
    const names: string[] = []
    for (const prefix of ['images/', 'kept/']) {
      for await (const { name } of target.objects.list(prefix)) names.push(name)
    }
    expect(names).toHaveLength(2)
    expect(target.words).toMatch(/purged since that backup and stay gone/)
    // Nothing in the older backup's bytes tells what went.
    const everyByte = readdirSync(older, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('')
    expect([held.id, fresh.id, 'AB12345'].filter((word) => everyByte.includes(word))).toEqual([])
    target.vault.close()
  })

  testOnce('a second backup copies only what is new, and removes what no record names', async () => {
    const source = await start()
    await fill(source)
    expect(await source.save()).toMatch(/6 objects \(6 copied anew\)/)
    expect(await source.save()).toMatch(/6 objects \(0 copied anew\)/)
    await source.addRead(source.clock.at)
    source.clock.at = START + 52 * DAY_MS
    await source.retention.run()
    expect(await source.save()).toMatch(/6 objects \(2 copied anew\)/)
    expect(readdirSync(source.medium).filter((name) => name.startsWith('state-'))).toHaveLength(1)
    const target = await bring(source.medium, source.keysFile)
    expect(await everything(target.db)).toEqual(await everything(source.db))
    target.vault.close()
  })

  testOnce(
    'a changed or missing part, another passphrase, a full folder or database: refused, nothing is there',
    async () => {
      const source = await start()
      await fill(source)
      await source.save()
      await expect(bring(source.medium, source.keysFile, 'another passphrase of words')).rejects.toThrow(
        /passphrase/,
      )
      await expect(bring(newFolder(), source.keysFile)).rejects.toThrow(/no backup/)
      const full = newFolder()
      writeFileSync(join(full, 'file'), 'x')
      const nowhere = () => Promise.reject(new Error('must not be opened'))
      const keySealing = openFileKeySealing(join(newFolder(), 'sealing.key'))
      const common = { from: source.medium, keysFile: source.keysFile, passphrase: PASSPHRASE, keySealing }
      await expect(restore({ ...common, folder: full, open: nowhere })).rejects.toThrow(/not empty/)
      const folder = join(newFolder(), 'new')
      const vault = openVault({ file: join(newFolder(), 'vault.db'), key: randomBytes(32) })
      const objects = openObjects({ folder: newFolder() })
      const close = () => Promise.resolve()
      await expect(
        restore({ ...common, folder, open: () => Promise.resolve({ db: source.db, objects, vault, close }) }),
      ).rejects.toThrow(/records already/)
      expect(readdirSync(folder)).toEqual([])
      vault.close()
      const files = readdirSync(source.medium, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
      const parts = ['manifest.sealed', '/reads-', '/kept_reads-', '/objects/', '/office.db'].map((part) =>
        files.find((file) => file.includes(part)),
      )
      for (const file of parts) {
        if (file === undefined) throw new Error('The backup has not every part.')
        const bytes = readFileSync(file)
        const changed = Buffer.from(bytes)
        const at = Math.floor(changed.length / 2)
        changed[at] = (changed[at] ?? 0) ^ 1
        writeFileSync(file, changed)
        await expect(restore({ ...common, folder, open: nowhere })).rejects.toThrow(/Nothing was changed/)
        writeFileSync(file, bytes)
      }
      rmSync(files.find((file) => file.includes('/hits-')) ?? '')
      await expect(restore({ ...common, folder, open: nowhere })).rejects.toThrow(/is missing/)
      expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
    },
  )
})
