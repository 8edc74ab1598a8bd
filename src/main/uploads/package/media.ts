// Removable media that the agency registered: named in the car's settings.json, and marked by a file that lies on
// them, so that a folder of the laptop is never taken for a stick that is not plugged in.
import { lstatSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { refuse } from '#main/refused.ts'
import type { TransferMedium } from '#shared/contract/transfer.ts'
import { RECEIPTS_ENDING } from '#shared/transfer/package.ts'
import type { CarId } from '#shared/transfer/wire.ts'

/** A medium as settings.json registers it; `path` is where it is mounted. */
export const RegisteredMedium = z.strictObject({
  name: z.string().min(1).max(60),
  path: z.string().min(1).max(1000),
})
export type RegisteredMedium = z.infer<typeof RegisteredMedium>

const MARKER = 'lookout-medium.json'
const MOST_MARKER_BYTES = 1000
const MOST_FILES = 100
const Marker = z.object({ name: z.string() })

/** Whether the medium itself lies there: its marker bears its name. */
function isThere({ name, path }: RegisteredMedium): boolean {
  try {
    const file = join(path, MARKER)
    const found = lstatSync(file)
    if (!found.isFile() || found.size > MOST_MARKER_BYTES) return false
    return Marker.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.name === name
  } catch {
    return false
  }
}

/** The medium of this name. Refused: one that is not registered, or that does not lie there. */
export function mustBeThere(media: readonly RegisteredMedium[], name: string): RegisteredMedium {
  const medium = media.find((one) => one.name === name)
  if (medium === undefined) {
    throw refuse(
      'a medium that the agency registered: this one is not',
      'Have the administrator enter it in settings.json of this car.',
    )
  }
  if (!isThere(medium)) {
    throw refuse(
      `the medium ${name}: it is not plugged in, or is another one`,
      `Plug it in. A new one needs the file ${MARKER} with its name.`,
    )
  }
  return medium
}

/** Bytes that a file may still take there. */
export function freeBytesOf({ path }: RegisteredMedium): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

/** The registered medium as the console shows it; receipts are those for this car. */
export function describe(medium: RegisteredMedium, car: CarId | undefined): TransferMedium {
  const { name } = medium
  if (!isThere(medium)) return { name, isThere: false, receipts: [] }
  try {
    return { name, isThere: true, freeBytes: freeBytesOf(medium), receipts: receiptsOn(medium, car) }
  } catch {
    // It was pulled out in between.
    return { name, isThere: false, receipts: [] }
  }
}

/** Files with receipts for this car. Links and folders are none. */
export function receiptsOn({ path }: RegisteredMedium, car: CarId | undefined): string[] {
  if (car === undefined) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith(`${car}-`) && entry.name.length <= 120)
    .map(({ name }) => name)
    .filter((name) => name.endsWith(RECEIPTS_ENDING))
    .toSorted()
    .slice(-MOST_FILES)
}
