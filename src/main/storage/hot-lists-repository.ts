// What is installed: the settings of each hot list and what its last import was refused for, and the categories
// that an administrator has turned on or off. The entries lie in files of their own (hotlists/listed).
import type { ListSettings } from '#shared/contract/lists.ts'
import type { Category } from '#shared/domain/category.ts'
import type { ImportReport } from '#shared/domain/import-template.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'

/** Not checked again when read: rows are checked before they are written, and pages are authenticated. */
export type InstalledRow = {
  readonly name: string
  readonly source: string
  readonly settings: ListSettings
  /** The report of the newest file, where it was not taken. */
  readonly refused: { readonly at: number; readonly report: ImportReport } | undefined
}

type Row = {
  readonly name: string
  readonly source: string
  readonly settings: string
  readonly refusedAt: number | null
  readonly refused: string | null
}

export type HotListsRepository = ReturnType<typeof hotListsRepository>

export function hotListsRepository(db: Database) {
  const all = db.prepare<[], Row>(
    'SELECT name, source, settings, refused_at AS refusedAt, refused FROM hot_lists ORDER BY name',
  )
  const insert = db.prepare<[string, string, string]>(
    'INSERT INTO hot_lists (name, source, settings) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const setRefused = db.prepare<[number | null, string | null, string]>(
    'UPDATE hot_lists SET refused_at = ?, refused = ? WHERE name = ?',
  )
  const setSource = db.prepare<[string, string]>('UPDATE hot_lists SET source = ? WHERE name = ?')
  const setSettings = db.prepare<[string, string]>('UPDATE hot_lists SET settings = ? WHERE name = ?')
  const insertSwitch = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO category_switches (category, is_allowed, reason, badge, name, at)
     VALUES (@category, @isAllowed, @reason, @badge, @name, @at)`,
  )
  const switches = db.prepare<[], { category: Category; isAllowed: 0 | 1 }>(
    `SELECT category, is_allowed AS isAllowed FROM category_switches AS one
     WHERE sequence = (SELECT max(sequence) FROM category_switches WHERE category = one.category)`,
  )

  return {
    all: (): InstalledRow[] => all.all().map(toInstalled),
    /** Makes a row for a list that is new; nothing for one that is known. */
    install(name: string, source: string, settings: ListSettings): void {
      insert.run(name, source, JSON.stringify(settings))
    },
    /** A version was taken: whatever was refused before is over. */
    setTaken(name: string, source: string): void {
      setSource.run(source, name)
      setRefused.run(null, null, name)
    },
    setRefused(name: string, at: number, report: ImportReport): void {
      setRefused.run(at, JSON.stringify(report), name)
    },
    configure(name: string, settings: ListSettings): void {
      setSettings.run(JSON.stringify(settings), name)
    },
    switchCategory(category: Category, isAllowed: boolean, reason: string, by: By, at: number): void {
      insertSwitch.run({ category, isAllowed: isAllowed ? 1 : 0, reason, ...by, at })
    },
    /** The newest word on every category that was ever switched. */
    categorySwitches: (): { category: Category; isAllowed: boolean }[] =>
      switches.all().map(({ category, isAllowed }) => ({ category, isAllowed: isAllowed === 1 })),
  }
}

function toInstalled({ settings, refusedAt, refused, ...row }: Row): InstalledRow {
  const parsed: ListSettings = JSON.parse(settings)
  const report: ImportReport | undefined = refused === null ? undefined : JSON.parse(refused)
  return {
    ...row,
    settings: parsed,
    refused: refusedAt === null || report === undefined ? undefined : { at: refusedAt, report },
  }
}
