// `npm run policy -- COMMAND`: looks at policy texts before they bind, and says what binds and why.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  diffPolicies,
  explain,
  explainedLines,
  findIn,
  lawsIn,
  lintPlainText,
  lintText,
  loadPolicy,
  loadProfiles,
  policyOf,
  tryPolicy,
  valueLine,
  type FindText,
  type LoadedPolicy,
} from '#main/policy/index.ts'
import type { LintFinding, RuleDifference } from '#shared/domain/policy.ts'

const SHIPPED = join(import.meta.dirname, '../assets/policies')
const USAGE = `npm run policy -- COMMAND
  list                          the agencies whose policies ship
  lint FILE                     placeholders, missing titles, two readings, older than the law, loosened rules;
                                FILE is a policy text (.yaml) or an agency's published text (.txt)
  diff A B                      how the effective rules of B differ from those of A
  explain KEY [--profile ID]    what binds, which text says so, what the others say; all agencies without --profile
  try FILE                      the trial that a policy passes before it may come into force
  confirm                       what the agencies still have to confirm, in one list
A, B and FILE are files, or ids of the texts that ship.`

/** Findings that have to be mended; the others are questions to the agency. */
const FAILING: ReadonlySet<LintFinding['kind']> = new Set(['form', 'loosens', 'placeholder'])

type Answer = { readonly lines: readonly string[]; readonly isGood: boolean }

function yamlOf(file: string): { readonly path: string; readonly yaml: string } {
  const path = /[./\\]/.test(file) ? file : join(SHIPPED, `${file}.yaml`)
  return { path, yaml: readFileSync(path, 'utf8') }
}

const besides = (path: string): FindText => findIn([SHIPPED, dirname(path)])

function policyFrom(file: string): LoadedPolicy {
  const { path, yaml } = yamlOf(file)
  return policyOf(yaml, path, besides(path))
}

function lint(file: string): Answer {
  const { path, yaml } = yamlOf(file)
  const findings = path.endsWith('.txt')
    ? lintPlainText(yaml)
    : lintText(yaml, path, besides(path), lawsIn(SHIPPED))
  return {
    lines: [
      ...findings.map(
        ({ kind, line, words }) => `${path}${line === undefined ? '' : `:${line}`}: ${kind}: ${words}`,
      ),
      findings.length === 0 ? `${path}: nothing found` : `${path}: ${findings.length} found`,
    ],
    isGood: findings.every(({ kind }) => !FAILING.has(kind)),
  }
}

function diffLine({ key, before, after, direction, words }: RuleDifference): string[] {
  const side = (said: RuleDifference['before']): string =>
    said === undefined ? 'not said' : `${valueLine(said.value)}  (${said.clause ?? 'our default'})`
  return [`${key} [${direction}]: ${words}`, `  - ${side(before)}`, `  + ${side(after)}`]
}

function diff(one: string, other: string): Answer {
  const differences = diffPolicies(policyFrom(one), policyFrom(other))
  const count = (direction: RuleDifference['direction']): number =>
    differences.filter((difference) => difference.direction === direction).length
  return {
    lines: [
      ...differences.flatMap((difference) => diffLine(difference)),
      `${differences.length} rules differ: ${count('tighter')} tighter, ${count('looser')} looser, ${count('other')} other`,
    ],
    isGood: true,
  }
}

function explainKey(key: string, profile: string | undefined): Answer {
  const ids = profile === undefined ? loadProfiles(SHIPPED).map(({ id }) => id) : [profile]
  const lines = ids.flatMap((id) => {
    const said = explain(policyFrom(id), key).flatMap((rule) => explainedLines(rule))
    return [id].concat(said.map((line) => `  ${line}`))
  })
  return { lines, isGood: true }
}

function tryFile(file: string): Answer {
  const { passed, failed } = tryPolicy(policyFrom(file).profile, Date.now())
  return {
    lines: [...failed.map((name) => `failed: ${name}`), `${passed} passed, ${failed.length} failed`],
    isGood: failed.length === 0,
  }
}

function confirm(): Answer {
  const lines = loadProfiles(SHIPPED).flatMap(({ id, agency }) => {
    const open = loadPolicy(SHIPPED, id).rules.flatMap(({ key, effective, toConfirm }) =>
      toConfirm === undefined
        ? []
        : [`  ${key} (${effective.clause ?? 'our default'}) is ${valueLine(effective.value)}. ${toConfirm}`],
    )
    return open.length === 0 ? [] : [agency].concat(open)
  })
  return { lines, isGood: true }
}

function list(): Answer {
  return {
    lines: loadProfiles(SHIPPED).map(({ id, agency, policy: { number, revised, effective } }) => {
      const date = revised ?? effective
      return `${id.padEnd(12)} ${agency}, ${number}${date === undefined ? '' : `, ${date}`}`
    }),
    isGood: true,
  }
}

function answer(words: readonly string[], profile: string | undefined): Answer | undefined {
  const [command, one, other] = words
  if (command === 'list') return list()
  if (command === 'confirm') return confirm()
  if (one === undefined) return undefined
  if (command === 'lint') return lint(one)
  if (command === 'explain') return explainKey(one, profile)
  if (command === 'try') return tryFile(one)
  return command === 'diff' && other !== undefined ? diff(one, other) : undefined
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { profile: { type: 'string' } },
  })
  const said = answer(positionals, values.profile)
  if (said === undefined) {
    console.error(USAGE)
    process.exitCode = 2
  } else {
    console.log(said.lines.join('\n'))
    if (!said.isGood) process.exitCode = 1
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
