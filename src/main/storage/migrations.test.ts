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
  '0070-audit.ts': 'fc9e2f9f64c09296d3a9efd0403aaf037d0520194ff39c381d49ad4f7ec253d4',
  '0080-accounts.ts': '1177a8c63bb1f494d31fc1dcedca0aed7bdc25390b34ef9999a42ed18877fb5f',
  '0090-policies.ts': '67d345b07a0bb575d273f862138ade250d263fa6c075b26d3a22a53e52760517',
  '0100-training.ts': '6c67d17a087450244cb94d69f8845264f4098eea13f079cb319a0fa47c127bea',
  '0110-reviews.ts': '26fbc3eade16ec84eaa3ea999a92688f7c44e5857fc92c3bfd3e628073efc4d0',
  '0120-department.ts': '24d30da4e77752a9cb0ad7e79273d78c71cae8b4ce098bcafd9c6297e196341a',
  '0130-uploads.ts': '2bf025b54fb1b32526bbfe7b9832b2afcde28344a270cb82b336282187140d78',
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
