// The import table of docs/ARCHITECTURE.md holds only as long as the linter refuses what it forbids: every
// row has a planted violation here, and what the table allows must pass.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

const FORBIDDEN: readonly (readonly [file: string, imported: string])[] = [
  ['src/shared/domain/planted.ts', 'node:fs'],
  ['src/shared/domain/planted.ts', '#main/core.ts'],
  ['src/shared/domain/planted.ts', '#recognition/worker.ts'],
  ['src/shared/domain/planted.ts', '#renderer/ui/button.tsx'],
  ['src/shared/domain/planted.ts', 'electron'],
  ['src/shared/domain/planted.ts', '@orpc/server'],
  ['src/recognition/planted.ts', '#main/core.ts'],
  ['src/recognition/planted.ts', '#renderer/ui/button.tsx'],
  ['src/recognition/planted.ts', 'electron'],
  ['src/main/storage/planted.ts', '#main/hits/index.ts'],
  ['src/main/storage/planted.ts', '#recognition/worker.ts'],
  ['src/main/hits/planted.ts', '#main/reading/reading-loop.ts'],
  ['src/main/hits/planted.ts', '../reading/index.ts'],
  ['src/main/hits/planted.ts', '#main/core.ts'],
  ['src/main/hits/planted.ts', '#main/hosts/browser/index.ts'],
  ['src/main/hits/planted.ts', '#recognition/worker.ts'],
  ['src/main/hits/planted.ts', '#renderer/ui/button.tsx'],
  ['src/main/hits/planted.ts', 'electron'],
  ['src/main/procedures/planted.ts', '#main/storage/open.ts'],
  ['src/main/procedures/planted.ts', '#main/hits/raise.ts'],
  ['src/main/procedures/planted.ts', '#main/core.ts'],
  ['src/main/procedures/planted.ts', 'better-sqlite3'],
  ['src/main/core.ts', '#main/hosts/electron/index.ts'],
  ['src/main/core.ts', 'electron'],
  ['src/main/hosts/electron/planted.ts', '#main/hosts/browser/index.ts'],
  ['src/main/hosts/electron/planted.ts', '#main/hits/index.ts'],
  ['src/main/hosts/browser/planted.ts', '#main/hosts/electron/index.ts'],
  ['src/main/hosts/browser/planted.ts', 'electron'],
  ['src/main/hosts/browser/planted.ts', '#main/storage/open.ts'],
  ['src/renderer/patrol/planted.ts', 'node:fs'],
  ['src/renderer/patrol/planted.ts', '#main/core.ts'],
  ['src/renderer/patrol/planted.ts', 'electron'],
  ['src/renderer/patrol/features/reel/planted.ts', '#renderer/patrol/features/prompt/prompt.tsx'],
  ['src/renderer/patrol/features/reel/planted.ts', '../prompt/prompt.tsx'],
  ['src/renderer/ui/planted.ts', '#renderer/connection/connect.ts'],
  ['src/renderer/ui/planted.ts', '#shared/domain/read.ts'],
  ['src/main/hits/deep/planted.ts', '../../storage/open.ts'],
  ['src/main/hits/planted.ts', '#server/ingest/index.ts'],
  ['src/renderer/records/planted.ts', '#server/search/index.ts'],
  ['src/renderer/patrol/planted.ts', '#renderer/records/app.tsx'],
  ['src/renderer/records/planted.ts', '#renderer/patrol/app.tsx'],
  ['src/renderer/records/features/cars/planted.ts', '#renderer/records/features/holds/holds.tsx'],
  ['src/renderer/records/features/cars/planted.ts', '#renderer/office/features/people/people.tsx'],
  ['src/renderer/office/planted.ts', '#renderer/patrol/app.tsx'],
  ['src/renderer/office/features/people/planted.ts', '#renderer/office/features/audit/audit.tsx'],
  ['src/server/search/planted.ts', '#main/core.ts'],
  ['src/server/search/planted.ts', '#main/hits/index.ts'],
  ['src/server/search/planted.ts', '#main/audit/links.ts'],
  ['src/server/search/planted.ts', '#server/ingest/batches.ts'],
  ['src/server/search/planted.ts', '#renderer/ui/button.tsx'],
]

const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['src/shared/domain/planted.ts', '#shared/domain/read.ts'],
  ['src/shared/contract/planted.ts', '@orpc/contract'],
  ['src/recognition/planted.ts', '#shared/recognition/messages.ts'],
  ['src/main/hits/planted.ts', '#main/reading/index.ts'],
  ['src/main/hits/planted.ts', '#main/storage/open.ts'],
  ['src/main/procedures/planted.ts', '#main/hits/index.ts'],
  ['src/main/core.ts', '#main/hits/index.ts'],
  ['src/main/hosts/electron/planted.ts', 'electron'],
  ['src/main/hosts/electron/planted.ts', '#main/core.ts'],
  ['src/main/hosts/browser/planted.ts', '#main/core.ts'],
  ['src/server/search/planted.ts', '#main/audit/index.ts'],
  ['src/server/search/planted.ts', '#main/storage/open.ts'],
  ['src/server/procedures/planted.ts', '#main/procedures/office/index.ts'],
  ['src/server/search/planted.ts', '#server/ingest/index.ts'],
  ['src/server/search/planted.ts', '#shared/domain/read.ts'],
  ['src/renderer/patrol/features/reel/planted.ts', '#renderer/ui/plate-text.tsx'],
  ['src/renderer/patrol/features/reel/planted.ts', '#renderer/connection/connect.ts'],
  ['src/renderer/patrol/planted.ts', '#renderer/office/features/people/people.tsx'],
  ['src/renderer/records/features/cars/planted.ts', '#renderer/office/words/when.ts'],
]

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
})

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-lint-'))
  copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The codes of what oxlint says about one planted file. */
function lint(files: Readonly<Record<string, string>>, onlyFile: string): string[] {
  rmSync(join(folder, 'src'), { recursive: true, force: true })
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const result = spawnSync(
    process.execPath,
    [resolve('node_modules/oxlint/bin/oxlint'), '--format=json', 'src'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  const { diagnostics } = Report.parse(JSON.parse(result.stdout))
  return diagnostics.filter((one) => one.filename === onlyFile).map((one) => one.code ?? '')
}

const importing = (imported: string): string => `import { a } from '${imported}'\nexport const b = a\n`

describe('the linter holds the import table', () => {
  test.each(FORBIDDEN)('%s may not import %s', (file, imported) => {
    expect(lint({ [file]: importing(imported) }, file)).toContain('eslint(no-restricted-imports)')
  })

  test.each(ALLOWED)('%s may import %s', (file, imported) => {
    expect(lint({ [file]: importing(imported) }, file)).toEqual([])
  })

  test('a type-only import crosses no border either', () => {
    const file = 'src/renderer/patrol/planted.ts'
    const text = `import type { Core } from '#main/core.ts'\nexport type Mine = Core\n`
    expect(lint({ [file]: text }, file)).toContain('eslint(no-restricted-imports)')
  })

  test('a cycle is refused', () => {
    const files = {
      'src/shared/domain/one.ts': `import { two } from './two.ts'\nexport const one = () => two\n`,
      'src/shared/domain/two.ts': `import { one } from './one.ts'\nexport const two = () => one\n`,
    }
    expect(lint(files, 'src/shared/domain/one.ts')).toContain('import(no-cycle)')
  })
})
