// Documents of others: declarations and written requests. Each lies in the object store, sealed with a key of its own.
import { createHash, randomUUID } from 'node:crypto'
import { refuse } from '#main/refused.ts'
import { removeOrphans } from '#server/evidence/index.ts'
import type { Document } from '#shared/records/sharing.ts'
import type { SharingOptions } from './options.ts'

const PREFIX = 'documents/'
const MOST_BYTES = 4 * 1024 * 1024

export type KeptDocument = { readonly name: string; readonly sha256: string; readonly object: string }

export type Documents = ReturnType<typeof createDocuments>

export function createDocuments({ objects, vault }: Pick<SharingOptions, 'objects' | 'vault'>) {
  /** Objects that no row names yet. */
  const keeping = new Set<string>()

  return {
    /** Keeps it while `work` writes the row that names it; what throws leaves no document. */
    async during<T>(
      document: Document | undefined,
      work: (kept: KeptDocument | undefined) => Promise<T>,
    ): Promise<T> {
      if (document === undefined) return work(undefined)
      const bytes = Buffer.from(document.base64, 'base64')
      if (bytes.length === 0 || bytes.length > MOST_BYTES) {
        throw refuse('a document of at most 4 MiB that is not empty', 'Choose the file again.')
      }
      const object = `${PREFIX}${randomUUID()}`
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      keeping.add(object)
      try {
        await objects.put(object, vault.sealKept(object, bytes))
        return await work({ name: document.name, sha256, object })
      } catch (error) {
        await objects.remove(object).catch(() => undefined)
        throw error
      } finally {
        keeping.delete(object)
      }
    },

    /** Its bytes as they were handed in; refused when they are not any more. */
    async read({ object, sha256 }: Pick<KeptDocument, 'object' | 'sha256'>): Promise<Uint8Array> {
      const sealed = await objects.get(object)
      const bytes = sealed && vault.openKept(object, sealed)
      if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw refuse('the document: it is not as it was handed in', 'Tell the administrator of the server.')
      }
      return bytes
    },

    /** Removes documents that no row names; answers how many there were. */
    removeUnnamed: (named: () => Promise<readonly { readonly object: string | null }[]>): Promise<number> =>
      removeOrphans({ objects, prefix: PREFIX, making: keeping, named }),
  }
}
