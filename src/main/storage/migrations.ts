// The steps that bring a database to this version's form, oldest first. A step that has been shipped is
// never edited (a test holds its hash); a change of form is a new step.
import type Sqlite from 'better-sqlite3'
import { reads } from './migrations/0010-reads.ts'
import { hits } from './migrations/0020-hits.ts'
import { outbox } from './migrations/0030-outbox.ts'
import { hitSteps } from './migrations/0040-hit-steps.ts'
import { shifts } from './migrations/0050-shifts.ts'
import { lists } from './migrations/0060-lists.ts'
import { audit } from './migrations/0070-audit.ts'
import { accounts } from './migrations/0080-accounts.ts'
import { policies } from './migrations/0090-policies.ts'
import { training } from './migrations/0100-training.ts'
import { reviews } from './migrations/0110-reviews.ts'
import { department } from './migrations/0120-department.ts'
import { uploads } from './migrations/0130-uploads.ts'

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
  { version: 70, name: 'audit', migrate: audit },
  { version: 80, name: 'accounts', migrate: accounts },
  { version: 90, name: 'policies', migrate: policies },
  { version: 100, name: 'training', migrate: training },
  { version: 110, name: 'reviews', migrate: reviews },
  { version: 120, name: 'department', migrate: department },
  { version: 130, name: 'uploads', migrate: uploads },
]
