// The two keys of an installation (database and images): made once, sealed by the host, kept in one file
// beside the records. A key is never made anew where records exist: that would make them unreadable.
import { createHash, hkdfSync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { KeySealing } from '../host.ts'
import { dataFolder, type DataFolder } from './data-folder.ts'

/** All but the first two are derived from the media key: other uses, no further secret to lose. */
export type Keys = {
  readonly database: Uint8Array
  readonly media: Uint8Array
  readonly hotLists: Uint8Array
  /** The seed of the device's signing key, by which the audit is signed. */
  readonly device: Uint8Array
  /** Makes pseudonyms of plates in the audit, and of own plates. */
  readonly pseudonyms: Uint8Array
  /** Makes release codes of locked accounts. */
  readonly release: Uint8Array
}

const KEY_BYTES = 32

/**
 * Loads the keys of the installation in `folder`, or makes them on the first run. Throws an Error that
 * names the key file when it cannot be unsealed, or is gone while records exist; it is never overwritten.
 */
export function loadKeys(keySealing: KeySealing, folder: string): Keys {
  const paths = dataFolder(folder)
  if (existsSync(paths.keys)) return unsealKeys(keySealing, paths.keys)
  if (hasRecords(paths)) {
    throw new Error(
      `The key file ${paths.keys} is missing, but there are records in ${folder}. Nothing was changed. ` +
        'Put the key file back from a backup; without it the records cannot be read. ' +
        'To start with an empty installation, move the whole folder away.',
    )
  }
  const database = randomBytes(KEY_BYTES)
  const media = randomBytes(KEY_BYTES)
  const plain = Buffer.concat([database, media])
  createExclusively(paths.keys, keySealing.seal(Buffer.concat([plain, checksum(plain)])))
  // Read back what is on the disk, so that a sealing that cannot be undone is found before any record is.
  return unsealKeys(keySealing, paths.keys)
}

function unsealKeys(keySealing: KeySealing, file: string): Keys {
  let plain: Buffer
  try {
    plain = Buffer.from(keySealing.unseal(readFileSync(file)))
  } catch (cause) {
    throw new Error(keyFileRefusal(file), { cause })
  }
  const keys = plain.subarray(0, 2 * KEY_BYTES)
  // Not every sealing is authenticated, so a damaged file may unseal to something.
  const isWhole =
    plain.length === 3 * KEY_BYTES && timingSafeEqual(plain.subarray(2 * KEY_BYTES), checksum(keys))
  if (!isWhole) throw new Error(keyFileRefusal(file))
  const media = keys.subarray(KEY_BYTES)
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', media, '', `lookout ${use}`, KEY_BYTES))
  return {
    database: keys.subarray(0, KEY_BYTES),
    media,
    hotLists: derive('hot lists'),
    device: derive('device'),
    pseudonyms: derive('pseudonyms'),
    release: derive('release'),
  }
}

function keyFileRefusal(file: string): string {
  return (
    `The key file ${file} cannot be unsealed: it is damaged, or it was sealed for another user or machine. ` +
    'Nothing was changed. Sign in as the user who ran Lookout here before, or put the key file back from a ' +
    'backup. To start with an empty installation, move the whole folder away.'
  )
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function hasRecords(paths: DataFolder): boolean {
  if (existsSync(paths.database) || existsSync(`${paths.database}-wal`)) return true
  return existsSync(paths.media) && readdirSync(paths.media).length > 0
}

/** The file is there whole or not at all, and one that is there already is never replaced. */
function createExclusively(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${randomUUID()}.new`
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o600, flush: true })
    placeExclusively(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
  }
  // Windows cannot open a folder; NTFS journals the new name itself.
  if (process.platform !== 'win32') {
    const folder = openSync(dirname(file), 'r')
    fsyncSync(folder)
    closeSync(folder)
  }
}

function placeExclusively(temporary: string, file: string): void {
  try {
    linkSync(temporary, file)
  } catch {
    // Two first runs at once: the other one's keys stand, and are what is read next. Otherwise the file
    // system has no links (FAT, some shared folders).
    if (!existsSync(file)) renameSync(temporary, file)
  }
}
