import { describe, expect, test } from 'vitest'
import { STRIDE } from './locate.ts'
import { compileTagged } from './tagged.ts'

const layout = {
  columns: [{ field: 'plate' as const, from: 0, to: 4 }],
  tags: [
    { tag: 'VMA/', field: 'make' as const },
    { tag: 'VCO/', field: 'colour' as const },
    { tag: 'LDS/', field: 'recordNumber' as const },
  ],
}

function read(line: string): Record<string, string> {
  const { slots, locate } = compileTagged(layout, () => true)
  const bytes = Buffer.from(`next line VCO/GRN ${line}\nVMA/KIA LDS/9`)
  const start = bytes.indexOf(line)
  const ranges = new Int32Array(slots.length * STRIDE)
  expect(locate(bytes, start, start + Buffer.byteLength(line), ranges)).toBe('')
  return Object.fromEntries(
    slots.flatMap(({ field }, slot) => {
      const [from = -1, to = -1] = ranges.slice(slot * STRIDE)
      return from < 0 ? [] : [[field, bytes.toString('utf8', from, to)]]
    }),
  )
}

describe('tagged lines', () => {
  test('tags stand in any order, and may be missing; other lines are not looked at', () => {
    expect(read('AB12 LDS/77 VMA/GRAND AM')).toEqual({ plate: 'AB12', recordNumber: '77', make: 'GRAND AM' })
    expect(read('AB12')).toEqual({ plate: 'AB12' })
  })

  test('a value ends at the next tag or at two spaces', () => {
    expect(read('AB12 VMA/FORD VCO/BLK/GRY   FREE TEXT')).toEqual({
      plate: 'AB12',
      make: 'FORD',
      colour: 'BLK/GRY',
    })
    expect(read('AB12 VMA/ VCO/RED')).toEqual({ plate: 'AB12', make: '', colour: 'RED' })
  })

  test('a tag within a word is none', () => {
    expect(read('AB12 XVMA/FORD VCO/RED')).toEqual({ plate: 'AB12', colour: 'RED' })
  })
})
