// The form of the vault's own file. A step that has been shipped is never edited.
import type { Migration } from '#main/storage/migrations.ts'

export const VAULT_MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    name: 'keys',
    migrate(db) {
      db.exec(`
        CREATE TABLE day_keys (
          class TEXT NOT NULL,
          day INTEGER NOT NULL,
          key BLOB NOT NULL CHECK (length(key) = 32),
          PRIMARY KEY (class, day)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE kept_keys (
          context TEXT PRIMARY KEY,
          key BLOB NOT NULL CHECK (length(key) = 32)
        ) STRICT, WITHOUT ROWID;
      `)
    },
  },
]
