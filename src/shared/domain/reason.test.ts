import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reasonFault } from './reason.ts'

const EVERY_CASE = 'a reason of this case: these words fit every case'

test.each([
  'Vehicle of the burglary on Golf Road',
  'witness of the shooting at Golf Road',
  'recovered an hour ago, told by dispatch',
  'told by dispatch: missing 71 year old, blue Tahoe',
  'kidnapping',
  'stolen Camry',
  'hit and run 26-00417',
  'suspicious vehicle at the bank, third day',
  'burglary, burglary and theft',
  'BOLO from Elgin, armed robbery',
  'niño desaparecido, Tahoe azul',
  'DUI crash, Roselle and Higgins',
])('is a reason: %s', (words) => {
  expect(reasonFault(words, 10)).toBeUndefined()
})

test.each([
  'investigation',
  'Investigation.',
  'police business',
  'official use only',
  'law enforcement purposes',
  'for a criminal investigation',
  'ongoing investigation case',
  'suspicious vehicle',
  'suspicious person in the car',
  'check of the license plate',
  'as requested by the unit',
  'see report and notes',
  'not applicable',
  'no reason needed',
  'because it is needed',
  'just testing this',
  'investigation investigation',
  'burglary burglary burglary',
  'asdfasdfasdf',
  'asdf qwerty asdf',
  'qwertyuiop',
  'poiuytrewq lkjhgfdsa',
  'abcdefghij',
  'sdfkjhsdf kjhsdfkjh',
  'lololo hahahaha plate',
  'case 1234567890',
])('fits every case: %s', (words) => {
  expect(reasonFault(words, 10)).toBe(EVERY_CASE)
})

test.each(['..........', 'aaaaaaaaaaaa', '1234567890', '26-00417-88', '          ', 'abababababab'])(
  'is not in words: "%s"',
  (words) => {
    expect(reasonFault(words, 10)).toMatch(/^a reason (?:in words|of at least)/)
  },
)

test('the length counts without the spaces around', () => {
  expect(reasonFault('   theft   ', 10)).toBe('a reason of at least 10 characters')
  expect(reasonFault('car theft.', 10)).toBeUndefined()
  expect(reasonFault('theft', 1)).toBeUndefined()
  expect(reasonFault('', 1)).toBe('a reason of at least 1 characters')
})

describe('any words at all', () => {
  test('get an answer; what is shorter than asked never passes; case and spaces around change nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 1, max: 200 }),
        (words, least) => {
          const fault = reasonFault(words, least)
          if (words.trim().length < least) expect(fault).toBeDefined()
          expect(reasonFault(`  ${words}\n`, least)).toBe(fault)
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('that say nothing still say nothing in any order and number', () => {
    const filler = fc.constantFrom(
      'police',
      'business',
      'official',
      'use',
      'investigation',
      'case',
      'the',
      'for',
    )
    fc.assert(
      fc.property(fc.array(filler, { minLength: 2, maxLength: 40 }), (words) => {
        expect(reasonFault(words.join(' '), 1)).toMatch(/^a reason (?:in words|of this case)/)
      }),
    )
  })

  test('end soon, also where one letter or pair comes again and again', () => {
    for (const part of ['a', 'ab', 'aab', 'abcd', 'bcdf', 'aaaaaaab']) {
      expect(reasonFault(`${part.repeat(4000)} x`, 10)).toBeDefined()
    }
  })
})
