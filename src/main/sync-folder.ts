// A new name in a folder that outlives a pulled plug.
import { open } from 'node:fs/promises'

/** Waits until the folder's names are on the disk. Windows cannot open a folder; NTFS journals names itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
