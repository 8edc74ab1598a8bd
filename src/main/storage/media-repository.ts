// The media table: the images that records may name. The files themselves are the media topic's.
import type { MediaHash } from '#shared/domain/ids.ts'
import type { Database } from './open.ts'

/** An image that lies in the media folder under its hash; `bytes` is its plain size. */
export type StoredImage = {
  readonly hash: MediaHash
  readonly bytes: number
  readonly mime: 'image/png' | 'image/jpeg'
  readonly kind: 'crop' | 'context'
}

export function mediaRepository(db: Database) {
  const insert = db.prepare<[string, number, string, string, number]>(
    `INSERT INTO media (hash, bytes, mime, kind, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const byHash = db.prepare<[string], number>('SELECT id FROM media WHERE hash = ?').pluck()

  return {
    /** Does nothing when the image is known: two reads of one frame share their context image. */
    add({ hash, bytes, mime, kind }: StoredImage, createdAt: number): void {
      insert.run(hash, bytes, mime, kind, createdAt)
    },

    /** The number by which records name the image; undefined for one that is not known. */
    numberOf: (hash: MediaHash): number | undefined => byHash.get(hash),

    has: (hash: MediaHash): boolean => byHash.get(hash) !== undefined,
  }
}
