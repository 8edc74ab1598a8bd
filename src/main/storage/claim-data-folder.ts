// Claims a data folder for one running Lookout. A demonstration and a real installation can never use the
// same folder: whichever came first has marked it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { dataFolder } from './data-folder.ts'

const MARKER = 'installation.json'
const Marker = z.object({ kind: z.enum(['installation', 'demonstration']) })
export type InstallationKind = z.infer<typeof Marker>['kind']

export type ClaimedFolder = { release(): void }

/**
 * Makes the folder if need be, checks its mark, and locks it until `release` or the end of the process.
 * Throws an Error that names the folder when it belongs to the other kind or is in use.
 */
export function claimDataFolder(folder: string, kind: InstallationKind): ClaimedFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const marker = join(folder, MARKER)
  if (existsSync(marker)) checkMarker(marker, kind)
  else if (existsSync(dataFolder(folder).database)) {
    throw new Error(`${folder} holds data but no ${MARKER}. Restore that file from a backup.`)
  } else writeFileSync(marker, `${JSON.stringify({ kind })}\n`, { mode: 0o600 })
  return lock(folder)
}

function checkMarker(marker: string, kind: InstallationKind): void {
  let found: InstallationKind
  try {
    found = Marker.parse(JSON.parse(readFileSync(marker, 'utf8'))).kind
  } catch (error) {
    throw new Error(`${marker} is damaged. Restore it from a backup; nothing was changed.`, { cause: error })
  }
  if (found === kind) return
  throw new Error(
    found === 'demonstration'
      ? `${marker} says this folder belongs to a demonstration. Choose another with --data.`
      : `${marker} says this folder belongs to a real installation; a demonstration may not use it.`,
  )
}

/** SQLite's own file lock: the operating system drops it when the process ends, however it ends. */
function lock(folder: string): ClaimedFolder {
  const database = new Database(join(folder, 'in-use.lock'), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw new Error(`${folder} is in use by another Lookout on this machine. Close that one first.`, {
      cause: error,
    })
  }
  return { release: () => database.close() }
}
