// The steps that bring the records database to this version's form, oldest first. A step that has been shipped is never
// edited; a change of form is a new step.
import type { Kysely } from 'kysely'
import { records } from './migrations/0010-records.ts'
import { cars } from './migrations/0020-cars.ts'
import { keeping } from './migrations/0030-keeping.ts'
import { release } from './migrations/0040-release.ts'
import { search } from './migrations/0050-search.ts'
import { tallies } from './migrations/0060-tallies.ts'

export type Migration = {
  readonly version: number
  readonly name: string
  /** Runs in one transaction. */
  readonly migrate: (db: Kysely<never>) => Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 10, name: 'records', migrate: records },
  { version: 20, name: 'cars', migrate: cars },
  { version: 30, name: 'keeping', migrate: keeping },
  { version: 40, name: 'release', migrate: release },
  { version: 50, name: 'search', migrate: search },
  { version: 60, name: 'tallies', migrate: tallies },
]
