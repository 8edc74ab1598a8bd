import { MediaHash } from '#shared/domain/ids.ts'
import type { Media } from './image-store.ts'

/** Answers GET /media/<hash> with the image; every other path is "no such image". */
export async function serveMedia(media: Pick<Media, 'get'>, request: Request): Promise<Response> {
  if (request.method !== 'GET') return words(405, 'Images can only be fetched.', { allow: 'GET' })
  const [, name] = /^\/media\/([^/]*)$/.exec(new URL(request.url).pathname) ?? []
  const hash = MediaHash.safeParse(name)
  if (!hash.success) return words(404, 'This is not the name of an image.')
  try {
    const image = await media.get(hash.data)
    if (image === undefined) return words(404, 'There is no such image; it may have been purged.')
    return new Response(new Uint8Array(image.bytes), { headers: { ...HEADERS, 'content-type': image.mime } })
  } catch (error) {
    return words(500, error instanceof Error ? error.message : 'The image cannot be read.')
  }
}

/** Plates are in the pictures: no cache may keep them past their retention. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

function words(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers },
  })
}
