// Killing the core in the middle of its writing leaves whole records, and all that were told of.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ReadId } from '#shared/domain/ids.ts'
import { openStorage } from '../support/storage/open-storage.ts'

const RECORDER = fileURLToPath(new URL('../support/storage/record-until-killed.ts', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-crash-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the recorder, kills it (no signal handler runs) after some records, and returns their ids. */
async function recordAndKill(records: number): Promise<ReadId[]> {
  const recorder = spawn(process.execPath, [RECORDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(recorder, 'exit')
  const ids: ReadId[] = []
  for await (const line of createInterface({ input: recorder.stdout })) {
    ids.push(ReadId.parse(line))
    if (ids.length === records) recorder.kill('SIGKILL')
  }
  await ended
  return ids
}

test('after each of three kills every committed read is there whole, with its hit, image and outbox rows', async () => {
  const committed: ReadId[] = []
  for (const records of [5, 23, 61]) {
    committed.push(...(await recordAndKill(records)))

    const { db, reads, hits, outbox, media } = openStorage(folder)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(committed.filter((id) => reads.get(id) === undefined)).toEqual([])
    // One more may have been committed than its id was written of, with each kill.
    const kept = reads.count()
    expect(kept).toBeGreaterThanOrEqual(committed.length)
    expect(kept).toBeLessThanOrEqual(committed.length + 3)
    expect(db.prepare('SELECT count(*) FROM reads').pluck().get()).toBe(kept)
    expect([hits.count(), outbox.countNotTransferred()]).toEqual([kept, 3 * kept])
    for (const { cropHash } of reads.page({ offset: 0, limit: kept }).rows) {
      if (cropHash === undefined) throw new Error('a read has lost its crop')
      expect((await media.get(cropHash))?.bytes.toString()).toMatch(/^crop \d+$/)
    }
    db.close()
  }
})
