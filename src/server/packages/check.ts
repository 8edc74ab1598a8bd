// The first pass: the whole package is read and believed or refused before anything of it is taken.
import { createPublicKey, verify } from 'node:crypto'
import { refuse } from '#main/refused.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { manifestText, type PackageManifest } from '#shared/transfer/package.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import type { Part } from './parts.ts'
import { damaged } from './read-frames.ts'

export type Checked = {
  readonly car: { readonly id: CarId; readonly name: string }
  readonly manifest: PackageManifest
  /** One mark for each part that is taken, in their order. */
  readonly marks: readonly string[]
}

/** Refused: a package of no car of this department, of a revoked one, unsigned, or not as it was signed. */
export async function checkPackage(db: RecordsDb, parts: AsyncIterable<Part>): Promise<Checked> {
  let car: (Checked['car'] & { readonly deviceKey: string }) | undefined
  let checked: Checked | undefined
  const marks: string[] = []
  const counts = { records: 0, images: 0 }
  for await (const part of parts) {
    switch (part.kind) {
      case 'header':
        car = await enrolled(db, part.header.car)
        break
      case 'records':
        counts.records += part.records.length
        marks.push(part.mark)
        break
      case 'image':
        counts.images += 1
        marks.push(part.mark)
        break
      case 'manifest': {
        const { manifest, sha256, bytes } = part
        if (car === undefined || manifest.car !== car.id || !isSigned(manifest, car.deviceKey)) {
          throw refuse(
            'the signature of the car that it names: this package has another',
            'Have the car write it again; if it stays so, ask who had the medium.',
          )
        }
        const isWhole =
          manifest.sha256 === sha256 &&
          manifest.bytes === bytes &&
          manifest.records === counts.records &&
          manifest.images === counts.images
        if (!isWhole) throw damaged()
        checked = { car, manifest, marks }
        break
      }
    }
  }
  if (checked === undefined) throw damaged()
  return checked
}

async function enrolled(db: RecordsDb, id: CarId) {
  const car = await db.kysely
    .selectFrom('cars')
    .select(['name', 'state', 'device_key'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (car === undefined) {
    throw refuse('a package of a car of this department: it names another', 'Look where it comes from.')
  }
  if (car.state === 'revoked') {
    throw refuse(
      `a package of a car that belongs to the department: ${car.name} was revoked`,
      'Enrol the car again; it then writes a new package.',
    )
  }
  return { id, name: car.name, deviceKey: car.device_key }
}

function isSigned(manifest: PackageManifest, deviceKey: string): boolean {
  const signature = Buffer.from(manifest.signature, 'base64')
  const key = { key: createPublicKey(deviceKey), dsaEncoding: 'ieee-p1363' as const }
  return verify('sha256', Buffer.from(manifestText(manifest)), key, signature)
}
