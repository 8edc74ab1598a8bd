// Fixed width: columns are counted in characters, which are bytes as long as the line is plain ASCII.
import type { Column } from '#shared/domain/import-template.ts'
import { setRange, type CompiledLayout, type Locate, type Wants } from './locate.ts'

export function compileFixed(all: readonly Column[], wants: Wants): CompiledLayout {
  const columns = all.filter((column) => wants(column.field) || column.only !== undefined)
  return {
    slots: columns.map(({ field, date, only }) => ({ field, date, isDigits: only === 'digits' })),
    locate: locateFixed(columns, leastLength(all)),
  }
}

/**
 * A line must reach the end of its state column, so that one cut off within the plate is not taken for a
 * shorter plate. Where no state follows the plate, lines may be trimmed right after it.
 */
function leastLength(columns: readonly Column[]): number {
  const plate = columns.find((column) => column.field === 'plate')
  const state = columns.find((column) => column.field === 'state')
  const afterPlate = (plate?.from ?? 0) + 1
  return state === undefined ? afterPlate : Math.max(afterPlate, state.to ?? 0)
}

export function locateFixed(columns: readonly Column[], least: number): Locate {
  const froms = Int32Array.from(columns, (column) => column.from)
  const tos = Int32Array.from(columns, (column) => column.to ?? column.from + 1)
  const last = tos.length === 0 ? 0 : Math.max(...tos)
  return (bytes, start, end, ranges) => {
    if (end - start < least) return tooShort(end - start, least)
    const seen = Math.min(end, start + last)
    let bits = 0
    for (let at = start; at < seen; at += 1) bits |= bytes[at] ?? 0
    if (bits >= 0x80) return locateWide(bytes, start, end, ranges, { froms, tos, least })
    for (let slot = 0; slot < froms.length; slot += 1) {
      const from = Math.min(end, start + (froms[slot] ?? 0))
      setRange(bytes, from, Math.min(end, start + (tos[slot] ?? 0)), 0, ranges, slot)
    }
    return ''
  }
}

/** The same for a line with characters of several bytes (UTF-8): a name with an accent shifts the bytes. */
function locateWide(
  bytes: Buffer,
  start: number,
  end: number,
  ranges: Int32Array,
  fixed: { froms: Int32Array; tos: Int32Array; least: number },
): string {
  const starts: number[] = []
  for (let at = start; at < end; at += 1) {
    const isContinuation = ((bytes[at] ?? 0) & 0xc0) === 0x80
    if (!isContinuation) starts.push(at)
  }
  if (starts.length < fixed.least) return tooShort(starts.length, fixed.least)
  fixed.froms.forEach((from, slot) => {
    setRange(bytes, starts[from] ?? end, starts[fixed.tos[slot] ?? 0] ?? end, 0, ranges, slot)
  })
  return ''
}

function tooShort(length: number, least: number): string {
  return `the line has ${length} characters, at least ${least} are needed`
}
