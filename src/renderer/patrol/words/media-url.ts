import type { MediaHash } from '#shared/domain/ids.ts'

/** Where the host serves a stored picture: the same relative address in both hosts. */
export function mediaUrl(hash: MediaHash): string {
  return `/media/${hash}`
}
