// What a backup holds, with the hash of each part. Sealed like the parts, so that nobody but this department made it.
import { z } from 'zod'
import { KEY_CLASSES } from './tables.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Below the backup's folder; never above it. */
const Path = z.string().regex(/^[a-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/)
const Part = z.strictObject({ path: Path, bytes: z.int().nonnegative(), sha256: Sha256 })

/** day: sealed by the key of its day; lines: each line by a key of its own; general: by the key of backups. */
export const SealedBy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), cls: z.enum(KEY_CLASSES), day: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('lines') }),
  z.strictObject({ kind: z.literal('general') }),
])
export type SealedBy = z.infer<typeof SealedBy>

export const TablePart = Part.extend({ table: z.string(), sealedBy: SealedBy, rows: z.int().nonnegative() })
export type TablePart = z.infer<typeof TablePart>

/** Absent `sealedBy`: it is sealed in another way, and no purge destroys its key. */
export const ObjectPart = Part.extend({ name: z.string(), sealedBy: z.string().optional() })
export type ObjectPart = z.infer<typeof ObjectPart>

/** A file of the server's folder, copied as it is. */
export const FilePart = Part.extend({ name: Path })
export type FilePart = z.infer<typeof FilePart>

export const Manifest = z.strictObject({
  form: z.literal('lookout-backup 1'),
  at: z.int(),
  /** Form of the records database. */
  schema: z.int(),
  tables: z.array(TablePart),
  objects: z.array(ObjectPart),
  files: z.array(FilePart),
})
export type Manifest = z.infer<typeof Manifest>

export const MANIFEST = 'manifest.sealed'
