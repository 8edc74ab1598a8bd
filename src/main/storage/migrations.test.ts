import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MIGRATIONS } from './migrations.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/** SHA-256 of every step as it was shipped. Cars have run them: add a line for a new step, change none. */
const SHIPPED: Record<string, string> = {
  '0010-reads.ts': 'c751ce1305df768d1e11c64ba531aa14ea5ac042890c3bb12cc0aa2c1e3dc4f8',
  '0020-hits.ts': 'd52d471e73601f3c8f80288cdcf54113416f7a6ff3f97ab6d642c224698e7942',
  '0030-outbox.ts': 'dab36432b47f44579ddb08652f6f1ceba9a258598ddbe4584f656f9dc6eb5e2e',
  '0040-hit-steps.ts': '1b8ce61fa9d962a7b7fad6cff2f528363c6252a40a4385064309dd58b3840cd6',
  '0050-shifts.ts': '0e477ba91da32b415ab0944bbb10a736487442d36ca24ad425ed52600a29a251',
  '0060-lists.ts': '73c4d8f09c8056b9975b5b9def1500a5d883432dadd9f66d84b2a6dd0b20cf76',
}

test('a migration that was shipped is never changed', () => {
  const files = readdirSync(FOLDER).toSorted()
  const hashes = files.map((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8').replaceAll('\r\n', '\n')
    return [file, createHash('sha256').update(text).digest('hex')]
  })
  expect(Object.fromEntries(hashes)).toEqual(SHIPPED)
})

test('every migration file is in the list, in the order of its number', () => {
  const files = MIGRATIONS.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`)
  expect(files).toEqual(readdirSync(FOLDER).toSorted())
})
