// Key sealing where there is no operating system key store to ask: a key of its own in a file that only
// this user may read. It guards against a copied database, not against a copied home folder; the Electron
// host uses the system's own store. See docs/SECURITY.md.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { KeySealing } from '#main/host.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Makes the file with 32 random bytes when it is not there. */
export function openFileKeySealing(file: string): KeySealing {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
  }
  const key = readFileSync(file)
  if (key.length !== 32) throw new Error(`${file} is damaged. Restore it from a backup; nothing was changed.`)
  return {
    kind: 'file',
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
    },
  }
}
