import { expect, test } from 'vitest'
import { follows, serialPrior } from './serial-prior.ts'
import { US_SERIALS } from './us-serials.ts'

const prior = (plate: string, state: 'IL' | 'KS' | 'MO' | 'PA', year = 2026): number =>
  serialPrior(plate, new Map([[state, 1]]), year)

test('serials of the current and the older bases follow the patterns of their state', () => {
  expect([
    prior('AB12345', 'IL'),
    prior('A123456', 'IL'),
    prior('123ABC', 'KS'),
    prior('AA1B2C', 'MO'),
  ]).toEqual([1, 1, 1, 1])
})

test('a serial outside the patterns is less likely, not impossible', () => {
  const factor = prior('8B12345', 'IL')
  expect(factor).toBeLessThan(0.5)
  expect(factor).toBeGreaterThan(0.2)
})

test('a series counts from its first year and for years after its last', () => {
  expect(prior('1234ABC', 'KS', 2023)).toBeLessThan(1)
  expect(prior('1234ABC', 'KS', 2025)).toBe(1)
  expect(prior('123ABC', 'KS', 2030)).toBe(1)
  expect(prior('123ABC', 'KS', 2060)).toBeLessThan(1)
})

test('letters a series leaves out do not follow it', () => {
  expect(prior('ABO1234', 'PA')).toBeLessThan(prior('ABC1234', 'PA'))
})

test('without a state there is no prior, and a doubtful state weighs by its share', () => {
  expect(serialPrior('ANYTEXT', new Map(), 2026)).toBe(1)
  const half = serialPrior(
    '8B12345',
    new Map([
      ['IL', 0.5],
      ['CA', 0.5],
    ]),
    2026,
  )
  expect(half).toBeCloseTo(
    0.5 * prior('8B12345', 'IL') + 0.5 * serialPrior('8B12345', new Map([['CA', 1]]), 2026),
  )
})

test('every pattern is written with A and 9 and has one to eight characters', () => {
  expect(US_SERIALS.filter(({ serial }) => !/^[A9]{1,8}$/.test(serial))).toEqual([])
  expect(US_SERIALS.some((pattern) => follows('AB12345', pattern))).toBe(true)
})
