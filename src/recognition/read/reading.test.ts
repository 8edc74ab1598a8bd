import { expect, test } from 'vitest'
import { readingOf } from './reading.ts'

const UNKNOWN = new Map()

test('the positions say what the rivals have in their place', () => {
  const strings = [
    { plate: 'AB1234', probability: 0.6 },
    { plate: '4B1234', probability: 0.2 },
    { plate: 'B1234', probability: 0.1 },
  ]
  const reading = readingOf(strings, UNKNOWN, 2026)
  expect(reading?.plate).toBe('AB1234')
  expect(reading?.plateProbability).toBeCloseTo(0.6)
  const [first, second] = reading?.positions ?? []
  expect(first?.probability).toBeCloseTo(0.6 / 0.9)
  expect(first?.alternatives).toEqual([{ character: '4', probability: expect.closeTo(0.2 / 0.9) }])
  expect(second).toMatchObject({ character: 'B', alternatives: [] })
})

test('two or three characters are not left out, but given little confidence', () => {
  const reading = readingOf([{ plate: 'UPS', probability: 0.96 }], UNKNOWN, 2026)
  expect(reading).toMatchObject({ plate: 'UPS', plateProbability: expect.closeTo(0.48) })
})

test('the pattern of the state lifts a near rival, and never removes the other', () => {
  const strings = [
    { plate: '8B12345', probability: 0.5 },
    { plate: 'AB12345', probability: 0.4 },
  ]
  const reading = readingOf(strings, new Map([['IL', 1]]), 2026)
  expect(reading?.plate).toBe('AB12345')
  expect(reading?.candidates.map(({ plate }) => plate)).toEqual(['AB12345', '8B12345'])
  expect(reading?.candidates.reduce((sum, one) => sum + one.probability, 0)).toBeCloseTo(0.9)
})

test('no strings give no reading', () => {
  expect(readingOf([], UNKNOWN, 2026)).toBeUndefined()
})
