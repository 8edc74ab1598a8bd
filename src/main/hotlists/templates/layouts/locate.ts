// The layouts' common ground: a layout tells where on a line its columns lie, without copying anything.
import type { DateForm, FieldName } from '#shared/domain/import-template.ts'

/** A column that is wanted of each line. */
export type Slot = {
  readonly field: FieldName
  readonly date: DateForm | undefined
  readonly isDigits: boolean
}

/** Numbers a slot has in `ranges`: first byte (-1: the line has no such column), byte after the last, quotes. */
export const STRIDE = 3

/**
 * Finds the slots on the line bytes[start..end), blanks at their ends left out, and writes them to `ranges`.
 * Returns '' or why the line does not have this form.
 */
export type Locate = (bytes: Buffer, start: number, end: number, ranges: Int32Array) => string

export type CompiledLayout = { readonly slots: readonly Slot[]; readonly locate: Locate }

/** Which fields are wanted; a layout leaves the others alone. */
export type Wants = (field: FieldName) => boolean

const SPACE = 32
const TAB = 9

/** Writes one slot's range without the blanks around it. */
export function setRange(
  bytes: Buffer,
  first: number,
  last: number,
  hasDoubledQuotes: number,
  ranges: Int32Array,
  slot: number,
): void {
  let from = first
  let to = last
  while (to > from && (bytes[to - 1] === SPACE || bytes[to - 1] === TAB)) to -= 1
  while (from < to && (bytes[from] === SPACE || bytes[from] === TAB)) from += 1
  const at = slot * STRIDE
  ranges[at] = from
  ranges[at + 1] = to
  ranges[at + 2] = hasDoubledQuotes
}
