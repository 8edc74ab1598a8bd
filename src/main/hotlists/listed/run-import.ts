// One import from the file to a version whose files are on the disk: synchronous, in a thread of its own.
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { dayOf, readList, type ReadListResult } from '../templates/index.ts'
import { createVersionBuilder, type BuiltVersion, type VersionBuilder } from './build-version.ts'
import type { ImportedVersion, ImportProgress, WorkerInput, WorkerMessage } from './import-request.ts'
import { writeIndexFile } from './index-file.ts'
import { WRITTEN_CATEGORIES, writeManifest, type Manifest } from './manifest.ts'
import { createPlateHash } from './plate-hash.ts'
import { eachRecord, type RecordAt } from './record-file.ts'
import { emptyReport, refuseFault, refuseOlder, refuseSmaller } from './refusals.ts'
import { versionFiles, type VersionFiles } from './version-folder.ts'

/** Reading takes about this share of the time of a whole import, sorting and writing the rest. */
const READING_SHARE = 0.6

type Result = Extract<WorkerMessage, { readonly kind: 'refused' | 'imported' }>

/** Never throws: whatever goes wrong is a refusal, and the folder of the new version is gone then. */
export function runImport(input: WorkerInput, onProgress: (progress: ImportProgress) => void): Result {
  const startedAt = performance.now()
  const files = versionFiles(input.folder, input.version, input.key)
  const spent = (): number => Math.round(performance.now() - startedAt)
  let report = emptyReport(input.request)
  let builder: VersionBuilder | undefined
  function refuse(refusal: string): Result {
    builder?.abandon()
    rmSync(files.folder, { recursive: true, force: true })
    return { kind: 'refused', report: { ...report, refusal, ms: spent() } }
  }

  try {
    mkdirSync(files.folder, { recursive: true, mode: 0o700 })
    builder = createVersionBuilder(files, createPlateHash(input.key), input.request.list.source)
    const { usedTemplate, ...read } = readLines(input, builder, onProgress)
    report = { ...report, ...read }
    const tooOld = read.refusal ?? refuseOlder(read.writtenAt, input.loaded, rulesOf(input))
    if (tooOld !== undefined) return refuse(tooOld)

    const built = builder.finish(loadedRecords(input), (share) =>
      onProgress({ lines: read.lines, share: READING_SHARE + share * (1 - READING_SHARE) }),
    )
    report = { ...report, bothForms: built.bothForms, repeated: built.repeated }
    const tooFew = refuseSmaller(built.entries, input.loaded, rulesOf(input))
    if (tooFew !== undefined) return refuse(tooFew)
    report = { ...report, changes: built.changes, ms: spent() }
    return { kind: 'imported', imported: complete(input, files, built, { template: usedTemplate, report }) }
  } catch (error) {
    return refuse(refuseFault(error, input.folder))
  }
}

function readLines(
  { request }: WorkerInput,
  builder: VersionBuilder,
  onProgress: (progress: ImportProgress) => void,
): ReadListResult {
  return readList({
    file: request.file,
    template: request.template,
    today: dayOf(request.now),
    onEntry: (facts, bytes, start, end, line) => builder.add(facts, bytes, start, end, line),
    onProgress: (lines, share) => onProgress({ lines, share: share * READING_SHARE }),
  })
}

/** The records of the version in use, which the new one is compared with; none before the first import. */
function loadedRecords({ folder, key, loaded }: WorkerInput): Iterator<RecordAt, void> {
  if (loaded === undefined) {
    const none: RecordAt[] = []
    return none.values()
  }
  const { records, recordsKey } = versionFiles(folder, loaded.version, key)
  return eachRecord(records, recordsKey, loaded.blocks)
}

/** Writes what belongs to the records, and waits until the folder itself is on the disk. */
function complete(
  { request, version }: WorkerInput,
  files: VersionFiles,
  { entries, density, blocks, index }: BuiltVersion,
  { template, report }: Pick<Manifest, 'template' | 'report'>,
): ImportedVersion {
  const manifest = {
    version,
    list: request.list,
    template,
    entries,
    density,
    importedAt: request.now,
    report,
    blocks,
    indexSizes: writeIndexFile(files.index, files.indexKey, index),
    categories: [...WRITTEN_CATEGORIES],
  }
  writeManifest(files, manifest)
  for (const folder of [files.folder, dirname(files.folder), dirname(dirname(files.folder))])
    syncFolder(folder)
  return { manifest, index }
}

/** Windows cannot open a folder; NTFS journals new names itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

function rulesOf({ request }: WorkerInput): { mostShrinkShare: number; allowOlder: boolean } {
  return { mostShrinkShare: request.mostShrinkShare ?? 0.3, allowOlder: request.allowOlder ?? false }
}
