// The tables, as they are at one moment: rows as PostgreSQL writes them in JSON, deflated, sealed by the key that goes
// with them.
import { hash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { Vault } from '#server/vault/index.ts'
import { writePart } from './disk.ts'
import type { SealedBy, TablePart } from './manifest.ts'
import { BACKUP_CONTEXT, TABLES, type BackupTable } from './tables.ts'

/** Some 4 MB of text with the bodies of reads. */
const ROWS_OF_A_PART = 2000

type Line = {
  readonly line: string
  readonly day: number | null
  readonly kept: boolean
  readonly context: string | null
}

export type Saving = { readonly root: string; readonly folder: string; readonly vault: Vault }

export async function saveTables(trx: Transaction<RecordsDatabase>, saving: Saving): Promise<TablePart[]> {
  const parts: TablePart[] = []
  for (const table of TABLES) parts.push(...(await saveTable(trx, saving, table)))
  return parts
}

async function saveTable(
  trx: Transaction<RecordsDatabase>,
  saving: Saving,
  { name, cls, isKept = 'false', context = 'NULL' }: BackupTable,
): Promise<TablePart[]> {
  const parts: TablePart[] = []
  const waiting = new Map<string, { readonly sealedBy: SealedBy; lines: Line[] }>()
  const flush = async (group: { readonly sealedBy: SealedBy; lines: Line[] }): Promise<void> => {
    if (group.lines.length === 0) return
    const { lines, sealedBy } = group
    group.lines = []
    const path = `${saving.folder}/${name}-${String(parts.length).padStart(6, '0')}`
    const written = await writePart(saving.root, path, sealLines(saving.vault, name, sealedBy, lines))
    parts.push({ ...written, table: name, sealedBy, rows: lines.length })
  }

  const day = cls === undefined ? 'NULL::int' : 'day'
  await sql
    .raw(
      `DECLARE saved CURSOR FOR SELECT row_to_json(t)::text AS line, ${day} AS day, ${isKept} AS kept,
        ${context} AS context FROM ${name} t ${cls === undefined ? '' : 'ORDER BY day'}`,
    )
    .execute(trx)
  for (;;) {
    const { rows } = await sql<Line>`FETCH ${sql.lit(ROWS_OF_A_PART)} FROM saved`.execute(trx)
    if (rows.length === 0) break
    for (const row of rows) {
      const sealedBy = sealedByOf(row, cls)
      const key = JSON.stringify(sealedBy)
      const group = waiting.get(key) ?? { sealedBy, lines: [] }
      waiting.set(key, group)
      group.lines.push(row)
    }
    // Days come in order: all but the newest are complete.
    for (const [key, group] of waiting) {
      const isOver = group.sealedBy.kind === 'day' && group.sealedBy.day !== rows.at(-1)?.day
      if (isOver || group.lines.length >= ROWS_OF_A_PART) await flush(group)
      if (isOver) waiting.delete(key)
    }
  }
  for (const group of waiting.values()) await flush(group)
  await sql`CLOSE saved`.execute(trx)
  return parts
}

function sealedByOf({ day, kept }: Line, cls: BackupTable['cls']): SealedBy {
  if (cls === undefined || day === null) return { kind: 'general' }
  return kept ? { kind: 'lines' } : { kind: 'day', cls, day }
}

/** The name of the table is bound to what is sealed by a day's key; a kept line stands for one record alone. */
function sealLines(vault: Vault, table: string, sealedBy: SealedBy, lines: readonly Line[]): Uint8Array {
  if (sealedBy.kind === 'lines') {
    return Buffer.from(
      lines
        .map(({ line, context }) => {
          if (context === null) throw new Error('A kept row without a key of its own.')
          const sealed = vault.sealKept(context, deflateRawSync(line))
          return JSON.stringify([contextHash(context), Buffer.from(sealed).toString('base64')])
        })
        .join('\n'),
    )
  }
  const text = deflateRawSync(lines.map(({ line }) => line).join('\n'))
  return sealedBy.kind === 'day'
    ? vault.seal(sealedBy.cls, sealedBy.day, text, dayContext(table))
    : vault.sealKept(BACKUP_CONTEXT, text)
}

/** A kept line names its key by this: the context has the record's id, and is told by whoever has the keys. */
export const contextHash = (context: string): string => hash('sha256', context)

export const dayContext = (table: string): string => `backup/${table}`
