// The same plates and reads in the two obvious ways: a table that is asked string by string, and a Map.
import { foldLookalikes } from '#shared/domain/plate.ts'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Sqlite from 'better-sqlite3'
import { confusions } from '#main/hotlists/listed/index.ts'
import type { MadeUpRead } from './made-up-reads.ts'
import { benchReads, residentMiB, timeReads } from './measuring.ts'
import type { OtherFigures, Task } from './process-protocol.ts'

/** One row an entry with an index on the folded plate; one query for each string, neighbours as well. */
export async function measureSqlite(task: Task): Promise<OtherFigures> {
  const reads = benchReads(task)
  const idle = residentMiB()
  const before = performance.now()
  const db = new Sqlite(join(task.folder, 'list.db'))
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE entries (plate TEXT NOT NULL, line INTEGER NOT NULL, raw TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO entries VALUES (?, ?, ?)')
  db.exec('BEGIN')
  for await (const { plate, line, raw } of eachLine(task.file)) insert.run(plate, line, raw)
  db.exec('COMMIT')
  db.exec('CREATE INDEX entries_plate ON entries (plate)')
  const importS = (performance.now() - before) / 1000

  const find = db.prepare('SELECT line, raw FROM entries WHERE plate = ?')
  const isListed = db.prepare('SELECT 1 FROM entries WHERE plate = ? LIMIT 1')
  const times = timeReads(reads, ({ candidates }: MadeUpRead) => {
    let found = 0
    for (const { plate } of candidates) {
      found += find.all(foldLookalikes(plate)).length
      for (const other of confusions(plate)) if (isListed.get(other) !== undefined) found += 1
    }
    return found
  })
  const resident = residentMiB() - idle
  db.close()
  return { importS, residentMiB: resident, ...times }
}

/** Everything in memory: folded plate to its lines. */
export async function measureMap(task: Task): Promise<OtherFigures> {
  const reads = benchReads(task)
  const idle = residentMiB()
  const before = performance.now()
  const lines = new Map<string, { line: number; raw: string }[]>()
  for await (const { plate, line, raw } of eachLine(task.file)) {
    const entries = lines.get(plate)
    if (entries === undefined) lines.set(plate, [{ line, raw }])
    else entries.push({ line, raw })
  }
  const importS = (performance.now() - before) / 1000
  const times = timeReads(reads, ({ candidates }: MadeUpRead) => {
    let found = 0
    for (const { plate } of candidates) {
      found += lines.get(foldLookalikes(plate))?.length ?? 0
      for (const other of confusions(plate)) if (lines.has(other)) found += 1
    }
    return found
  })
  return { importS, residentMiB: residentMiB() - idle, ...times }
}

/** Only the plate is taken from the line: neither way reads, checks or encrypts as the import does. */
async function* eachLine(file: string): AsyncGenerator<{ plate: string; line: number; raw: string }> {
  let line = 0
  for await (const raw of createInterface({ input: createReadStream(file) })) {
    line += 1
    if (line > 1) yield { plate: foldLookalikes(raw.slice(27, 37).trim()), line, raw }
  }
}
