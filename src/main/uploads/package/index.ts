// Transfer where there is no network: a sealed, signed package on a registered medium, and the receipts that come
// back on it. Nothing is deleted by writing one; only the department's receipts let anything go.
import { randomUUID, type KeyObject } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Media } from '#main/media/index.ts'
import { refuse } from '#main/refused.ts'
import { seal } from '#main/sealing/index.ts'
import type { TransferMedium } from '#shared/contract/transfer.ts'
import type { By } from '#shared/domain/officer.ts'
import { PACKAGE_ENDING, packageHeader } from '#shared/transfer/package.ts'
import { Receipt, type CarId } from '#shared/transfer/wire.ts'
import { frames } from './frames.ts'
import { describe, freeBytesOf, mustBeThere, receiptsOn, type RegisteredMedium } from './media.ts'
import { nameAt, putAtomically, removeHalfWritten } from './put-file.ts'
import { receiptLines } from './receipt-lines.ts'
import type { WaitingRecords } from './waiting.ts'

export { RegisteredMedium } from './media.ts'
export type { WaitingImage, WaitingRecords } from './waiting.ts'

export type Packages = {
  media(): TransferMedium[]
  writePackage(
    input: { readonly medium: string },
    by: By,
  ): Promise<{ file: string; records: number; images: number; bytes: number }>
  takeReceipts(
    input: { readonly medium: string; readonly file: string },
    by: By,
  ): Promise<{ transferred: number; ignored: number }>
}

type PackagesOptions = {
  readonly waiting: WaitingRecords
  readonly images: Pick<Media, 'get'>
  /** As settings.json registers them. */
  readonly media: readonly RegisteredMedium[]
  /** Undefined while the car belongs to no department server. */
  readonly link: () => { readonly car: CarId; readonly sealingKey: KeyObject } | undefined
  /** By the device key. */
  readonly sign: (text: string) => string
  /** Checks the receipt (signature, car, each item's hash and revision) and marks what it is for. */
  readonly takeReceipt: (receipt: Receipt) => { readonly transferred: number; readonly ignored: number }
  readonly audit: (by: By, action: string, subject: string, detail: unknown) => void
  readonly now: () => number
}

const MOST_RECEIPT_BYTES = 1024 ** 3
/** What sealing and the manifest add, and the file system's own need. */
const ROOM = 1.02
const ROOM_BYTES = 1024 * 1024

export function createPackages(options: PackagesOptions): Packages {
  const { waiting, images, media, link, sign, takeReceipt, audit, now } = options
  let isBusy = false

  function linked() {
    const joined = link()
    if (joined !== undefined) return joined
    throw refuse(
      'a department: this car belongs to none, so nobody could open a package',
      'Have the administrator join it to the department server.',
    )
  }

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (isBusy) throw refuse('the end of the package that is on its way', 'Wait until it is done.')
    isBusy = true
    try {
      return await work()
    } finally {
      isBusy = false
    }
  }

  function mustHaveRoom(medium: RegisteredMedium): void {
    const needed = Math.ceil(waiting.bytes() * ROOM) + ROOM_BYTES
    const free = freeBytesOf(medium)
    if (free >= needed) return
    throw refuse(
      `${megabytes(needed)} of space on ${medium.name}: ${megabytes(free)} are free`,
      'Make room on it, or take a larger one that is registered.',
    )
  }

  async function write({ medium: name }: { readonly medium: string }, by: By) {
    const { car, sealingKey } = linked()
    const medium = mustBeThere(media, name)
    await removeHalfWritten(medium.path)
    mustHaveRoom(medium)
    const at = now()
    const file = `${car}-${nameAt(at)}${PACKAGE_ENDING}`
    const written = { records: 0, images: 0 }
    const content = frames({
      header: packageHeader(randomUUID(), car, at),
      records: waiting.records(),
      images: waiting.images(),
      media: images,
      sign,
      written,
    })
    const { bytes } = await putAtomically(
      medium.path,
      file,
      seal({ kind: 'key', publicKey: sealingKey }, content),
      // Records leave the car here: the entry is there before the file has its name.
      ({ bytes, sha256 }) => {
        audit(by, 'transfer.package', file, { medium: name, ...written, bytes, sha256 })
      },
    )
    return { file, ...written, bytes }
  }

  async function take({ medium: name, file }: { readonly medium: string; readonly file: string }, by: By) {
    const { car } = linked()
    const medium = mustBeThere(media, name)
    const path = join(medium.path, file)
    if (!receiptsOn(medium, car).includes(file) || (await lstat(path)).size > MOST_RECEIPT_BYTES) {
      throw refuse('a file of receipts for this car on the medium', 'Look at the list again.')
    }
    let transferred = 0
    let ignored = 0
    for await (const line of receiptLines(path)) {
      const receipt = Receipt.safeParse(parsed(line)).data
      const result = receipt === undefined ? { transferred: 0, ignored: 1 } : takeReceipt(receipt)
      transferred += result.transferred
      ignored += result.ignored
    }
    audit(by, 'transfer.receipts', file, { medium: name, transferred, ignored })
    return { transferred, ignored }
  }

  return {
    media: () => media.map((medium) => describe(medium, link()?.car)),
    writePackage: (input, by) => alone(() => write(input, by)),
    takeReceipts: (input, by) => alone(() => take(input, by)),
  }
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}

/** In whole megabytes, rounded up. */
const megabytes = (bytes: number): string =>
  `${new Intl.NumberFormat('en-US').format(Math.ceil(bytes / 1_000_000))} MB`
