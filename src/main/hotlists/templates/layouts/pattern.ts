// Lines of no fixed columns: a regular expression over the whole line whose named groups are the fields.
import { FieldName, type Layout } from '#shared/domain/import-template.ts'
import { setRange, STRIDE, type CompiledLayout, type Slot, type Wants } from './locate.ts'

type PatternLayout = Extract<Layout, { form: 'pattern' }>

/** Patterns see no more of a line than this: with check-pattern.ts it bounds the time that a line can take. */
export const MATCHED_BYTES = 512

/** The names of the groups of a pattern, in its order. */
export function groupNames(pattern: string): string[] {
  return [...pattern.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map((match) => match[1] ?? '')
}

export function compilePattern(layout: PatternLayout, wants: Wants): CompiledLayout {
  const expression = new RegExp(layout.pattern, 'di')
  const slots: Slot[] = []
  for (const name of groupNames(layout.pattern)) {
    const field = FieldName.parse(name)
    if (wants(field)) slots.push({ field, date: layout.dates?.[field], isDigits: false })
  }
  return {
    slots,
    locate: (bytes, start, end, ranges) => {
      if (end - start > MATCHED_BYTES) return `the line is longer than ${MATCHED_BYTES} bytes`
      const text = bytes.toString('utf8', start, end)
      const groups = expression.exec(text)?.indices?.groups
      if (groups === undefined) return 'the line does not have the form of this layout'
      const isAscii = text.length === end - start
      const byteAt = (index: number) => (isAscii ? index : Buffer.byteLength(text.slice(0, index)))
      slots.forEach(({ field }, slot) => {
        const place = groups[field]
        if (place === undefined) ranges[slot * STRIDE] = -1
        else setRange(bytes, start + byteAt(place[0]), start + byteAt(place[1]), 0, ranges, slot)
      })
      return ''
    },
  }
}
