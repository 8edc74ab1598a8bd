// The receipts of a package, one signed receipt a line, beside it: what is carried back to the car.
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '#main/sync-folder.ts'
import type { Receipt } from '#shared/transfer/wire.ts'

/** A file that gets its name when all of it is on the disk. */
export async function beginReceipts(folder: string, name: string) {
  const half = join(folder, `${name}.part`)
  await rm(half, { force: true })
  const handle = await open(half, 'wx', 0o640)
  return {
    async add(receipt: Receipt): Promise<void> {
      if (receipt.items.length > 0) await handle.writeFile(`${JSON.stringify(receipt)}\n`)
    },
    async finish(): Promise<void> {
      await handle.sync()
      await handle.close()
      await rename(half, join(folder, name))
      await syncFolder(folder)
    },
    async giveUp(): Promise<void> {
      await handle.close().catch(() => {})
      await rm(half, { force: true })
    },
  }
}
