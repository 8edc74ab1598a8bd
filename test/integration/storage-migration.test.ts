// A database of an earlier version is brought to this one's form with its records.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hitsRepository } from '#main/storage/hits-repository.ts'
import { MIGRATIONS } from '#main/storage/migrations.ts'
import { openDatabase } from '#main/storage/open.ts'
import { outboxRepository } from '#main/storage/outbox-repository.ts'
import { writeDetail } from '#main/storage/read-detail.ts'
import { Hit } from '#shared/domain/hit.ts'
import { HitId } from '#shared/domain/ids.ts'
import { makeRead, START } from '../support/storage/records.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-form-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('hits of the first form keep their read, their entry and whether they were answered', () => {
  const file = join(folder, 'lookout.db')
  const key = new Uint8Array(32).fill(5)
  const before = openDatabase({ file, key, migrations: MIGRATIONS.filter(({ version }) => version <= 30) })
  const { id, capturedAt, cameraId, plate, cropHash: _, contextHash: __, ...rest } = makeRead()
  before
    .prepare(
      `INSERT INTO reads (id, recorded_at, captured_at, camera_id, plate, crop_id, detail)
       VALUES (?, ?, ?, ?, ?, 1, ?)`,
    )
    .run(id, START, capturedAt, cameraId, plate, writeDetail(rest))
  const ids = ['open', 'deferred', 'accepted', 'rejected'].map((status) => {
    const hit = HitId.parse(crypto.randomUUID())
    const entry = { listName: 'county', line: 4, plate, state: 'IL', category: 'Stolen', description: 'red' }
    before
      .prepare(
        `INSERT INTO hits (id, read_sequence, entry, match_kind, matched_plate, plate_probability,
           state_agreement, status, raised_at, answered_at) VALUES (?, 1, ?, 'exact', ?, 0.9, 'agrees', ?, ?, ?)`,
      )
      .run(hit, JSON.stringify(entry), plate, status, START, status.endsWith('ed') ? START + 5 : null)
    before
      .prepare(`INSERT INTO outbox (kind, record, recorded_at) VALUES ('hit', last_insert_rowid(), ?)`)
      .run(START)
    return hit
  })
  before.close()

  const db = openDatabase({ file, key })
  const hits = hitsRepository(db)
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(ids.map((hit) => hits.get(hit)).map((hit) => [hit?.status, hit?.isDeferred])).toEqual([
    ['raised', false],
    ['raised', true],
    ['closed', false],
    ['closed', false],
  ])
  for (const hit of ids) expect(() => Hit.parse(hits.get(hit))).not.toThrow()
  expect(hits.open()[0]?.matches[0]?.entry).toMatchObject({ list: 'county', line: 4, notes: 'red' })
  expect([hits.count(), hits.countOpen(), outboxRepository(db).countNotTransferred()]).toEqual([4, 2, 4])
  db.close()
})
