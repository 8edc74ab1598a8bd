// Objects as files of a folder. A file is written beside its place, brought onto the disk, and then given its name.
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '#main/sync-folder.ts'
import type { ListedObject, ObjectContent, Objects } from './index.ts'
import { checkName, checkPrefix } from './object-name.ts'

/** No name begins with a dot, so nothing in here is an object. */
const INCOMING = '.incoming'

export function folderObjects(folder: string): Objects {
  const incoming = join(folder, INCOMING)
  /** What a crash left half-written goes before the first write. */
  let readied: Promise<void> | undefined
  const ready = (): Promise<void> => (readied ??= makeReady(incoming))

  function fileOf(name: string): string {
    checkName(name)
    return join(folder, ...name.split('/'))
  }

  async function* walk(prefix: string): AsyncGenerator<ListedObject> {
    const at = join(folder, ...prefix.split('/'))
    const entries = (await readdir(at, { withFileTypes: true }).catch(ignoreMissing)) ?? []
    for (const entry of entries) {
      if (entry.isDirectory()) yield* walk(`${prefix}${entry.name}/`)
      else {
        const found = await stat(join(at, entry.name)).catch(ignoreMissing)
        if (found !== undefined) yield { name: `${prefix}${entry.name}`, bytes: found.size }
      }
    }
  }

  return {
    kind: 'folder',

    async put(name, content) {
      const file = fileOf(name)
      await ready()
      const temporary = join(incoming, randomUUID())
      try {
        await write(temporary, content)
        const made = await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        await rename(temporary, file)
        await syncFolder(dirname(file))
        if (made !== undefined) await syncAbove(dirname(file), folder)
      } catch (cause) {
        await rm(temporary, { force: true })
        throw cause
      }
    },

    async get(name) {
      return readFile(fileOf(name)).catch(ignoreMissing)
    },

    async remove(name) {
      await rm(fileOf(name), { force: true })
    },

    async removeAll(prefix) {
      checkPrefix(prefix)
      let removed = 0
      for await (const { name } of walk(prefix)) {
        await rm(fileOf(name), { force: true })
        removed += 1
      }
      await rm(join(folder, ...prefix.split('/')), { recursive: true, force: true })
      return removed
    },

    list(prefix) {
      checkPrefix(prefix)
      return walk(prefix)
    },
  }
}

async function makeReady(incoming: string): Promise<void> {
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true, mode: 0o700 })
}

async function write(file: string, content: ObjectContent): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    if (content instanceof Uint8Array) await handle.writeFile(content)
    else for await (const part of content) await handle.writeFile(part)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The folders between a new one and the store: their names must be on the disk too. */
async function syncAbove(made: string, folder: string): Promise<void> {
  for (let at = dirname(made); at.length >= folder.length; at = dirname(at)) await syncFolder(at)
}

/** ENOTDIR: a part of the name is an object itself, so there is none of this name. */
function ignoreMissing(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
    return
  throw cause
}
