// Transfer packages that were carried here: checked whole, then taken as if they had come over the network, with the
// same receipts.
import type { KeyObject } from 'node:crypto'
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused, refuse } from '#main/refused.ts'
import { open as unseal } from '#main/sealing/index.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Ingest } from '#server/ingest/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { MediaHash } from '#shared/domain/ids.ts'
import type { By } from '#shared/domain/officer.ts'
import { RECEIPTS_ENDING, type PackageManifest } from '#shared/transfer/package.ts'
import type { BatchAnswer } from '#shared/transfer/wire.ts'
import { checkPackage, type Checked } from './check.ts'
import { readParts, type Part } from './parts.ts'
import { damaged } from './read-frames.ts'
import { beginReceipts } from './receipts.ts'

export type Imported = {
  /** The car's name. */
  readonly car: string
  readonly records: number
  readonly images: number
  /** Records and images that were not taken; they stay in the car. */
  readonly refused: number
  /** The file of receipts, in the same folder. */
  readonly receipts: string
}

type PackageImportOptions = {
  /** Where packages are put. */
  readonly folder: string
  readonly db: RecordsDb
  readonly ingest: Pick<Ingest, 'takeBatch' | 'takeImage' | 'imageReceipts'>
  readonly sealingKey: KeyObject
  readonly acts: Pick<Acts, 'look'>
}

/** How many images one receipt names. */
const MOST_IMAGES = 200

export function createPackageImport({ folder, db, ingest, sealingKey, acts }: PackageImportOptions) {
  let isBusy = false

  const partsOf = (file: FileHandle): AsyncGenerator<Part> =>
    readParts(
      unseal({ kind: 'key', privateKey: sealingKey }, file.createReadStream({ start: 0, autoClose: false })),
    )

  async function take(file: FileHandle, { car, manifest, marks }: Checked): Promise<Imported> {
    const receipts = receiptsName(manifest)
    const lines = await beginReceipts(folder, receipts)
    const taken = { records: 0, images: 0, refused: 0 }
    const hashes: MediaHash[] = []

    async function note(answer: BatchAnswer, kind: 'records' | 'images'): Promise<void> {
      await lines.add(answer.receipt)
      taken[kind] += answer.receipt.items.length
      taken.refused += answer.refused.length
    }
    async function noteImages(): Promise<void> {
      if (hashes.length > 0) await note(await ingest.imageReceipts(car.id, hashes.splice(0)), 'images')
    }

    try {
      let place = 0
      for await (const part of partsOf(file)) {
        if (part.kind === 'header' || part.kind === 'manifest') continue
        // The file may have been changed since it was checked: nothing is taken that was not.
        if (part.mark !== marks[place]) throw damaged()
        place += 1
        if (part.kind === 'records') {
          const batch = batchId(part.mark)
          await note(
            await ingest.takeBatch(car.id, { batch, records: [...part.records] }, 'package'),
            'records',
          )
          continue
        }
        if (await isTaken(() => ingest.takeImage(car.id, part.metadata, part.bytes))) {
          hashes.push(part.metadata.hash)
        } else taken.refused += 1
        if (hashes.length >= MOST_IMAGES) await noteImages()
      }
      await noteImages()
      await lines.finish()
    } catch (cause) {
      await lines.giveUp()
      throw cause
    }
    return { car: car.name, ...taken, receipts }
  }

  async function importFile(name: string, by: By): Promise<Imported> {
    const file = await openFile(join(folder, name))
    try {
      const checked = await checkPackage(db, partsOf(file))
      const { car, manifest } = checked
      const { id, at, sha256, records, images } = manifest
      const about = { package: id, car: car.id, at, sha256, records, images }
      acts.look(by, { action: 'package.import', subject: name, detail: { ...about, state: 'begun' } })
      const imported = await take(file, checked)
      acts.look(by, {
        action: 'package.import',
        subject: name,
        detail: { ...about, ...imported, state: 'done' },
      })
      return imported
    } catch (error) {
      if (error instanceof Refused) {
        const detail = { why: error.refusal.missing }
        acts.look(by, { action: 'package.import', subject: name, detail, about: { outcome: 'refused' } })
      }
      throw error
    } finally {
      await file.close()
    }
  }

  return {
    /** Takes a package of the folder; taken again it does nothing twice and gives the receipts again. */
    async importPackage(name: string, by: By): Promise<Imported> {
      if (isBusy) throw refuse('the end of the package that is being taken', 'Wait until it is done.')
      isBusy = true
      try {
        return await importFile(name, by)
      } finally {
        isBusy = false
      }
    },
  }
}

/** The file itself, never what a link leads to; a pipe must not keep it waiting. */
async function openFile(path: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  if (file !== undefined && (await file.stat()).isFile()) return file
  await file?.close()
  throw refuse('this file in the folder of packages', 'Copy it there and look at the list again.')
}

/** Found by the car by its own number, whatever the package was called on its way. */
function receiptsName({ car, at }: PackageManifest): string {
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${car}-${time}${RECEIPTS_ENDING}`
}

/** The same part of the same package is the same batch (a UUID of version 8, RFC 9562). */
function batchId(mark: string): string {
  const digits = `${mark.slice(0, 12)}8${mark.slice(13, 16)}a${mark.slice(17, 32)}`
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** False where the image was refused, such as one that is none; it stays in the car. */
async function isTaken(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
