import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MIGRATIONS } from '#main/storage/migrations.ts'
import { openDatabase } from '#main/storage/open.ts'
import { outboxRepository } from '#main/storage/outbox-repository.ts'
import { uploadsRepository } from '#main/storage/uploads-repository.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-uploads-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (before = Number.POSITIVE_INFINITY) =>
  openDatabase({
    file: join(folder, 'lookout.db'),
    key: new Uint8Array(32).fill(3),
    migrations: MIGRATIONS.filter(({ version }) => version < before),
  })

test('what waited before waits on, is counted by kind, and the serials of the department stay', () => {
  const old = open(130)
  const put = old.prepare('INSERT INTO outbox (kind, record, state, recorded_at) VALUES (?, ?, ?, ?)')
  put.run('read', 1, 'waiting', 10)
  put.run('read', 2, 'active', 20)
  put.run('media', 1, 'waiting', 5)
  put.run('hit', 1, 'transferred', 1)
  old.prepare(`INSERT INTO department_bundles VALUES ('roster', 7, 1, 'ab', 2)`).run()
  old.close()

  const db = open()
  const repository = uploadsRepository(db)
  expect(Object.fromEntries(repository.counts())).toEqual({
    read: 2,
    hit: 0,
    media: 1,
    entered: 0,
    canvass: 0,
    audit: 0,
  })
  expect(outboxRepository(db).countNotTransferred()).toBe(3)
  expect(repository.oldestAt(['read', 'hit'])).toBe(10)
  const options = { holder: 'department', isOnlyWanted: false, now: 0, limit: 9 } as const
  expect(repository.waiting('read', options, { recordedAt: -1, record: 0 })).toEqual([
    { recordedAt: 10, record: 1, revision: 1, sha256: null },
    { recordedAt: 20, record: 2, revision: 1, sha256: null },
  ])
  const bundles = db.prepare('UPDATE department_bundles SET serial = ? WHERE kind = ?')
  expect(() => bundles.run(7, 'roster')).toThrow(/only rises/)
  expect(bundles.run(8, 'roster').changes).toBe(1)
  expect(() => db.prepare('DELETE FROM department_bundles').run()).toThrow(/never forgotten/)

  // Counted through every change that a row goes through.
  outboxRepository(db).requeue('hit', 1)
  expect(repository.counts().get('hit')).toBe(1)
  db.prepare(`UPDATE outbox SET state = 'transferred' WHERE kind = 'hit'`).run()
  db.prepare(`DELETE FROM outbox WHERE kind = 'read'`).run()
  expect([repository.counts().get('hit'), repository.counts().get('read')]).toEqual([0, 0])
  expect(outboxRepository(db).countNotTransferred()).toBe(1)
  db.close()
})
