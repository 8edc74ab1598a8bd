import { createHash } from 'node:crypto'
import {
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Migration } from './migrations.ts'
import { openDatabase } from './open.ts'

const KEY = new Uint8Array(32).fill(7)
const OTHER_KEY = new Uint8Array(32).fill(8)

const NOTES: Migration = {
  version: 10,
  name: 'notes',
  migrate: (db) => db.exec('CREATE TABLE notes (text TEXT NOT NULL) STRICT'),
}

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-open-'))
  file = join(folder, 'lookout.db')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** A database with a few pages of notes; its log, as a pulled plug leaves it, beside it. */
function writeNotes(): void {
  const db = openDatabase({ file, key: KEY, migrations: [NOTES] })
  const insert = db.prepare('INSERT INTO notes (text) VALUES (?)')
  for (let i = 0; i < 50; i += 1) insert.run(`plate ZZTOP42 ${'x'.repeat(1000)}`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  for (let i = 0; i < 50; i += 1) insert.run(`plate ZZTOP42 ${'y'.repeat(1000)}`)
  copyFileSync(file, `${file}.copy`)
  copyFileSync(`${file}-wal`, `${file}.copy-wal`)
  db.close()
  renameSync(`${file}.copy`, file)
  renameSync(`${file}.copy-wal`, `${file}-wal`)
}

test('neither the database nor its log shows what is in it', () => {
  writeNotes()
  for (const path of [file, `${file}-wal`]) {
    const bytes = readFileSync(path)
    expect(
      ['ZZTOP42', 'xxxx', 'yyyy', 'notes', 'SQLite format'].filter((text) => bytes.includes(text)),
    ).toEqual([])
  }
})

test('the right key finds everything, also what is only in the log', () => {
  writeNotes()
  const db = openDatabase({ file, key: KEY, migrations: [NOTES] })
  expect(db.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(100)
  db.close()
})

test('a wrong key is refused by name of the file, and neither the database nor its log is touched', () => {
  writeNotes()
  const before = [digest(file), digest(`${file}-wal`)]
  expect(() => openDatabase({ file, key: OTHER_KEY, migrations: [NOTES] })).toThrow(
    `The database ${file} cannot be read: the key does not fit, or the file is damaged.`,
  )
  expect([digest(file), digest(`${file}-wal`)]).toEqual(before)
})

test.each([
  ['was cut short', () => truncateSync(file, 20_000)],
  ['was overwritten in its first page', () => overwrite(100)],
  ['is not a database', () => writeFileSync(file, 'x'.repeat(8192))],
])('a database that %s is refused by name and left as it is', (_, damage) => {
  writeNotes()
  rmSync(`${file}-wal`)
  damage()
  const before = digest(file)
  expect(() => openDatabase({ file, key: KEY, migrations: [NOTES] })).toThrow(file)
  expect(digest(file)).toBe(before)
})

function overwrite(at: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0xaa, at, at + 64)
  writeFileSync(file, bytes)
}

test('a log without its database is refused, since opening would discard it', () => {
  writeNotes()
  rmSync(file)
  const before = digest(`${file}-wal`)
  expect(() => openDatabase({ file, key: KEY })).toThrow(`The database ${file} is missing, but its log`)
  expect(digest(`${file}-wal`)).toBe(before)
})

test('a database from a newer version is refused and left as it is', () => {
  const newer: Migration = { version: 20, name: 'newer', migrate: (db) => db.exec('CREATE TABLE newer (a)') }
  openDatabase({ file, key: KEY, migrations: [NOTES, newer] }).close()
  const before = digest(file)
  expect(() => openDatabase({ file, key: KEY, migrations: [NOTES] })).toThrow(
    /written by a newer version of Lookout \(form 20; this version knows forms up to 10\)/,
  )
  expect(digest(file)).toBe(before)
})

test('a new form is reached with the rows that were there, each step once', () => {
  writeNotes()
  const length: Migration = {
    version: 20,
    name: 'length',
    migrate: (db) =>
      db.exec('ALTER TABLE notes ADD COLUMN length INTEGER; UPDATE notes SET length = length(text)'),
  }
  for (let start = 0; start < 2; start += 1) {
    const db = openDatabase({ file, key: KEY, migrations: [NOTES, length] })
    expect(db.prepare('SELECT count(*) AS notes, min(length) AS length FROM notes').get()).toEqual({
      notes: 100,
      length: 1014,
    })
    db.close()
  }
})

test('a step that fails half way leaves the form and the rows of before', () => {
  writeNotes()
  const broken: Migration = {
    version: 20,
    name: 'broken',
    migrate: (db) => db.exec('DELETE FROM notes; SELECT no_such_function()'),
  }
  expect(() => openDatabase({ file, key: KEY, migrations: [NOTES, broken] })).toThrow(
    `The database ${file} could not be brought to form 20 (broken).`,
  )
  const db = openDatabase({ file, key: KEY, migrations: [NOTES] })
  expect(db.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(100)
  db.close()
})

test('commits outlive a pulled plug, deleted rows are overwritten, and temporary files stay in memory', () => {
  const db = openDatabase({ file, key: KEY })
  const settings = [
    'cipher',
    'journal_mode',
    'synchronous',
    'secure_delete',
    'temp_store',
    'foreign_keys',
    'auto_vacuum',
  ]
  expect(Object.fromEntries(settings.map((name) => [name, db.pragma(name, { simple: true })]))).toEqual({
    cipher: 'sqlcipher',
    journal_mode: 'wal',
    synchronous: 2,
    secure_delete: 1,
    temp_store: 2,
    foreign_keys: 1,
    auto_vacuum: 2,
  })
  db.close()
})
