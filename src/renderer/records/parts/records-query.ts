// What is looked for in the stored reads of all cars, as it is typed.
import {
  FRESH_PLATE_AND_TIME,
  plateAndTimeOf,
  type PlateAndTimeDraft,
} from '#renderer/office/purpose/plate-and-time.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { areaOf } from './area.ts'

export type QueryDraft = PlateAndTimeDraft & {
  /** Ids; empty: any. */
  readonly car: string
  readonly camera: string
  readonly hit: 'any' | 'yes' | 'no'
  /** South, west, north, east in degrees; empty: anywhere. */
  readonly area: string
}

export const FRESH_QUERY: QueryDraft = {
  ...FRESH_PLATE_AND_TIME,
  car: '',
  camera: '',
  hit: 'any',
  area: '',
}

/** The query, or what of it cannot be understood. */
export function queryOf(
  draft: QueryDraft,
): { readonly query: RecordsQuery } | { readonly missing: string[] } {
  const { query, missing } = plateAndTimeOf(draft)
  const area = areaOf(draft.area)
  if (area === undefined && draft.area.trim() !== '')
    missing.push('an area as south, west, north, east in degrees, or none')
  const car = CarId.safeParse(draft.car)
  if (missing.length > 0) return { missing }
  return {
    query: {
      ...query,
      ...(area === undefined ? {} : { area }),
      ...(draft.camera === '' ? {} : { cameraId: draft.camera }),
      ...(car.success ? { car: car.data } : {}),
      ...(draft.hit === 'any' ? {} : { hasHit: draft.hit === 'yes' }),
    },
  }
}
