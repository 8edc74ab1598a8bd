// Key sealing by the operating system's own store (Keychain, DPAPI, libsecret) through Electron.
import type { SafeStorage } from 'electron'
import type { KeySealing } from '#main/host.ts'

/** Throws when the system has no store to ask: keys are never written unsealed. */
export function openSystemKeySealing(
  safeStorage: Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>,
): KeySealing {
  if (!safeStorage.isEncryptionAvailable()) {
    throw new Error(
      'This system offers no store for keys. On Linux install and unlock a keyring (libsecret), then restart.',
    )
  }
  return {
    kind: 'os',
    seal: (plain) => safeStorage.encryptString(Buffer.from(plain).toString('base64')),
    unseal: (sealed) => Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64'),
  }
}
