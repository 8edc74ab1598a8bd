// A file that lies on a medium whole or not at all, whatever is pulled out meanwhile.
import { createHash } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '#main/refused.ts'
import { syncFolder } from '#main/sync-folder.ts'
import { PACKAGE_ENDING } from '#shared/transfer/package.ts'

const HALF_WRITTEN = `${PACKAGE_ENDING}.part`

/** "20261122T140211Z" of an instant. */
export function nameAt(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** What a pulled plug or a pulled medium left behind. */
export async function removeHalfWritten(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(HALF_WRITTEN)) await rm(join(folder, entry.name))
  }
}

export type Put = { readonly bytes: number; readonly sha256: string }

/**
 * Writes beside the name, then renames. `before` runs when all bytes are on the medium and the name is not yet there;
 * what it throws undoes the file.
 */
export async function putAtomically(
  folder: string,
  name: string,
  source: AsyncIterable<Uint8Array>,
  before: (put: Put) => void,
): Promise<Put> {
  const half = join(folder, `${name}.part`)
  try {
    const put = await writeAll(half, source)
    before(put)
    await rename(half, join(folder, name))
    await syncFolder(folder)
    return put
  } catch (cause) {
    await rm(half, { force: true }).catch(() => {})
    throw ofMedium(cause)
  }
}

async function writeAll(file: string, source: AsyncIterable<Uint8Array>): Promise<Put> {
  const handle = await open(file, 'wx', 0o600)
  const digest = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of source) {
      await handle.writeFile(piece)
      digest.update(piece)
      bytes += piece.length
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: digest.digest('hex') }
}

/** A fault of the medium in words for who has it in his hand. */
function ofMedium(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOSPC') {
    return refuse('space on the medium: it is full', 'Make room on it and write the package again.')
  }
  if (code === 'EIO' || code === 'ENOENT' || code === 'EROFS' || code === 'ENODEV') {
    return refuse(
      'a medium that can be written: it was pulled out, or is locked',
      'Plug it in and write the package again.',
    )
  }
  return cause
}
