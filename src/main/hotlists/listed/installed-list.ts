// One installed list: the version in use, and how the next one takes its place. Files are read and versions
// built in a worker; here the pointer is renamed, and the index, which the worker hands over whole in shared
// memory, takes the place of the old one between two look-ups.
import { randomUUID } from 'node:crypto'
import type { ImportReport } from '#shared/domain/import-template.ts'
import type { ImportedVersion, ImportProgress, ImportRequest, WorkerInput } from './import-request.ts'
import { openListedPlates, type ListedPlates } from './listed-plates.ts'
import { emptyReport, refuseFault } from './refusals.ts'
import { startImportWorker, type ImportRun } from './start-import-worker.ts'
import { currentVersion, putInUse, removeUnused, removeVersion } from './version-folder.ts'

export type InstalledList = {
  /** The version in use; undefined before the first import and when there is a `fault`. Ask anew for each read. */
  plates(): ListedPlates | undefined
  /** Why the installed version cannot be opened, in a sentence; a new import mends it. */
  fault(): string | undefined
  /**
   * Reads a file and puts it in use. Resolves with the report; its `refusal` says why the file was not taken
   * and what to do, and the version in use stays. Never rejects. A second import waits for the first.
   */
  importFile(request: ImportRequest, onProgress: (progress: ImportProgress) => void): Promise<ImportReport>
  /** Ends a running import and closes the files. */
  close(): Promise<void>
}

export type InstalledListOptions = {
  /** The list's own folder. */
  readonly folder: string
  /** The installation's 32 bytes for hot lists. */
  readonly key: Uint8Array
  /** The file of import-worker.ts; the packaged build names it otherwise. */
  readonly workerEntry: URL
}

/**
 * Opens what is installed in `folder`, which need not be there yet, and removes what a crash left half done.
 * Synchronous, in the start of the program: 1e7 entries take about a fifth of a second (bench/README.md), and
 * nothing may be matched before they are there.
 */
export function openInstalledList({ folder, key, workerEntry }: InstalledListOptions): InstalledList {
  let plates: ListedPlates | undefined
  let fault: string | undefined
  try {
    const version = currentVersion(folder)
    removeUnused(folder, version)
    if (version !== undefined) plates = openListedPlates(folder, version, key)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown fault'
    fault = `The hot list in ${folder} cannot be opened (${why}). Import the list again.`
  }
  let run: ImportRun | undefined
  let isClosed = false
  let last: Promise<unknown> = Promise.resolve()

  async function swap({ manifest, index }: ImportedVersion): Promise<ImportReport> {
    const next = openListedPlates(folder, manifest.version, key, { manifest, index })
    try {
      await putInUse(folder, manifest.version)
    } catch (error) {
      next.close()
      throw error
    }
    const before = plates
    plates = next
    fault = undefined
    before?.close()
    if (before !== undefined) await removeVersion(folder, before.manifest.version).catch(() => undefined)
    return manifest.report
  }

  async function importNow(
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReport> {
    const version = randomUUID()
    const input: WorkerInput = { request, folder, key, version, ...loadedPart(plates) }
    try {
      if (isClosed) throw new Error('The list was closed.')
      run = startImportWorker(workerEntry, input, onProgress)
      const result = await run.result
      if (result.kind === 'refused') return result.report
      return await swap(result.imported)
    } catch (error) {
      await removeVersion(folder, version).catch(() => undefined)
      return { ...emptyReport(request), refusal: refuseFault(error, folder) }
    } finally {
      run = undefined
    }
  }

  return {
    plates: () => plates,
    fault: () => fault,
    importFile(request, onProgress) {
      const report = last.then(() => importNow(request, onProgress))
      last = report
      return report
    },
    async close() {
      isClosed = true
      await run?.stop()
      await last
      plates?.close()
      plates = undefined
    },
  }
}

function loadedPart(plates: ListedPlates | undefined): Pick<WorkerInput, 'loaded'> {
  if (plates === undefined) return {}
  const { version, entries, blocks, report } = plates.manifest
  return { loaded: { version, entries, blocks, writtenAt: report.writtenAt } }
}
