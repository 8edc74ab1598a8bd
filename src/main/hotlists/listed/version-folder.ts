// Where a list lies on the disk: a folder for each version, and a pointer file that names the one in use. The
// pointer is replaced as a whole after everything it names is on the disk, so a crash leaves the version
// before in use, and what is half done is what no pointer names.
import type { KeyObject } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '#main/sync-folder.ts'
import { fileKey } from './seal.ts'

export type VersionFiles = {
  readonly folder: string
  readonly records: string
  readonly recordsKey: KeyObject
  readonly index: string
  readonly indexKey: KeyObject
  readonly manifest: string
  readonly manifestKey: KeyObject
  /** Only while the version is built. */
  readonly spill: string
}

const POINTER = 'current'
const VERSIONS = 'versions'
const VERSION = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `folder` is the list's, `version` a random name, `key` the installation's 32 bytes for hot lists. */
export function versionFiles(folder: string, version: string, key: Uint8Array): VersionFiles {
  const own = join(folder, VERSIONS, version)
  return {
    folder: own,
    records: join(own, 'records'),
    recordsKey: fileKey(key, version, 'records'),
    index: join(own, 'index'),
    indexKey: fileKey(key, version, 'index'),
    manifest: join(own, 'manifest'),
    manifestKey: fileKey(key, version, 'manifest'),
    spill: join(own, 'spill'),
  }
}

/** The version in use; undefined when none was ever installed. */
export function currentVersion(folder: string): string | undefined {
  const file = join(folder, POINTER)
  try {
    const version = readFileSync(file, 'utf8').trim()
    if (VERSION.test(version)) return version
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  throw new Error(`The file ${file} does not name a version of the hot list. Import the list again.`)
}

/** Puts `version`, all of which is on the disk, in use. The pointer is the old one or the new one, never half. */
export async function putInUse(folder: string, version: string): Promise<void> {
  const incoming = join(folder, `${POINTER}.new`)
  const handle = await open(incoming, 'w', 0o600)
  try {
    await handle.writeFile(`${version}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(incoming, join(folder, POINTER))
  // The new version is in use from here on, so what goes wrong now takes nothing back.
  await syncFolder(folder).catch(() => undefined)
}

/** Removes what no pointer names: what a crash left half done, and versions that were replaced. */
export function removeUnused(folder: string, used: string | undefined): void {
  rmSync(join(folder, `${POINTER}.new`), { force: true })
  for (const name of versionNames(folder)) {
    if (name !== used) rmSync(join(folder, VERSIONS, name), { recursive: true, force: true })
  }
}

/** Removes one version, without holding up the thread: a gigabyte takes a while. */
export async function removeVersion(folder: string, version: string): Promise<void> {
  await rm(join(folder, VERSIONS, version), { recursive: true, force: true })
}

function versionNames(folder: string): string[] {
  try {
    return readdirSync(join(folder, VERSIONS))
  } catch {
    return []
  }
}
