// PGlite whose commits are on the disk. As it comes, PGlite runs PostgreSQL without fsync, and its file system for Node
// knows none; a receipt lets a car delete, so a committed record must outlive a pulled plug (docs/decisions/0017).
import { fsyncSync, mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { z } from 'zod'

/** Emscripten's file system as far as it is used here; `nfd` is Node's number of an open file. */
const OpenFile = z.object({ nfd: z.number() })

const NO_SYNC = '-F'
/** Emscripten's fdatasync, which is PostgreSQL's first choice, does nothing. */
const SYNC_BY_FSYNC = ['-c', 'wal_sync_method=fsync']

type Parsers = Record<number, (text: string) => unknown>

/** Opens, or makes, the database in a folder. */
export async function syncedPGlite(dataDir: string, parsers: Parsers): Promise<PGlite> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const startParams = [...PGlite.defaultStartParams.filter((one) => one !== NO_SYNC), ...SYNC_BY_FSYNC]
  const pglite = await PGlite.create({ dataDir, parsers, startParams })
  const { stream_ops: operations } = z
    .object({ stream_ops: z.custom<Record<string, unknown>>((one) => typeof one === 'object') })
    .parse(pglite.Module.NODEFS)
  operations['fsync'] = (stream: unknown): number => {
    fsyncSync(OpenFile.parse(stream).nfd)
    return 0
  }
  await pglite.query('CHECKPOINT')
  return pglite
}
