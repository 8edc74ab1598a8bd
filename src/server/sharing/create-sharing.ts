import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { FileToFetch } from '#shared/records/records.ts'
import { createAgencies } from './agencies.ts'
import { createDocuments, type KeptDocument } from './documents.ts'
import type { SharingOptions } from './options.ts'
import { createOthers } from './others.ts'
import { createRequests } from './requests.ts'
import { createShares } from './shares.ts'

export type Sharing = ReturnType<typeof createSharing>

/** The topic `sharing` of the records console, and what the program does by itself every day. */
export function createSharing(options: SharingOptions) {
  const { db, acts, files } = options
  const { kysely } = db
  const documents = createDocuments(options)
  const { fulfil, fetch, expireShares } = createShares(options)

  /** Objects of all documents that rows name. */
  const named = async () => [
    ...(await kysely.selectFrom('declarations').select('object').execute()),
    ...(await kysely.selectFrom('share_requests').select('writing_object as object').execute()),
  ]

  /** The document of a declaration, or the writing of a request. */
  async function documentOf(id: string): Promise<KeptDocument | undefined> {
    const declaration = await kysely
      .selectFrom('declarations')
      .select(['document_name as name', 'document_sha256 as sha256', 'object'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (declaration !== undefined) return declaration
    const writing = await kysely
      .selectFrom('share_requests')
      .select(['writing_name as name', 'writing_sha256 as sha256', 'writing_object as object'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (writing === undefined) return undefined
    const { name, sha256, object } = writing
    return name === null || sha256 === null || object === null ? undefined : { name, sha256, object }
  }

  return {
    ...createAgencies(options, documents),
    ...createRequests(options, documents),
    fulfil,
    fetch,
    ...createOthers(options),

    /** `id` of a declaration, or of a request with a writing. */
    async document({ id }: { readonly id: string }, who: Holder): Promise<FileToFetch> {
      const kept = await documentOf(id)
      if (kept === undefined) throw refuse('a document', 'Look at the list again.')
      acts.look(who.by, { action: 'sharing.document', subject: id, detail: { sha256: kept.sha256 } })
      const bytes = await documents.read(kept)
      // Whatever it says that it is: a browser saves it, and shows nothing of it.
      const mime = 'application/octet-stream'
      return files.offer(who, { name: fileName(kept.name), mime, bytes: bytes.length, content: () => bytes })
    },

    /** Once a day: expired packages go, and documents that no row names. Answers how many went. */
    async expireShares(): Promise<number> {
      const expired = await expireShares()
      return expired + (await documents.removeUnnamed(named))
    },
  }
}

const fileName = (name: string): string => name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_').slice(0, 120)
