// Texts that are not of the form: each is an error that names file, line, key and what is allowed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePolicyText, PolicyTextError } from './text.ts'

const SHIPPED = join(import.meta.dirname, '../../../assets/policies')
const ALSIP = readFileSync(join(SHIPPED, 'alsip.yaml'), 'utf8')

function faultsOf(yaml: string): PolicyTextError {
  try {
    parsePolicyText(yaml, 'alsip.yaml')
  } catch (error) {
    if (error instanceof PolicyTextError) return error
    throw error
  }
  throw new Error('the text was taken')
}

/** The shipped text with one change, which must be one. */
function changed(from: string | RegExp, to: string): string {
  const yaml = ALSIP.replace(from, to)
  expect(yaml).not.toBe(ALSIP)
  return yaml
}

/** Number of the line in which `words` stand. */
const lineOf = (yaml: string, words: string): number => yaml.slice(0, yaml.indexOf(words)).split('\n').length

describe('a text that is not of the form', () => {
  test('a value that is not allowed: its line, its key and what is allowed', () => {
    const yaml = changed('value: if-practicable', 'value: perhaps')
    const { message, faults } = faultsOf(yaml)
    const line = lineOf(yaml, 'value: perhaps')
    expect(faults).toMatchObject([{ kind: 'form', key: 'verify.required', line }])
    expect(message).toContain(`alsip.yaml:${line}: verify.required.value: `)
    expect(message).toMatch(/"if-practicable"\|"shall"/)
  })

  test('a figure below what binds everybody', () => {
    const yaml = `${ALSIP}  password.least_characters: { value: 6, cite: '9' }\n`
    expect(faultsOf(yaml).message).toMatch(/password\.least_characters\.value: .*>=8/)
    const twelve = `${ALSIP}  session.reauthenticate_hours: { value: 13, cite: '9' }\n`
    expect(faultsOf(twelve).message).toMatch(/reauthenticate_hours\.value: .*<=12/)
  })

  test('an unknown key: the keys of its group', () => {
    const yaml = changed('verify.required:', 'verify.requird:')
    expect(faultsOf(yaml)).toMatchObject({
      faults: [{ key: 'verify.requird', line: lineOf(yaml, 'verify.requird') }],
    })
    expect(faultsOf(yaml).message).toMatch(
      /verify\.requird is no rule\. Allowed are: verify\.required, verify\.scope/,
    )
    expect(faultsOf(changed('verify.required:', 'frobnicate:')).message).toMatch(
      /Allowed are rules of: notice, password/,
    )
  })

  test('a value without its clause, and one that is not there', () => {
    const yaml = changed("    cite: '709.2'\n", '')
    const { faults } = faultsOf(yaml)
    expect(faults).toMatchObject([
      { key: 'lists.categories_allowed', line: lineOf(yaml, 'lists.categories_allowed') },
    ])
    expect(faults[0]?.words).toMatch(/clause is missing; name it, or write "default"/)
    expect(faultsOf(`${ALSIP}  search.reason: { cite: '1' }\n`).message).toMatch(
      /search\.reason: value is missing/,
    )
  })

  test('a header that is wrong', () => {
    expect(faultsOf(changed('state: IL', 'state: XX')).message).toMatch(/alsip\.yaml:7: state: /)
    expect(faultsOf(changed('version: 1', 'version: one')).message).toMatch(/alsip\.yaml:4: version: /)
    expect(faultsOf(changed('2023-12-19', '2023-13-19')).message).toMatch(
      /alsip\.yaml:8: policy\.effective: /,
    )
    expect(faultsOf(changed('kind: agency', 'kind: agencies')).message).toMatch(/alsip\.yaml:2: kind: /)
    expect(faultsOf(changed('overlays:', 'overlay:')).message).toMatch(/overlay/)
  })

  test('a key that is said twice, a tab, a cut file, an empty one, a list', () => {
    const twice = `${ALSIP}  verify.required: { value: shall, cite: '1' }\n`
    expect(faultsOf(twice).faults).toMatchObject([{ kind: 'form', line: ALSIP.split('\n').length }])
    expect(faultsOf(changed('  purposes.allowed:', '\tpurposes.allowed:')).message).toMatch(/is not YAML/)
    expect(faultsOf(ALSIP.slice(0, ALSIP.indexOf('[department') - 2)).faults[0]?.kind).toBe('form')
    expect(faultsOf('').message).toMatch(/is no policy text/)
    expect(faultsOf('- form: 1').message).toMatch(/is no policy text/)
  })

  test('aliases, and with them alias bombs, are refused before anything is unfolded', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
        (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`,
      ),
    ].join('\n')
    const { faults } = faultsOf(bomb)
    expect(faults[0]).toMatchObject({ line: 1 })
    expect(faults.every(({ words }) => words.includes('anchors and aliases'))).toBe(true)
    const merge = changed('  purposes.suspicion: {', '  purposes.suspicion: { <<: *one, ')
    expect(faultsOf(merge).faults[0]?.words).toMatch(/anchors and aliases|is not YAML/)
  })

  test('a file of megabytes is not read at all', () => {
    expect(faultsOf(`${ALSIP}# ${'x'.repeat(300_000)}`).message).toMatch(/larger than 256 KiB/)
  })

  test('a line that is lost or said twice is taken or named, and nothing else is ever thrown', () => {
    const lines = ALSIP.split('\n')
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.constantFrom('', 'twice', '  x: [', '? !!js/function', '{'),
        (at, put) => {
          const yaml = lines
            .toSpliced(at, 1, ...(put === 'twice' ? [lines[at] ?? '', lines[at] ?? ''] : [put]))
            .join('\n')
          try {
            parsePolicyText(yaml, 'x.yaml')
          } catch (error) {
            expect(error).toBeInstanceOf(PolicyTextError)
            expect(String(error)).toContain('x.yaml')
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
