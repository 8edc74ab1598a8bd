import { foldLookalikes } from '#shared/domain/plate.ts'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createVersionBuilder, type BuiltVersion } from './build-version.ts'
import { confusions } from './confusions.ts'
import { writeIndexFile } from './index-file.ts'
import { openListedPlates, type ListedPlates } from './listed-plates.ts'
import { writeManifest, type Manifest } from './manifest.ts'
import { createPlateHash } from './plate-hash.ts'
import type { ListedFacts } from './record.ts'
import { eachRecord } from './record-file.ts'
import { emptyReport } from './refusals.ts'
import { versionFiles, type VersionFiles } from './version-folder.ts'

type Line = ListedFacts & { readonly raw: string }
type Made = { readonly built: BuiltVersion; readonly files: VersionFiles; readonly version: string }

const KEY = Buffer.alloc(32, 3)
const hash = createPlateHash(KEY)
const template: Manifest['template'] = {
  id: 'made-up',
  name: 'Made up',
  source: 'TEST',
  about: '',
  encoding: 'utf-8',
  header: { lines: 0 },
  layouts: [{ name: 'plate', layout: { form: 'fixed', columns: [{ field: 'plate', from: 0, to: 10 }] } }],
  stateCodes: {},
  categoryCodes: {},
  category: 'unsorted',
  mostRefusedShare: 1,
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-list-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Builds a version of `lines`, numbered from 1, and compares it with `before`. */
function make(lines: readonly Line[], before?: Made): Made {
  const version = randomUUID()
  const files = versionFiles(folder, version, KEY)
  mkdirSync(files.folder, { recursive: true })
  const builder = createVersionBuilder(files, hash, 'TEST')
  for (const [number, line] of lines.entries()) {
    const bytes = Buffer.from(`before${line.raw}after`)
    builder.add(line, bytes, 6, bytes.length - 5, number + 1)
  }
  const loaded = before && eachRecord(before.files.records, before.files.recordsKey, before.built.blocks)
  const built = builder.finish(loaded ?? Iterator.from([]), () => undefined)
  return { built, files, version }
}

function open({ built, files, version }: Made): ListedPlates {
  const list = { name: 'Test', source: 'TEST' }
  const { entries, density, blocks } = built
  writeManifest(files, {
    version,
    list,
    template,
    entries,
    density,
    importedAt: 0,
    report: emptyReport({ file: 'list.txt', template, list, now: 0 }),
    blocks,
    indexSizes: writeIndexFile(files.index, files.indexKey, built.index),
    categories: ['unsorted', 'stolen-plate'],
  })
  return openListedPlates(folder, version, KEY)
}

// Few characters and fields, so that plates are repeated, fold to one another and are written in both forms.
const line: fc.Arbitrary<Line> = fc.record({
  plate: fc.string({ unit: fc.constantFrom(...'0OI1AB7'), minLength: 1, maxLength: 3 }),
  state: fc.constantFrom('', 'IL', 'KS', 'ONT'),
  plateType: fc.constantFrom('', 'PC'),
  recordNumber: fc.constantFrom('', 'V1', 'V2'),
  category: fc.constant('unsorted'),
  raw: fc.string({ maxLength: 60, unit: fc.constantFrom('a', ' ', 'é', '\u{1F697}') }),
})
const lines = fc.array(line, { maxLength: 120 })
const keyOf = ({ plate, state, plateType, recordNumber }: Line): string =>
  [plate, state, plateType, recordNumber].join('|')
const formKeyOf = ({ plate, state, plateType, recordNumber }: Line): string =>
  [foldLookalikes(plate), recordNumber === '' ? `${state}|${plateType}` : `#${recordNumber}`].join('|')

/** What a list should hold, made the plain way: the last line of each key. */
function expected(all: readonly Line[]) {
  const last = new Map(all.map((one, number) => [keyOf(one), { ...one, line: number + 1 }]))
  const forms = Map.groupBy(last.values(), formKeyOf)
  return [...last.values()].map((one) => ({
    raw: one.raw,
    line: one.line,
    plate: one.plate,
    state: one.state,
    category: 'unsorted',
    bothForms: new Set(forms.get(formKeyOf(one))?.map(({ plate }) => plate)).size > 1,
  }))
}

test('every entry is found by its plate and by what folds to the same, and nothing else is', () => {
  fc.assert(
    fc.property(lines, fc.array(line, { maxLength: 20 }), (all, others) => {
      const made = make(all)
      const plates = open(made)
      const entries = expected(all)
      expect(made.built).toMatchObject({
        entries: entries.length,
        repeated: all.length - entries.length,
        bothForms: entries.filter(({ bothForms }) => bothForms).length,
      })
      for (const { plate } of [...all, ...others]) {
        const same = entries.filter((entry) => foldLookalikes(entry.plate) === foldLookalikes(plate))
        expect(plates.find(plate).toSorted((a, b) => a.line - b.line)).toEqual(
          same.toSorted((a, b) => a.line - b.line).slice(0, 100),
        )
        expect(plates.has(foldLookalikes(plate))).toBe(same.length > 0)
        const around = [...confusions(plate)]
        expect(plates.crowding(plate)).toEqual({
          looked: around.length,
          listed: around.filter((other) => entries.some((entry) => foldLookalikes(entry.plate) === other))
            .length,
        })
      }
      plates.close()
    }),
    { numRuns: 60 },
  )
})

test('two versions are compared entry by entry', () => {
  fc.assert(
    fc.property(lines, lines, fc.boolean(), (old, more, keepsOld) => {
      const next = keepsOld ? [...more, ...old] : more
      const before = make(old)
      const rawsBefore = new Map(old.map((one) => [keyOf(one), one.raw]))
      const rawsNow = new Map(next.map((one) => [keyOf(one), one.raw]))
      expect(make(next, before).built.changes).toEqual({
        added: [...rawsNow.keys()].filter((key) => !rawsBefore.has(key)).length,
        removed: [...rawsBefore.keys()].filter((key) => !rawsNow.has(key)).length,
        changed: [...rawsNow].filter(([key, raw]) => (rawsBefore.get(key) ?? raw) !== raw).length,
      })
    }),
    { numRuns: 60 },
  )
})

test('a list that does not fit into memory at once is put aside and comes out whole', () => {
  const all = Array.from({ length: 60_000 }, (_, number): Line => {
    const plate = `AB${number.toString(36).toUpperCase()}`
    return {
      plate,
      state: 'IL',
      plateType: 'PC',
      recordNumber: `V${number}`,
      category: 'unsorted',
      raw: plate.repeat(60),
    }
  })
  const made = make(all)
  const entries = expected(all)
  expect(made.built.entries).toBe(entries.length)
  expect(readdirSync(made.files.folder)).toEqual(['records'])
  const plates = open(made)
  for (let number = 0; number < all.length; number += 997) {
    const found = plates.find(all[number]?.plate ?? '')
    expect(found).toContainEqual(entries[number])
  }
  // The density is a share of neighbours, so a sample of all of them is near what all of them would say.
  const around = all.flatMap(({ plate }) => Array.from(confusions(plate)))
  const listed = around.filter((plate) => plates.has(plate)).length
  expect(Math.abs(made.built.density - listed / around.length)).toBeLessThan(0.05)
  plates.close()
})

test('nothing of a list is on the disk in plain', () => {
  const made = make([
    {
      plate: 'SECRET7',
      state: 'IL',
      plateType: 'PC',
      recordNumber: 'V1',
      category: 'unsorted',
      raw: 'NAME, SOME',
    },
  ])
  const plates = open(made)
  plates.close()
  for (const name of readdirSync(made.files.folder)) {
    const content = readFileSync(join(made.files.folder, name)).toString('latin1')
    expect(
      ['SECRET7', 'NAME, SOME', 'made-up', 'categories'].filter((word) => content.includes(word)),
    ).toEqual([])
  }
})

test('another key does not open a list', () => {
  const made = make([])
  open(made).close()
  expect(() => openListedPlates(folder, made.version, Buffer.alloc(32, 4))).toThrow()
})
