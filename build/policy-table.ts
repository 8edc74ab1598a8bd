// Writes docs/POLICY.md from docs/policy: one row for each clause of the five policies, what Lookout does, and the
// test that proves it. With --check it fails where the file is not what would be written, a clause has no row, a row
// has neither a test nor a word on why, or a test that is named does not exist.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadPolicy } from '#main/policy/index.ts'

const FILE = 'docs/POLICY.md'
const ROWS = 'docs/policy'
const TEXTS = 'assets/policies'
const CLAUSE_TESTS = 'test/policy'
/** In the order of the tables; each is the name of a file of rows and of a policy text. */
const AGENCIES = ['schaumburg', 'rantoul', 'alsip', 'oak-brook', 'parsons'] as const

const Words = z.string().trim().min(3)
const Row = z.strictObject({
  clause: Words,
  /** What the clause asks, in our own words. */
  requirement: Words,
  does: Words,
  /** "file > test", or "file > describe > test". */
  tests: z.array(Words).optional(),
  /** Why software can only document it. */
  documented: Words.optional(),
  /** What is not built yet; the rule may stand in the profile already. */
  later: Words.optional(),
})
type Row = z.infer<typeof Row>
export const Rows = z.strictObject({ agency: Words, title: Words, rows: z.array(Row) })
type Rows = z.infer<typeof Rows>

/** The rows of every agency, by its id. Throws an Error that names the file where it is not of the form. */
function readRows(): ReadonlyMap<string, Rows> {
  return new Map(
    AGENCIES.map((id) => {
      const file = join(ROWS, `${id}.yaml`)
      const rows = Rows.safeParse(parse(readFileSync(file, 'utf8')))
      if (!rows.success) throw new Error(`${file}:\n${z.prettifyError(rows.error)}`)
      return [id, rows.data]
    }),
  )
}

/** What is wrong with the rows; `readTest` gives a test file's text, undefined where there is none. */
export function faultsOf(
  tables: ReadonlyMap<string, Rows>,
  expected: readonly string[],
  readTest: (file: string) => string | undefined,
): string[] {
  const faults: string[] = []
  const labels = [...tables].flatMap(([id, { rows }]) => rows.map(({ clause }) => `${id} ${clause}`))
  for (const label of expected) if (!labels.includes(label)) faults.push(`${label}: there is no row`)
  for (const [at, label] of labels.entries()) {
    if (!expected.includes(label)) faults.push(`${label}: there is no such clause`)
    if (labels.indexOf(label) !== at) faults.push(`${label}: there are two rows`)
  }
  if (faults.length === 0 && labels.join('\n') !== expected.join('\n')) {
    faults.push('the rows are not in the order of the clauses')
  }
  for (const [id, { rows }] of tables) {
    for (const { clause, tests = [], documented, later } of rows) {
      if (tests.length === 0 && documented === undefined && later === undefined) {
        faults.push(`${id} ${clause}: neither a test nor why there is none`)
      }
      for (const test of tests) {
        const [file = '', ...titles] = test.split(' > ')
        const text = readTest(file)
        if (text === undefined) faults.push(`${id} ${clause}: there is no file ${file}`)
        else if (titles.length === 0) faults.push(`${id} ${clause}: "${test}" names no test`)
        for (const title of titles) {
          if (text !== undefined && !isTitleIn(title, text)) {
            faults.push(`${id} ${clause}: no test "${title}" in ${file}`)
          }
        }
      }
    }
  }
  return faults
}

/** As a whole string, between quotation marks of any kind, and not of a test that is left out. */
function isTitleIn(title: string, text: string): boolean {
  return [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``].some((quoted) => {
    const at = text.indexOf(quoted)
    return at !== -1 && !/\.(?:skip|todo|fails)\(\s*$/.test(text.slice(0, at))
  })
}

/** Titles of clause tests ("Rantoul 438.5 s3: ...") that no row names. */
export function strayTitles(tables: ReadonlyMap<string, Rows>, texts: readonly string[]): string[] {
  const named = new Set(
    [...tables.values()].flatMap(({ rows }) =>
      rows.flatMap(({ tests = [] }) => tests.map((test) => test.split(' > ').at(-1))),
    ),
  )
  const agencies = [...tables.values()].map(({ agency }) => agency).join('|')
  const title = new RegExp(`['"]((?:${agencies}) [^'"\\n]{1,60}?: [^'"\\n]+)['"]`, 'g')
  return texts
    .flatMap((text) => [...text.matchAll(title)].map((match) => match[1] ?? ''))
    .filter((one) => !named.has(one))
}

const HEAD = `<!-- Written by build/policy-table.ts from docs/policy: change the rows there, then \`node build/policy-table.ts\`. -->

# Policy, clause by clause

What Lookout does for each clause of the five policies that it ships with, and the test that proves it: \`npm test -- policy\` runs the clause tests by their names, over the real core and a real database. \`assets/policies\` holds the texts as rules; \`npm run policy -- explain KEY\` tells where a rule comes from.

What software can hold is the record and the order of steps, not what is done in the street: "stop" below is the decision that the officer says. A rule without a clause is Lookout's default and is shown as such.

- **Test**: the clause is held, and the test shows it.
- **Documented only**: software cannot hold it; why is said.
- **Not built yet**: what is missing. Where a test stands beside it, it proves that the rule stands in the profile, or the part that is held already.
`

const BEYOND = `## Over and above the texts

These rest on no clause, and a refusal by them shows none.

- **Another plate or state ends the hit.** Once the officer has seen other characters or another state, no status is run and no stop is decided on this record, under no profile and on no other grounds: what he does then has nothing to do with the hit. _Green v. San Francisco_ and the Aurora stop of 2020 are tests under every shipped profile (\`src/main/policy/ways.test.ts\`).
- **Another vehicle has to be explained** by what the record is about and by the entering agency's confirmation, both answered yes, unless the plate itself is what was stolen (\`src/main/policy/ways.test.ts\`).
- **A confirmation that was refused, and a record that is not active, stand** even where the profile does not ask for them (\`src/main/policy/ways.test.ts\`).
- **What was checked of another plate, state or record does not count.** A second comparison that changes the plate or the state opens the status again; one that leads to another entry opens plate type, record and confirmation (\`src/shared/domain/hit-progress.test.ts\`).
- **A folded match** (O and 0, I and 1 taken as one) is compared as "folded", never as "same" (\`src/shared/domain/hit-progress.test.ts\`).
- **Partial plates and canvassing** are absent from Oak Brook's text and are refused there, as our default (\`src/main/policy/index.test.ts\`).
- **Immigration records** are in no profile: 625 ILCS 5/2-130(b)(2). An administrator may turn them on with a reason that is audited (\`test/integration/hot-lists.test.ts\`).
- **Reasons**: what names a forbidden use, and what must not be taken for it, is a list of words with its limits said (\`src/shared/domain/forbidden-use.test.ts\`).
- **Hit confirmation**: ten minutes for an urgent request, an hour for a routine one, counted from the request (\`src/shared/domain/hit-progress.test.ts\`).
`

function table({ agency, title, rows }: Rows): string {
  const lines = rows.map(({ clause, requirement, does, tests = [], documented, later }) => {
    const proof = [
      ...tests.map((test) => testWords(test)),
      ...(documented === undefined ? [] : [`**Documented only**: ${documented}`]),
      ...(later === undefined ? [] : [`**Not built yet**: ${later}`]),
    ]
    return `| ${[clause, requirement, does, proof.join('<br>')].map(cell).join(' | ')} |`
  })
  return [
    `## ${agency}`,
    `${title}.`,
    ['| clause | asks | what Lookout does | proof |', '| --- | --- | --- | --- |', ...lines].join('\n'),
  ].join('\n\n')
}

function testWords(test: string): string {
  const [file = '', ...titles] = test.split(' > ')
  return `\`${file}\`: ${titles.join(', ')}`
}

const cell = (words: string): string => words.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()

/** What every shipped text leaves open, in one place. */
function openQuestions(tables: ReadonlyMap<string, Rows>): string {
  const lines = [...tables].flatMap(([id, { agency }]) =>
    loadPolicy(TEXTS, id).rules.flatMap(({ key, effective, toConfirm }) =>
      toConfirm === undefined
        ? []
        : [
            `| ${[agency, effective.clause ?? 'our default', `\`${key}\``, toConfirm].map(cell).join(' | ')} |`,
          ],
    ),
  )
  return [
    '## To be confirmed by the agencies',
    'Where a text has two readings the profile takes the one that protects more, and asks. `npm run policy -- confirm` lists the same.',
    ['| agency | clause | rule | question |', '| --- | --- | --- | --- |', ...lines].join('\n'),
  ].join('\n\n')
}

function counts(tables: ReadonlyMap<string, Rows>): string {
  const lines = [...tables.values()].map(({ agency, rows }) => {
    const count = (is: (row: Row) => boolean): number => rows.filter(is).length
    const whole = count((row) => row.tests !== undefined && row.later === undefined)
    const part = count((row) => row.tests !== undefined && row.later !== undefined)
    const later = count((row) => row.tests === undefined && row.later !== undefined)
    const documented = count((row) => row.tests === undefined && row.later === undefined)
    return `| ${[agency, rows.length, whole, part, later, documented].join(' | ')} |`
  })
  return [
    '| agency | clauses | held and tested | held or ruled in part | not built yet | documented only |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

/** The whole document, in the form that the formatter gives it. */
async function documentOf(tables: ReadonlyMap<string, Rows>): Promise<string> {
  const parts = [
    HEAD,
    counts(tables),
    ...[...tables.values()].map((one) => table(one)),
    openQuestions(tables),
    BEYOND,
  ]
  const options = await resolveConfig(FILE)
  return format(parts.join('\n\n'), { ...options, parser: 'markdown' })
}

async function main(): Promise<void> {
  const tables = readRows()
  const expected = readFileSync(join(ROWS, 'clauses.txt'), 'utf8').trim().split('\n')
  const tests = readdirSync(CLAUSE_TESTS).filter((name) => name.endsWith('.test.ts'))
  const faults = [
    ...faultsOf(tables, expected, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)),
    ...strayTitles(
      tables,
      tests.map((name) => readFileSync(join(CLAUSE_TESTS, name), 'utf8')),
    ).map((title) => `no row names the test "${title}"`),
  ]
  const text = await documentOf(tables)
  if (!process.argv.includes('--check')) writeFileSync(FILE, text)
  else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    faults.push(`${FILE} is not what its rows give: run "node build/policy-table.ts"`)
  }
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
  else console.log(`${expected.length} clauses, each with its row`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
