// Serves the built console from its folder. Only files that were there at the start are served, by exact
// name, so no path of a request ever reaches the file system.
import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/**
 * The policy of every page: nothing from outside, no inline script. Inline style attributes are allowed,
 * since the virtual list places its rows by them.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export type ConsoleFiles = { serve(request: Request): Promise<Response> }

/** `folder` is the output of the renderer's build. Throws when it holds no console. */
export function openConsoleFiles(folder: string): ConsoleFiles {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (statSync(path).isFile()) files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  const index = files.get('/index.html')
  if (index === undefined) throw new Error(`${folder} holds no built console. Run: npm run build`)
  files.set('/', index)
  return {
    serve: async (request) => {
      if (request.method !== 'GET') return text(405, 'Only GET is answered here.')
      const path = files.get(new URL(request.url).pathname)
      if (path === undefined) return text(404, 'There is no such file.')
      return new Response(await readFile(path), {
        headers: {
          'content-type': MIME[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
        },
      })
    },
  }
}

function text(status: number, words: string): Response {
  return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
