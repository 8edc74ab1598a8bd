import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldLookalikes, PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { confusions, CONFUSIONS } from './confusions.ts'
import { createPlateHash, type HashHalves } from './plate-hash.ts'

const plate = fc.string({ unit: fc.constantFrom(...PLATE_CHARACTERS), minLength: 1, maxLength: 10 })
const hash = createPlateHash(Buffer.alloc(32, 1))

function hashOf(text: string): HashHalves {
  const halves = { high: 0, low: 0 }
  hash.of(text, halves)
  return halves
}

test('what is mistaken for another is so the other way round, and nothing for itself', () => {
  for (const [character, others] of CONFUSIONS) {
    expect(others).not.toContain(character)
    for (const other of others) expect(CONFUSIONS.get(other)).toContain(character)
  }
})

test('the neighbours of a plate are those with one likely confusion, folded', () => {
  expect([...confusions('A37')]).toEqual(['437', 'A77', 'A31', 'A3L', 'A3T', 'A32', 'A3Z', 'A33'])
  expect([...confusions('XJ9')]).toEqual([])
  expect([...confusions('O')]).toEqual([...confusions('0')])
})

test('neighbours differ from the plate and from one another, in one position each', () => {
  fc.assert(
    fc.property(plate, (text) => {
      const folded = foldLookalikes(text)
      const found = [...confusions(text)]
      expect(new Set(found).size).toBe(found.length)
      for (const other of found) {
        expect(foldLookalikes(other)).toBe(other)
        expect([...other].filter((character, at) => character !== folded[at])).toHaveLength(1)
      }
    }),
  )
})

test('plates have the same hash when they fold to the same, and only then', () => {
  fc.assert(
    fc.property(plate, plate, (one, other) => {
      expect(hashOf(one)).toEqual(hashOf(foldLookalikes(one)))
      if (foldLookalikes(one) !== foldLookalikes(other)) expect(hashOf(one)).not.toEqual(hashOf(other))
    }),
  )
})

test('the hashes of the neighbours are those of the neighbours as texts', () => {
  fc.assert(
    fc.property(plate, (text) => {
      const found: HashHalves[] = []
      const count = hash.eachConfusion(text, (high, low) => found.push({ high, low }))
      expect(found).toEqual([...confusions(text)].map(hashOf))
      expect(count).toBe(found.length)
    }),
  )
})

test('another installation has other hashes', () => {
  const other = { high: 0, low: 0 }
  createPlateHash(Buffer.alloc(32, 2)).of('AB12345', other)
  expect(other).not.toEqual(hashOf('AB12345'))
})
