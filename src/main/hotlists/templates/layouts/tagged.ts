// Fixed columns, then values after tags in any order: "VYR/05 VMA/DODG". A value ends at the next tag of the
// template or at two spaces.
import type { Column, Tag } from '#shared/domain/import-template.ts'
import { compileFixed } from './fixed.ts'
import { setRange, STRIDE, type CompiledLayout, type Wants } from './locate.ts'

const SPACE = 32

export function compileTagged(
  layout: { readonly columns: readonly Column[]; readonly tags: readonly Tag[] },
  wants: Wants,
): CompiledLayout {
  const fixed = compileFixed(layout.columns, wants)
  const wanted = layout.tags.filter((tag) => wants(tag.field))
  if (wanted.length === 0) return fixed
  const names = layout.tags.map((tag) => Buffer.from(tag.tag))
  const slotOf = layout.tags.map((tag) => wanted.indexOf(tag))
  return {
    slots: [...fixed.slots, ...wanted.map(({ field, date }) => ({ field, date, isDigits: false }))],
    locate: (bytes, start, end, ranges) => {
      const fault = fixed.locate(bytes, start, end, ranges)
      if (fault !== '') return fault
      const line = bytes.subarray(start, end)
      const places = names.map((name) => findTag(line, name))
      slotOf.forEach((slot, tag) => {
        if (slot < 0) return
        const place = places[tag] ?? -1
        const at = fixed.slots.length + slot
        if (place < 0) ranges[at * STRIDE] = -1
        else setRange(bytes, start + place, start + valueEnd(line, place, places, names), 0, ranges, at)
      })
      return ''
    },
  }
}

/** Where on the line the value after the tag begins, or -1. A tag stands at the start or after a space. */
function findTag(line: Buffer, name: Buffer): number {
  let at = line.indexOf(name)
  while (at >= 0) {
    if (at === 0 || line[at - 1] === SPACE) return at + name.length
    at = line.indexOf(name, at + 1)
  }
  return -1
}

function valueEnd(line: Buffer, place: number, places: readonly number[], names: readonly Buffer[]): number {
  let last = line.length
  places.forEach((other, tag) => {
    const begins = other - (names[tag]?.length ?? 0)
    if (other > place && begins >= place && begins < last) last = begins
  })
  const gap = line.indexOf('  ', place)
  return gap >= 0 && gap < last ? gap : last
}
