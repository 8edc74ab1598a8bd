// Killing an import at any moment leaves the list as it was before it or as it is after it, whole.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  importRequest,
  ncicLine,
  openTestList,
  plateNumber,
  writeList,
} from '../support/hot-lists-index/ncic-list.ts'

const IMPORTER = fileURLToPath(new URL('../support/hot-lists-index/import-until-killed.ts', import.meta.url))
const ENTRIES = 20_000

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-list-crash-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Kills the importer (no handler runs) so many milliseconds after its second import is under way. */
async function importAndKill(list: string, files: readonly string[], afterMs: number): Promise<void> {
  const importer = spawn(process.execPath, [IMPORTER, list, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(importer, 'exit')
  for await (const line of createInterface({ input: importer.stdout })) {
    expect(line).toMatch(/^(?:begun|under way|over) \d+$/)
    if (line === 'under way 1') setTimeout(() => importer.kill('SIGKILL'), afterMs)
  }
  await ended
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

test.each([0, 20, 60, 120, 250])(
  'killed %i ms into its work, an import leaves one whole version in use and nothing in plain',
  async (afterMs) => {
    const [odd, even] = [join(folder, 'odd.txt'), join(folder, 'even.txt')]
    const numbers = Array.from({ length: ENTRIES }, (_, number) => number)
    writeList(
      odd,
      numbers.map((number) => ncicLine(number, plateNumber(2 * number + 1))),
    )
    writeList(
      even,
      numbers.map((number) => ncicLine(number, plateNumber(2 * number))),
    )

    const path = join(folder, 'list')
    await importAndKill(path, [odd, even], afterMs)

    const left = filesIn(path)
    for (const file of left) {
      const content = readFileSync(file).toString('latin1')
      expect(content.includes('P1000') || content.includes('IL0160000')).toBe(false)
    }
    const list = openTestList(path)
    const plates = list.plates()
    expect(list.fault()).toBeUndefined()
    const isOdd = plates?.has(plateNumber(1)) ?? false
    const listed = numbers.filter((number) => {
      const [entry] = plates?.find(plateNumber(2 * number + (isOdd ? 1 : 0))) ?? []
      return entry?.raw === ncicLine(number, plateNumber(2 * number + (isOdd ? 1 : 0)))
    })
    expect(listed).toHaveLength(ENTRIES)
    expect(plates?.manifest.entries).toBe(ENTRIES)
    expect(readdirSync(join(path, 'versions'))).toEqual([plates?.manifest.version])

    // The next import is none the worse for it.
    const report = await list.importFile(importRequest(even, { allowOlder: true }), () => undefined)
    expect(report.refusal).toBeUndefined()
    expect(report.changes).toEqual(
      isOdd ? { added: ENTRIES, removed: ENTRIES, changed: 0 } : { added: 0, removed: 0, changed: 0 },
    )
    expect(list.plates()?.has(plateNumber(0))).toBe(true)
    await list.close()
  },
  180_000,
)
