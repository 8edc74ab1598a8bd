// The local list and partial plates: every version of what officers entered. A version is never changed.
import { LocalEntry, PartialPlate } from '#shared/domain/local-list.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'

type Row = {
  readonly id: string
  readonly version: number
  readonly action: 'added' | 'edited' | 'removed'
  readonly badge: string
  readonly name: string
  readonly at: number
  readonly words: string
  readonly input: string
}

type NewVersion = Omit<LocalEntry, 'version'> | Omit<PartialPlate, 'version' | 'fitsShare'>

export type EnteredPlatesRepository = ReturnType<typeof enteredPlatesRepository>

export function enteredPlatesRepository(db: Database) {
  const outbox = outboxRepository(db)
  const COLUMNS = 'id, version, action, badge, name, at, words, input'
  const newest = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM entered_plates AS one WHERE kind = ? AND action <> 'removed'
       AND version = (SELECT max(version) FROM entered_plates WHERE id = one.id)
     ORDER BY sequence`,
  )
  const history = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM entered_plates WHERE kind = ? AND id = ? ORDER BY version`,
  )
  const insert = db.prepare<[Record<string, string | number>], { sequence: number; version: number }>(
    `INSERT INTO entered_plates (kind, id, version, action, badge, name, at, words, input)
       SELECT @kind, @id, 1 + coalesce(max(version), 0), @action, @badge, @name, @at, @words, @input
       FROM entered_plates WHERE id = @id RETURNING sequence, version`,
  )

  function add(kind: 'local' | 'partial', entered: NewVersion): number {
    const { id, action, by, at, words } = entered
    const row = insert.get({ kind, id, action, ...by, at, words, input: JSON.stringify(entered.input) })
    if (row === undefined) throw new Error('SQLite returned no row for an entered plate.')
    outbox.enqueue('entered', row.sequence, at)
    return row.version
  }
  const toEntered = ({ badge, name, input, ...row }: Row) => ({
    ...row,
    by: { badge, name },
    input: JSON.parse(input) as unknown,
  })
  const toLocal = (row: Row): LocalEntry => LocalEntry.parse(toEntered(row))
  const toPartial = (row: Row): PartialPlate => PartialPlate.parse(toEntered(row))

  return {
    /** The newest version of each entry that was not removed; expired ones are among them. */
    local: (): LocalEntry[] => newest.all('local').map(toLocal),
    partial: (): PartialPlate[] => newest.all('partial').map(toPartial),
    /** Every version of one entry, oldest first. */
    history: (id: string): LocalEntry[] => history.all('local', id).map(toLocal),
    addLocal: db.transaction((entered: Omit<LocalEntry, 'version'>): LocalEntry => ({
      ...entered,
      version: add('local', entered),
    })),
    addPartial: db.transaction((entered: Omit<PartialPlate, 'version'>): PartialPlate => ({
      ...entered,
      version: add('partial', entered),
    })),
  }
}
