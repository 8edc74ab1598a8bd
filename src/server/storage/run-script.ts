// A migration's script, statement by statement: PGlite takes one at a time.
import { sql, type Kysely } from 'kysely'

/** Runs statements that each end with a semicolon at the end of a line. */
export async function runScript(db: Kysely<never>, script: string): Promise<void> {
  for (const statement of script.split(/;[ \t]*\n/)) {
    if (statement.trim() !== '') await sql.raw(statement).execute(db)
  }
}
