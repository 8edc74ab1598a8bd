// The command as it is run: what it says, and its exit code.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const COMMAND = join(import.meta.dirname, 'policy.ts')
const SHIPPED = join(import.meta.dirname, '../assets/policies')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-policy-command-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...words: readonly string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], { encoding: 'utf8' })
  return { code: status, out: stdout, error: stderr }
}

function changed(id: string, from: string, to: string): string {
  const file = join(folder, `${id}.yaml`)
  const yaml = readFileSync(join(SHIPPED, `${id}.yaml`), 'utf8')
  expect(yaml).toContain(from)
  writeFileSync(file, yaml.replace(from, to))
  return file
}

describe('policy lint', () => {
  test('fails on a placeholder, passes on open questions, and names the line', () => {
    const alsip = run('lint', join(SHIPPED, 'alsip.yaml'))
    expect(alsip.code).toBe(1)
    expect(alsip.out).toMatch(/alsip\.yaml:\d+: placeholder: 709\.3\(d\)/)
    expect(alsip.out).toMatch(/alsip\.yaml:\d+: missing-title: 709\.2/)
    const schaumburg = run('lint', 'schaumburg')
    expect(schaumburg.code).toBe(0)
    expect(schaumburg.out).toMatch(/two-readings: .*to be confirmed/)
    expect(schaumburg.out).toMatch(/older-than-law: .*2012-11-26/)
  })

  test('fails on a text that is not of the form and on one that loosens a law', () => {
    const broken = run('lint', changed('rantoul', 'value: shall', 'value: will'))
    expect(broken).toMatchObject({ code: 1 })
    expect(broken.out).toMatch(/rantoul\.yaml:\d+: form: verify\.required\.value/)
    const loose = run(
      'lint',
      changed(
        'parsons',
        'cite: 427.7 last }',
        'cite: 427.7 last }\n  audit.log_review_days: { value: 60, cite: x }',
      ),
    )
    expect(loose).toMatchObject({ code: 1 })
    expect(loose.out).toMatch(/loosens: audit\.log_review_days/)
  })

  test("looks over an agency's published text too", () => {
    const file = join(folder, 'published.txt')
    writeFileSync(file, 'Access is for [department/office] members. The will assign members.')
    const { code, out } = run('lint', file)
    expect(code).toBe(1)
    expect(out).toMatch(/published\.txt:1: placeholder[^]*published\.txt:1: missing-title/)
  })
})

test('diff, explain, try, list and confirm answer; anything else says how', () => {
  expect(run('diff', 'schaumburg', 'rantoul').out).toMatch(/verify\.required \[tighter\][^]*rules differ/)
  const explained = run('explain', 'verify.required', '--profile', 'rantoul')
  expect(explained).toMatchObject({ code: 0 })
  expect(explained.out).toMatch(/binds: shall {2}\(438\.3\(e\); rantoul 1\)/)
  expect(run('try', 'oak-brook')).toMatchObject({ code: 0, out: expect.stringMatching(/passed, 0 failed/) })
  expect(run('list').out).toMatch(/parsons +Parsons Police Department, 427/)
  expect(run('confirm').out).toMatch(/Alsip Police Department\n[^]*roles\.assigner .*Who assigns personnel/)
  expect(run('frobnicate')).toMatchObject({ code: 2, error: expect.stringMatching(/npm run policy/) })
  expect(run('explain', 'nothing', '--profile', 'alsip')).toMatchObject({
    code: 2,
    error: expect.stringMatching(/no rule "nothing"/),
  })
})
