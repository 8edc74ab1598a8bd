import { expect, test } from 'vitest'
import { guessWords, nameFor, templateOptions } from './suggest.ts'

const templates = [
  { id: 'ncic-fixed', name: 'NCIC, fixed width', source: 'NCIC' },
  { id: 'generic-csv', name: 'CSV', source: 'Own / list' },
]
const status = {
  name: 'NCIC vehicles',
  source: 'NCIC',
  template: 'ncic-fixed',
  entries: 1,
  refused: 0,
  version: '1',
  loadedAt: 0,
  writtenAt: 0,
  maxAgeMs: 1,
}
const settings = { maxAgeMs: 1, mostShrinkShare: 0.2, presentations: {} }

test('templates that understand the file come first and say what they make of it', () => {
  expect(templateOptions(templates, [{ id: 'generic-csv', entries: 40, refused: 2 }])).toEqual([
    ['generic-csv', 'CSV (understands 40 lines, refuses 2)'],
    ['ncic-fixed', 'NCIC, fixed width'],
  ])
})

test('before the core has tried the file the templates stand as they are', () => {
  expect(templateOptions(templates, undefined).map(([id]) => id)).toEqual(['ncic-fixed', 'generic-csv'])
})

test('a template that made a list suggests its name, another one its source', () => {
  expect(nameFor(templates[0], [{ status, settings }])).toBe('NCIC vehicles')
  expect(nameFor(templates[1], [{ status, settings }])).toBe('Own list')
  expect(nameFor(undefined, [])).toBe('')
})

test('the chosen template says what it makes of the file, once it was tried', () => {
  const guesses = [{ id: 'generic-csv', entries: 1, refused: 0 }]
  expect(guessWords(guesses, 'generic-csv')).toBe('It understands 1 line.')
  expect(guessWords(guesses, 'ncic-fixed')).toBe('Understands no line of this file.')
  expect(guessWords(undefined, 'ncic-fixed')).toBeUndefined()
})
