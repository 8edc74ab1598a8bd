// `npm test`: brings what the tests need, runs every check, and ends with "N passed, N failed".
// With words behind it (`npm test -- policy`) only the test files whose path holds one of them run.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { buildRenderer } from './build-renderer.ts'
import { addFailure, clearFailures, failures } from './failures/file.ts'
import { ensureSystemParts } from './system-parts.ts'

type Counts = { passed: number; failed: number; skipped: number }

const node = process.execPath
const words = process.argv.slice(2)

function run(title: string, args: readonly string[]): boolean {
  console.log(`\n# ${title}`)
  const result = spawnSync(node, args, { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } })
  return result.status === 0
}

function check(title: string, args: readonly string[]): Counts {
  const isGood = run(title, args)
  console.log(`${title}: ${isGood ? 'passed' : 'FAILED'}`)
  if (!isGood) addFailure(`the check of ${title}; its words stand above`, [])
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
  success: z.boolean(),
})

function vitest(): Counts {
  const file = 'test-results/vitest.json'
  rmSync(file, { force: true })
  const isGood = run('unit and integration tests', [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    '--reporter=./build/failures/vitest-reporter.ts',
    `--outputFile.json=${file}`,
    ...words,
  ])
  // A runner that died without a report has failed, whatever it printed.
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = VitestReport.parse(JSON.parse(readFileSync(file, 'utf8')))
  const failed = Math.max(report.numFailedTests, isGood && report.success ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

function playwright(): Counts {
  const file = 'test-results/playwright.json'
  rmSync(file, { force: true })
  const isGood = run('end-to-end tests in Chromium', [
    'node_modules/@playwright/test/cli.js',
    'test',
    ...words,
  ])
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = PlaywrightReport.parse(JSON.parse(readFileSync(file, 'utf8')))
  const failed = stats.unexpected + stats.flaky
  return {
    passed: stats.expected,
    failed: isGood ? failed : Math.max(1, failed),
    skipped: stats.skipped,
  }
}

function matchesWords(folder: 'vitest' | 'playwright'): boolean {
  if (words.length === 0) return true
  const listed = spawnSync(
    node,
    folder === 'vitest'
      ? ['node_modules/vitest/vitest.mjs', 'list', '--filesOnly', ...words]
      : ['node_modules/@playwright/test/cli.js', 'test', '--list', ...words],
    { encoding: 'utf8' },
  )
  return /\.(test|spec)\.ts/.test(listed.stdout)
}

async function main(): Promise<void> {
  mkdirSync('test-results', { recursive: true })
  clearFailures()
  ensureSystemParts(console.log)
  await buildRenderer()
  const all: Counts[] = []
  if (words.length === 0) {
    all.push(check('types', ['build/typecheck.ts']))
    all.push(check('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']))
    all.push(check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']))
    all.push(check('unused code', ['node_modules/knip/bin/knip.js']))
    all.push(check('policy table', ['build/policy-table.ts', '--check']))
    all.push(check('third-party notices', ['build/notices.ts', '--check']))
  }
  if (matchesWords('vitest')) all.push(vitest())
  if (matchesWords('playwright')) all.push(playwright())
  if (all.length === 0) throw new Error(`No test file matches: ${words.join(' ')}`)
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0)
  const skipped = sum('skipped')
  if (sum('failed') > 0) process.exitCode = 1
  if (failures() !== '') console.log(`\n# what failed\n${failures()}`)
  console.log('')
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
