import { expect, test } from 'vitest'
import { fitsWords, patternWords } from './pattern-words.ts'

test('a pattern is told place by place', () => {
  expect(patternWords('a?1 ?4*').words).toBe('A, any, 1, any, 4, any number of any (of any length)')
  expect(patternWords('[AB]12?').words).toBe('A or B, 1, 2, any (4 characters)')
})

test('what is no pattern says why; nothing typed is not wrong yet', () => {
  expect(patternWords('A?').fault).toBe('at least 2 characters must be known')
  expect(patternWords('A!1').fault).toContain('"!"')
  expect(patternWords(' ')).toEqual({})
})

test('how many reads fit is a frequency', () => {
  expect(fitsWords(0.025)).toBe('fits about 1 in 40 of the reads in this car')
  expect(fitsWords(0.9)).toBe('fits nearly every read in this car')
  expect(fitsWords(0)).toBe('fits none of the reads in this car')
  expect(fitsWords(undefined)).toContain('no reads')
})
