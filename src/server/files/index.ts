// Files that the console fetches: each offer is for one session, once, and not for long.
import { randomBytes } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import type { FileToFetch } from '#shared/records/records.ts'

const OFFERED_MS = 5 * 60_000
/** A console that asks for file after file and fetches none does not fill the memory. */
const MOST_OFFERS = 100

export type OfferedFile = {
  readonly name: string
  readonly mime: string
  readonly bytes: number
  readonly content: () => Promise<Uint8Array> | Uint8Array
}

export type Files = ReturnType<typeof createFiles>

export function createFiles(now: () => number) {
  const offers = new Map<string, { sessionId: string; until: number; file: OfferedFile }>()

  return {
    offer({ sessionId }: Pick<Holder, 'sessionId'>, file: OfferedFile): FileToFetch {
      for (const [token, { until }] of offers) {
        if (until <= now() || offers.size >= MOST_OFFERS) offers.delete(token)
      }
      const token = randomBytes(24).toString('base64url')
      offers.set(token, { sessionId, until: now() + OFFERED_MS, file })
      return { url: `/files/${token}`, name: file.name, bytes: file.bytes }
    },

    /** The file behind a token, for the session that it was offered to; the token is used up by it. */
    take(token: string, sessionId: string | undefined): OfferedFile | undefined {
      const offer = offers.get(token)
      if (offer === undefined || offer.sessionId !== sessionId) return undefined
      offers.delete(token)
      return offer.until > now() ? offer.file : undefined
    },
  }
}
