import { expect, test } from 'vitest'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { phonetic } from './phonetic.ts'

test('letters are spelled and digits are words, so that O and 0, I and 1 sound apart', () => {
  expect(phonetic('AO01I')).toBe('Alpha Oscar zero one India')
})

test('every character of a plate has a word of its own', () => {
  const words = Array.from(PLATE_CHARACTERS, phonetic)
  expect(new Set(words).size).toBe(36)
  expect(words.filter((word) => word.length < 3)).toEqual([])
})
