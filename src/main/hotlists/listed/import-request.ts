// What passes between the console's thread and the import worker.
import type { ImportReport, ImportTemplate } from '#shared/domain/import-template.ts'
import type { Manifest } from './manifest.ts'
import type { IndexBuffers } from './plate-index.ts'

/** One file to be installed as the next version of a list. */
export type ImportRequest = {
  readonly file: string
  readonly template: ImportTemplate
  /** The installed list's name, and who keeps its records. */
  readonly list: { readonly name: string; readonly source: string }
  /** When the import is asked for; entries that expired before this day are left out. */
  readonly now: number
  /** A file with fewer entries than this share less is refused; 0.3 unless said. 1 lets any through. */
  readonly mostShrinkShare?: number
  /** Takes a file that was written before the loaded one; an administrator's decision. */
  readonly allowOlder?: boolean
}

/** Lines read, and the share of the whole work that is done. */
export type ImportProgress = { readonly lines: number; readonly share: number }

/** What the worker is started with. */
export type WorkerInput = {
  readonly request: ImportRequest
  /** The list's folder and the installation's key for hot lists. */
  readonly folder: string
  readonly key: Uint8Array
  /** Name of the version that is made. */
  readonly version: string
  /** The version in use, which the new one is compared with. */
  readonly loaded?: Pick<Manifest, 'version' | 'entries' | 'blocks'> & { readonly writtenAt: number }
}

/** A version whose files are all on the disk and which is not yet in use. */
export type ImportedVersion = { readonly manifest: Manifest; readonly index: IndexBuffers }

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'refused'; readonly report: ImportReport }
  | { readonly kind: 'imported'; readonly imported: ImportedVersion }
