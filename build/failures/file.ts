// What failed, gathered while the tests run and told by `npm test` just before its last line: a log that is
// cut at its head, as the logs of many build servers are, must still say which test failed and why.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const FILE = 'test-results/failures.txt'
const ERROR_LINES = 12

/** Begins a run with nothing failed. */
export function clearFailures(): void {
  rmSync(FILE, { force: true })
}

/** Appends one paragraph: what failed, and the first lines of each of its errors. */
export function addFailure(what: string, errors: readonly { message?: string; stack?: string }[]): void {
  const reasons = errors.flatMap((error) =>
    stripVTControlCharacters(error.stack ?? error.message ?? 'no reason given')
      .split('\n')
      .filter((line) => !line.includes('/node_modules/'))
      .slice(0, ERROR_LINES),
  )
  mkdirSync(dirname(FILE), { recursive: true })
  appendFileSync(FILE, `${[what, ...reasons].join('\n    ')}\n`)
}

/** All paragraphs of this run; empty when nothing failed. */
export function failures(): string {
  return existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
}
