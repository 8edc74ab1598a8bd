import { expect, test } from 'vitest'
import { withoutPlates } from './without-plates.ts'

const clean = withoutPlates('AB 12345', (plate) => `<${plate}>`)

test('members that hold a plate become its pseudonym, wherever they stand', () => {
  const step = { kind: 'compared', seen: { plate: 'XY99', state: 'IL' }, plates: ['Q1', 'Q2'], plate: '' }
  expect(clean.detail(step)).toEqual({
    kind: 'compared',
    seen: { plate: '<XY99>', state: 'IL' },
    plates: ['<Q1>', '<Q2>'],
    plate: '',
  })
})

test('the plate in free words is taken out, however it is spaced', () => {
  expect(clean.words('Saw ab12345, AB-12345 and AB 12345 at the bank')).toBe(
    'Saw [plate], [plate] and [plate] at the bank',
  )
  expect(clean.detail({ text: ['Hand off: AB12345 IL'] })).toEqual({ text: ['Hand off: [plate] IL'] })
})

test('a short plate is not looked for in words: it is part of too many', () => {
  expect(withoutPlates('IN', String).words('IN the yard')).toBe('IN the yard')
})

test('what JSON leaves out is left out, and an endless detail is not chained', () => {
  expect(clean.detail({ a: undefined, b: new Date(0) })).toEqual({ b: '1970-01-01T00:00:00.000Z' })
  expect(clean.detail(undefined)).toBeNull()
  expect(clean.detail('x'.repeat(200_000))).toEqual({ leftOut: 'too long', characters: 200_002 })
})
