// Many rows in one statement: each column goes as one array, so that a batch is one short text to PostgreSQL however
// many rows it has. Multi-row VALUES of 500 reads would be 10,500 parameters to be parsed and planned each time.
import { sql, type RawBuilder } from 'kysely'

type Cell = string | number | boolean | null

/** An array in PostgreSQL's text form, cast to its type. */
export function column(type: string, cells: readonly Cell[]): RawBuilder<unknown> {
  return sql`${`{${cells.map(cellText).join(',')}}`}::${sql.raw(type)}[]`
}

const PLAIN = /^[0-9A-Za-z-]+$/

function cellText(cell: Cell): string {
  if (cell === null) return 'NULL'
  if (typeof cell !== 'string') return String(cell)
  if (PLAIN.test(cell) && cell.toUpperCase() !== 'NULL') return cell
  // PostgreSQL has no character 0 in texts; the body keeps it.
  return `"${cell.replaceAll('\0', '').replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

/** Byte strings end to end as one parameter, and where each begins and how long it is; see `slice`. */
export function packed(parts: readonly Uint8Array[]) {
  let start = 1
  const starts = parts.map(({ length }) => {
    const begins = start
    start += length
    return begins
  })
  return {
    bytes: Buffer.concat(parts),
    starts: column('int', starts),
    lengths: column(
      'int',
      parts.map(({ length }) => length),
    ),
  }
}
