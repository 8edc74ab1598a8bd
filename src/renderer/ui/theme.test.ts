import { expect, test } from 'vitest'
import { isTheme, nextTheme } from './theme.ts'

test('the themes follow one another from day to night to high contrast and round again', () => {
  expect(nextTheme('day')).toBe('night')
  expect(nextTheme('night')).toBe('contrast')
  expect(nextTheme('contrast')).toBe('day')
})

test('a remembered word that is no theme is not worn', () => {
  expect(['day', 'sepia', null, 3].map(isTheme)).toEqual([true, false, false, false])
})
