// What is looked for in the stored reads, as it is typed.
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import { StateCode } from '#shared/domain/states.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { areaOf } from './area.ts'
import { momentOf } from './moment-field.ts'

export type QueryDraft = {
  readonly plate: string
  readonly state: string
  /** As the field has it: "2026-11-22T14:00", local time; empty: open. */
  readonly from: string
  readonly to: string
  /** Ids; empty: any. */
  readonly car: string
  readonly camera: string
  readonly hit: 'any' | 'yes' | 'no'
  /** South, west, north, east in degrees; empty: anywhere. */
  readonly area: string
}

export const FRESH_QUERY: QueryDraft = {
  plate: '',
  state: '',
  from: '',
  to: '',
  car: '',
  camera: '',
  hit: 'any',
  area: '',
}

/** The query, or what of it cannot be understood. */
export function queryOf(
  draft: QueryDraft,
): { readonly query: RecordsQuery } | { readonly missing: string[] } {
  const missing: string[] = []
  const plate = draft.plate.trim()
  const pattern = plate === '' ? [] : parsePattern(plate)
  if ('reason' in pattern) missing.push(`a plate or pattern: ${pattern.reason}`)
  const letters = draft.state.trim().toUpperCase()
  const state = letters === '' ? undefined : StateCode.safeParse(letters)
  if (state?.success === false) missing.push('a state of two letters, or none')
  const from = momentOf(draft.from)
  const to = momentOf(draft.to)
  if (from !== undefined && to !== undefined && from > to)
    missing.push('a time from that is before the time to')
  const area = areaOf(draft.area)
  if (area === undefined && draft.area.trim() !== '')
    missing.push('an area as south, west, north, east in degrees, or none')
  const car = CarId.safeParse(draft.car)
  if (missing.length > 0) return { missing }
  return {
    query: {
      ...(plate === '' ? {} : { plate }),
      ...(state === undefined ? {} : { state: state.data }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(area === undefined ? {} : { area }),
      ...(draft.camera === '' ? {} : { cameraId: draft.camera }),
      ...(car.success ? { car: car.data } : {}),
      ...(draft.hit === 'any' ? {} : { hasHit: draft.hit === 'yes' }),
    },
  }
}
