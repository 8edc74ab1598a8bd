// Files of a backup: written whole, named after, hashed on the way.
import { createHash, hash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '#main/sync-folder.ts'

export type Written = { readonly path: string; readonly bytes: number; readonly sha256: string }

/** On the disk when it resolves. */
export async function writePart(root: string, path: string, bytes: Uint8Array): Promise<Written> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${randomUUID()}.new`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(dirname(file))
  } finally {
    await rm(temporary, { force: true })
  }
  return { path, bytes: bytes.length, sha256: hash('sha256', bytes) }
}

/** What lies under a path, hashed in little memory; undefined where there is nothing. */
export async function lookAt(root: string, path: string): Promise<Written | undefined> {
  const file = join(root, path)
  const found = await stat(file).catch(() => undefined)
  if (found === undefined || !found.isFile()) return undefined
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(file)) sum.update(chunk)
  return { path, bytes: found.size, sha256: sum.digest('hex') }
}

export const readPart = (root: string, path: string): Promise<Buffer> => readFile(join(root, path))

/** Files below a folder of the root, as paths; none where it is not there. */
export async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted()
}

export async function copyOut(from: string, root: string, path: string): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await copyFile(from, file)
  await syncFolder(dirname(file))
}
