// The installed hot lists: opened at the start, imported from files, configured. Each list is a folder of its own
// with the version in use; a file that is refused changes nothing.
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { PROGRAM, type Audit } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { HotListsRepository, InstalledRow } from '#main/storage/hot-lists-repository.ts'
import type { ListFile, ListSettings } from '#shared/contract/lists.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { ImportReport, ImportTemplate } from '#shared/domain/import-template.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Log } from '../host.ts'
import { refuse } from '../refused.ts'
import {
  openInstalledList,
  type ImportProgress,
  type InstalledList,
  type ListedPlates,
} from './listed/index.ts'

/** One installed list as matching needs it. */
export type SearchedList = {
  readonly name: string
  readonly source: string
  readonly settings: ListSettings
  readonly plates: ListedPlates
}

export type InstalledLists = {
  /** Lists with a version in use. */
  searched(): SearchedList[]
  status(): HotListStatus[]
  settings(name: string): ListSettings | undefined
  /** The report of the version in use, or of a newer file that was refused. */
  report(name: string): ImportReport | undefined
  /** Files in the folder that lists are imported from. */
  files(): ListFile[]
  readonly importFolder: string
  /** The path of one of `files`; throws a refusal for any other name. */
  fileOf(name: string): string
  /** Reads the file as the next version; the report's refusal says why it was not taken. */
  import(name: string, file: string, template: ImportTemplate, by: By): Promise<ImportReport>
  /**
   * Imports a file that the settings or the command line name, unless it is older than what is loaded. Throws an
   * Error that names the file when it cannot be read.
   */
  importNamed(
    file: string,
    choose: (file: string) => ImportTemplate,
  ): { readonly hadVersion: boolean; readonly done: Promise<void> }
  /** It can silence a list. Covert is only what the profile has made covert. */
  configure(name: string, settings: ListSettings, by: By): ListSettings
  close(): Promise<void>
}

type Options = {
  readonly repository: HotListsRepository
  /** Where the lists' folders lie, and where files to be imported are put. */
  readonly folder: string
  readonly importFolder: string
  readonly key: Uint8Array
  readonly workerEntry: URL
  readonly profile: Profile
  readonly audit: Audit
  readonly events: EventHub
  readonly log: Log
  readonly now: () => number
}

const HOUR = 3_600_000

/**
 * A day: NCIC's extract is rebuilt twice a day, and New Hampshire asks for a daily renewal (facts.md finding 6).
 * A third less than before is more than a day changes: such a file is a broken one more often than not.
 */
export const DEFAULT_LIST_SETTINGS: ListSettings = {
  maxAgeMs: 24 * HOUR,
  mostShrinkShare: 0.3,
  presentations: {},
}

type Open = {
  row: InstalledRow
  readonly list: InstalledList
  importing: ImportProgress | undefined
}

export function openInstalledLists(options: Options): InstalledLists {
  const { repository, folder, importFolder, key, workerEntry, profile, audit, events, log, now } = options
  mkdirSync(importFolder, { recursive: true, mode: 0o700 })
  const lists = new Map<string, Open>()
  for (const row of repository.all()) open(row)

  function open(row: InstalledRow): Open {
    const list = openInstalledList({ folder: join(folder, folderName(row.name)), key, workerEntry })
    const fault = list.fault()
    if (fault !== undefined) log('error', fault)
    const opened: Open = { row, list, importing: undefined }
    lists.set(row.name, opened)
    return opened
  }

  function openOrInstall(name: string, source: string): Open {
    const known = lists.get(name)
    if (known !== undefined) return known
    repository.install(name, source, DEFAULT_LIST_SETTINGS)
    return open({ name, source, settings: DEFAULT_LIST_SETTINGS, refused: undefined })
  }

  async function importFile(
    name: string,
    file: string,
    template: ImportTemplate,
    by: By,
  ): Promise<ImportReport> {
    const one = openOrInstall(name, template.source)
    const request = {
      file,
      template,
      list: { name, source: template.source },
      now: now(),
      mostShrinkShare: one.row.settings.mostShrinkShare,
    }
    one.importing = { lines: 0, share: 0 }
    events.statusChanged()
    const whole = await one.list.importFile(request, (progress) => {
      one.importing = progress
      events.statusChanged()
    })
    // Where it lay on this machine is nobody's business.
    const report = { ...whole, file: basename(file) }
    one.importing = undefined
    const { refusal, taken, lines, changes } = report
    if (refusal === undefined) {
      repository.setTaken(name, template.source)
      one.row = { ...one.row, source: template.source, refused: undefined }
    } else {
      const at = now()
      repository.setRefused(name, at, report)
      one.row = { ...one.row, refused: { at, report } }
    }
    const version = one.list.plates()?.manifest.version
    audit(by, 'list.import', name, { template: template.id, taken, lines, changes, refusal, version })
    events.statusChanged()
    return report
  }

  function isCovertInProfile(category: string): boolean {
    return Object.entries(profile.presentations).some(
      ([name, presentation]) => name === category && presentation.isCovert,
    )
  }

  function statusOf({ row, list, importing }: Open): HotListStatus {
    const manifest = list.plates()?.manifest
    const fault = list.fault()
    const refusal = row.refused?.report.refusal ?? fault
    return {
      name: row.name,
      source: row.source,
      template: manifest?.template.name ?? '',
      entries: manifest?.entries ?? 0,
      refused: manifest?.report.refusedCount ?? 0,
      version: manifest?.version ?? '',
      loadedAt: manifest?.importedAt ?? 0,
      writtenAt: manifest?.report.writtenAt ?? 0,
      maxAgeMs: row.settings.maxAgeMs,
      ...(refusal === undefined ? {} : { lastRefusal: { at: row.refused?.at ?? now(), why: refusal } }),
      ...(importing === undefined ? {} : { importing }),
    }
  }

  function files(): ListFile[] {
    return readdirSync(importFolder, { withFileTypes: true })
      .filter((one) => one.isFile() && !one.name.startsWith('.'))
      .map(({ name }) => {
        const { size, mtimeMs } = statSync(join(importFolder, name))
        return { name, bytes: size, writtenAt: Math.round(mtimeMs) }
      })
      .toSorted((one, other) => other.writtenAt - one.writtenAt)
  }

  return {
    importFolder,
    files,
    fileOf(name) {
      if (files().some((one) => one.name === name)) return join(importFolder, name)
      throw refuse('a file of this name in the import folder', 'Put it there, then choose it from the list.')
    },
    searched: () =>
      [...lists.values()].flatMap(({ row, list }) => {
        const plates = list.plates()
        return plates === undefined
          ? []
          : [{ name: row.name, source: row.source, settings: row.settings, plates }]
      }),
    status: () => [...lists.values()].map(statusOf),
    settings: (name) => lists.get(name)?.row.settings,
    report: (name) => {
      const one = lists.get(name)
      const report = one?.row.refused?.report ?? one?.list.plates()?.manifest.report
      return report && { ...report, file: basename(report.file) }
    },
    import: importFile,
    importNamed(file, choose) {
      const name = basename(file, extname(file)).slice(0, 40)
      const writtenAt = writtenAtOf(file)
      const loaded = lists.get(name)?.list.plates()?.manifest
      const isLoaded = loaded !== undefined && loaded.importedAt >= writtenAt
      return { hadVersion: loaded !== undefined, done: isLoaded ? Promise.resolve() : take() }

      async function take(): Promise<void> {
        const { refusal, refusedCount } = await importFile(name, file, choose(file), PROGRAM)
        if (refusal !== undefined) log('warn', `Hot list ${name} was not taken: ${refusal}`)
        else if (refusedCount > 0) log('warn', `Hot list ${name}: ${refusedCount} lines were not taken.`)
      }
    },
    configure(name, settings, by) {
      const one = lists.get(name)
      if (one === undefined) throw refuse('an installed list of this name', 'Import it first.')
      for (const [category, { isCovert }] of Object.entries(settings.presentations)) {
        if (isCovert && !isCovertInProfile(category)) {
          throw refuse('a profile that makes this category covert', 'Alerts come before the officer.')
        }
      }
      repository.configure(name, settings)
      audit(by, 'list.configure', name, { before: one.row.settings, after: settings })
      one.row = { ...one.row, settings }
      events.statusChanged()
      return settings
    },
    async close() {
      await Promise.all([...lists.values()].map(({ list }) => list.close()))
    },
  }
}

function writtenAtOf(file: string): number {
  try {
    return statSync(file).mtimeMs
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Error(`Hot list ${file} cannot be read (${code}). Check the path given with --hot-list.`, {
      cause: error,
    })
  }
}

/** Names are unique, folder names must be too, on systems that do not tell cases apart as well. */
function folderName(name: string): string {
  return Buffer.from(name).toString('hex')
}
