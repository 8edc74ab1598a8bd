import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsoleFiles, type ConsoleFiles } from './index.ts'

let folder = ''
let files: ConsoleFiles
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-files-'))
  writeFileSync(join(folder, 'secret.txt'), 'not for the console')
  mkdirSync(join(folder, 'out', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'out', 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'out', 'assets', 'index.js'), 'start()')
  files = openConsoleFiles(join(folder, 'out'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, method = 'GET'): Promise<Response> =>
  files.serve(new Request(`http://127.0.0.1${path}`, { method }))

test('serves the page at the root and its files by their names, under a strict policy', async () => {
  const page = await get('/')
  expect(await page.text()).toBe('<!doctype html>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  const script = await get('/assets/index.js?v=1')
  expect(await script.text()).toBe('start()')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/assets',
  '/none.js',
  '//etc',
])('serves nothing for %s', async (path) => {
  const answer = await get(path)
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('not for the console')
})

test('answers only GET, and a folder without a console is refused', async () => {
  expect((await get('/', 'POST')).status).toBe(405)
  expect(() => openConsoleFiles(join(folder, 'out', 'assets'))).toThrow(/holds no built console/)
})
