// What is kept past its day is sealed anew under a key of its own: names in the object store and in the vault.
import { recordContext, type BodyKind } from '#server/vault/index.ts'
import type { Keeper } from './keeper.ts'

export const imageObject = (day: number, car: string, hash: string): string => `images/${day}/${car}/${hash}`
export const keptImageObject = (day: number, car: string, hash: string): string =>
  `kept/${car}/${day}/${hash}`
export const imageContext = (day: number, car: string, hash: string): string => `image/${car}/${day}/${hash}`

/** Names of keys of kept records. */
export const keptKey = (kind: BodyKind, car: string, day: number, id: string): string =>
  recordContext(kind, { car_id: car, day, id })

/** Seals a picture anew under a key of its own, under kept/; false where there is no such object. It may be done twice. */
export async function keepImage(
  { objects, vault }: Pick<Keeper, 'objects' | 'vault'>,
  day: number,
  car: string,
  hash: string,
): Promise<boolean> {
  const sealed = await objects.get(imageObject(day, car, hash))
  if (sealed === undefined) return false
  const context = imageContext(day, car, hash)
  await objects.put(keptImageObject(day, car, hash), vault.sealKept(context, vault.open(sealed, context)))
  return true
}
