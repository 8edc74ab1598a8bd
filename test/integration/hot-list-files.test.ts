import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileTemplate, guessTemplate, previewList, readList } from '#main/hotlists/templates/index.ts'
import { HotListEntry } from '#shared/domain/hot-list.ts'
import { ImportPreview, RefusedLine } from '#shared/domain/import-template.ts'
import { hostileFile } from '../support/hot-lists/hostile-files.ts'
import { PLATE_MARK } from '../support/hot-lists/made-lines.ts'
import { exampleFile, SHIPPED_IDS, shippedTemplate } from '../support/hot-lists/shipped-templates.ts'
import { readAll, TODAY } from '../support/hot-lists/read-all.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A new file each time: writing over the old one waits for the disk. */
function write(bytes: Buffer): string {
  const file = join(folder, 'list')
  rmSync(file, { force: true })
  writeFileSync(file, bytes)
  return file
}

/** Reads one hostile file as the import would, and holds the result against what every result must keep to. */
function readHostile(seed: number): { ms: number; isTaken: boolean } {
  const { name, bytes, template } = hostileFile(seed)
  const file = write(bytes)
  const handed: { line: number; raw: string }[] = []
  const begun = process.cpuUsage()
  const result = readList({
    file,
    template: shippedTemplate(template),
    today: TODAY,
    onEntry(_, buffer, start, end, line) {
      if (handed.length < 30) handed.push({ line, raw: buffer.toString('utf8', start, end) })
    },
    onProgress() {},
  })
  // The processor's time: how busy the machine is does not count.
  const { user, system } = process.cpuUsage(begun)
  const ms = (user + system) / 1000
  const { refusal, refused, refusedCount, taken, lines, junk } = result
  const told = [
    refusal ?? '',
    ...refused.map(({ reason, field }) => `${field ?? ''} ${reason}`),
    ...Object.keys(junk),
  ]
  expect(told.join('\n').toUpperCase(), name).not.toContain(PLATE_MARK)
  if (refusal === undefined) expect(taken, name).toBeGreaterThan(0)
  else expect(refusal, name).toMatch(/^[A-Z0-9].{10,}\.$/s)
  expect(refused, name).toHaveLength(Math.min(500, refusedCount))
  let before = 0
  for (const one of refused) {
    if (RefusedLine.parse(one).line <= before || one.line > lines)
      throw new Error(`${name}: line ${one.line}`)
    before = one.line
  }
  if (refusal === undefined) {
    const { toEntry } = compileTemplate(result.usedTemplate)
    for (const { raw, line } of handed) HotListEntry.parse(toEntry(raw, line, { name: 'x', source: 'x' }))
  }
  return { ms, isTaken: refusal === undefined }
}

describe('hot list files', () => {
  test('ten thousand broken and hostile files: no crash, none over five seconds, every refusal told by line', () => {
    let slowest = 0
    let taken = 0
    for (let seed = 0; seed < 10_000; seed += 1) {
      const read = readHostile(seed)
      slowest = Math.max(slowest, read.ms)
      if (read.isTaken) taken += 1
    }
    expect(slowest).toBeLessThan(5000)
    // Neither everything refused nor everything taken: the files reach the rules they are made for.
    expect(taken).toBeGreaterThan(1000)
    expect(taken).toBeLessThan(9000)
  }, 300_000)

  test('previews and guesses of hostile files end as well, and hold to their form', () => {
    const templates = SHIPPED_IDS.map(shippedTemplate)
    for (let seed = 0; seed < 300; seed += 1) {
      const { bytes, template } = hostileFile(seed)
      const file = write(bytes)
      ImportPreview.parse(previewList(file, shippedTemplate(template)))
      expect(guessTemplate(file, templates)).toHaveLength(templates.length)
    }
  }, 300_000)

  test.each(SHIPPED_IDS)('%s: the example is guessed, and everything that it lists can be shown', (id) => {
    const [best] = guessTemplate(exampleFile(id), SHIPPED_IDS.map(shippedTemplate))
    expect(best?.id).toBe(id)
    const { refusal, taken, calibration, entries } = readAll(exampleFile(id), shippedTemplate(id))
    expect(refusal).toBeUndefined()
    expect(Object.keys(entries)).toHaveLength(taken + calibration)
  })
})
