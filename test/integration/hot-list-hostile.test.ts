// Ten thousand broken and hostile files through the whole import, against a list that is loaded: each is taken as a
// whole or not at all, and what is refused leaves nothing behind.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openListedPlates } from '#main/hotlists/listed/listed-plates.ts'
import { runImport } from '#main/hotlists/listed/run-import.ts'
import { hostileFile } from '../support/hot-lists/hostile-files.ts'
import { PLATE_MARK } from '../support/hot-lists/made-lines.ts'
import { shippedTemplate } from '../support/hot-lists/shipped-templates.ts'

const KEY = Buffer.alloc(32, 9)
const MOST_MS = 5000

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const versions = (): string[] => readdirSync(join(folder, 'versions'))
const versionOf = (seed: number): string => `00000000-0000-4000-8000-${String(seed).padStart(12, '0')}`

/** What became of one file: taken and readable to its last entry, or refused in words with nothing left. */
function importHostile(seed: number): 'taken' | 'refused' {
  const { name, bytes, template } = hostileFile(seed)
  const file = join(folder, `list-${seed % 50}`)
  writeFileSync(file, bytes)
  const version = versionOf(seed)
  const list = { name: 'Hostile', source: 'test' }
  const request = { file, template: shippedTemplate(template), list, now: Date.now() }
  const begun = process.cpuUsage()
  const result = runImport({ request, folder, key: KEY, version }, () => {})
  const { user, system } = process.cpuUsage(begun)
  // The processor's time: how busy the machine is does not count.
  expect((user + system) / 1000, name).toBeLessThan(MOST_MS)
  if (result.kind === 'refused') {
    expect(result.report.refusal, name).toMatch(/^[A-Z0-9].{10,}\.$/s)
    expect(JSON.stringify(result.report).toUpperCase(), name).not.toContain(PLATE_MARK)
    expect(versions(), name).toEqual([])
    return 'refused'
  }
  const { manifest, index } = result.imported
  const { taken, calibration, repeated } = manifest.report
  const plates = openListedPlates(folder, version, KEY, { manifest, index })
  expect(manifest.entries, name).toBe(taken + calibration - repeated)
  plates.close()
  rmSync(join(folder, 'versions', version), { recursive: true })
  return 'taken'
}

test('ten thousand hostile files are taken as a whole or not at all', () => {
  const counts = { taken: 0, refused: 0 }
  for (let seed = 0; seed < 10_000; seed += 1) counts[importHostile(seed)] += 1
  expect(counts.taken).toBeGreaterThan(0)
  expect(counts.refused).toBeGreaterThan(0)
}, 1_200_000)
