// The steps that bring a database to this version's form, oldest first. A step that has been shipped is
// never edited (a test holds its hash); a change of form is a new step.
import type Sqlite from 'better-sqlite3'
import { reads } from './migrations/0010-reads.ts'
import { hits } from './migrations/0020-hits.ts'
import { outbox } from './migrations/0030-outbox.ts'
import { hitSteps } from './migrations/0040-hit-steps.ts'
import { shifts } from './migrations/0050-shifts.ts'
import { lists } from './migrations/0060-lists.ts'

export type Migration = {
  /** The file's number; kept as the database's user_version once the step is done. */
  readonly version: number
  readonly name: string
  /** Runs in one transaction. */
  readonly migrate: (db: Sqlite.Database) => void
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 10, name: 'reads', migrate: reads },
  { version: 20, name: 'hits', migrate: hits },
  { version: 30, name: 'outbox', migrate: outbox },
  { version: 40, name: 'hit-steps', migrate: hitSteps },
  { version: 50, name: 'shifts', migrate: shifts },
  { version: 60, name: 'lists', migrate: lists },
]
