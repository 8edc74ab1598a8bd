// Writes the chain into a file for `lookout-audit verify`: a header line that the device signs, then a line an entry.
import { open, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditRepository } from '#main/storage/audit-repository.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { refuse } from '../refused.ts'
import { syncFolder } from '../sync-folder.ts'
import type { DeviceKey } from './device-key.ts'
import { linkOf } from './links.ts'

export type Exported = { readonly file: string; readonly entries: number }

type Options = {
  readonly repository: AuditRepository
  readonly key: DeviceKey
  readonly folder: string
  readonly now: () => number
}

const PAGE = 500

/** Entries that are written meanwhile are not in it. The file is there whole or not at all. */
export async function exportChain({ repository, key, folder, now }: Options): Promise<Exported> {
  const newest = repository.newest()
  const oldest = repository.page(0, 1, 1)[0]
  if (newest === undefined || oldest === undefined) {
    throw refuse(
      'entries in the audit',
      'Nothing was exported: the audit could not be begun. Tell the administrator.',
    )
  }
  const entries = newest.counter
  const header = headerOf(repository, key, {
    from: atOf(oldest.entry),
    to: newest.at,
    entries,
    head: { counter: entries, hash: linkOf(newest.entry, newest.signature) },
  })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const stamp = new Date(now()).toISOString().replaceAll(/[-:]/g, '')
  const file = join(folder, `audit-${key.device}-${stamp}-${entries}.jsonl`)
  const temporary = `${file}.new`
  try {
    const handle = await open(temporary, 'w', 0o600)
    try {
      await handle.write(`${header}\n`)
      for (let after = 0; after < entries;) {
        const rows = repository.page(after, entries, PAGE)
        const last = rows.at(-1)
        if (last === undefined) break
        await handle.write(rows.map((row) => lineOf(row.entry, row.signature)).join(''))
        after = last.counter
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(folder)
  } finally {
    await rm(temporary, { force: true })
  }
  return { file, entries }
}

function lineOf(entry: string, signature: string): string {
  return `{"entry":${entry},"signature":"${signature}"}\n`
}

type Extent = {
  readonly from: string
  readonly to: string
  readonly entries: number
  readonly head: { readonly counter: number; readonly hash: string }
}

function headerOf(repository: AuditRepository, key: DeviceKey, extent: Extent): string {
  const countersigned = repository.newestReceipt()
  const { device, publicKey } = key
  const header = { form: 'lookout-audit 1', device, publicKey, ...extent, countersigned }
  return canonicalJson({ ...header, signature: key.sign(canonicalJson(header)) })
}

/** Where the chain is damaged, the export shows it as it is. */
function atOf(entry: string): string {
  try {
    const { at }: { at?: unknown } = JSON.parse(entry)
    return typeof at === 'string' ? at : ''
  } catch {
    return ''
  }
}
