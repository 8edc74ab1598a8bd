// What is known of an installed version besides its entries; sealed like them, so it cannot be changed apart.
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { CATEGORIES, Category } from '#shared/domain/category.ts'
import { ImportReport, ImportTemplate } from '#shared/domain/import-template.ts'
import { Instant } from '#shared/domain/instant.ts'
import { Probability } from '#shared/domain/read.ts'
import { seal, unseal } from './seal.ts'
import type { VersionFiles } from './version-folder.ts'

const Count = z.int().nonnegative()

const Manifest = z.strictObject({
  version: z.uuid(),
  list: z.strictObject({ name: z.string(), source: z.string() }),
  /** The template as the file was read with it: its raw lines are understood by no other. */
  template: ImportTemplate,
  /** Entries that can be found, calibration records among them: without repeated ones. */
  entries: Count,
  /** Share of the one-confusion neighbours of the list's own plates that are listed; see density.ts. */
  density: Probability,
  importedAt: Instant,
  /** The report of the import; `report.writtenAt` is what the list's age counts from. */
  report: ImportReport,
  blocks: Count,
  indexSizes: z.strictObject({ directory: Count, fingerprints: Count, filter: Count, firstEntries: Count }),
  /** What the numbers of the categories in the records mean. */
  categories: z.array(Category),
})
export type Manifest = z.infer<typeof Manifest>

export const WRITTEN_CATEGORIES: readonly Category[] = CATEGORIES

/** Writes the manifest and waits until it is on the disk. */
export function writeManifest(
  files: Pick<VersionFiles, 'manifest' | 'manifestKey'>,
  manifest: Manifest,
): void {
  const fd = openSync(files.manifest, 'wx', 0o600)
  try {
    for (const part of seal(files.manifestKey, 0, Buffer.from(JSON.stringify(manifest))))
      writeFileSync(fd, part)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Throws when there is none, or it is damaged or another version's. */
export function readManifest(files: Pick<VersionFiles, 'manifest' | 'manifestKey'>): Manifest {
  const plain = unseal(files.manifestKey, 0, readFileSync(files.manifest))
  return Manifest.parse(JSON.parse(plain.toString()))
}
