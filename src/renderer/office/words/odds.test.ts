import { expect, test } from 'vitest'
import { oddsOf, oddsRight, oddsWrong } from './odds.ts'

test('a probability becomes the number of prompts like it of which one is wrong', () => {
  expect([0.5, 0.6, 0.75, 0.9, 0.917, 0.975, 0.99, 0.995].map(oddsWrong)).toEqual([
    'About 1 in 2 like this is wrong',
    'About 1 in 3 like this is wrong',
    'About 1 in 4 like this is wrong',
    'About 1 in 10 like this is wrong',
    'About 1 in 12 like this is wrong',
    'About 1 in 40 like this is wrong',
    'About 1 in 100 like this is wrong',
    'About 1 in 200 like this is wrong',
  ])
})

test('no reading is ever called certain', () => {
  expect(oddsWrong(1)).toBe('Fewer than 1 in 1,000 like this are wrong')
  expect(oddsWrong(0.9999)).toBe('Fewer than 1 in 1,000 like this are wrong')
})

test('a reading that is more likely wrong than right says so', () => {
  expect([0.49, 0.3, 0.12, 0.04, 0].map(oddsWrong)).toEqual([
    'About 5 in 10 like this are wrong',
    'About 7 in 10 like this are wrong',
    'About 9 in 10 like this are wrong',
    'More than 9 in 10 like this are wrong',
    'More than 9 in 10 like this are wrong',
  ])
})

test('a runner-up is told by how often it is the plate', () => {
  expect([0.6, 0.3, 0.066, 0.002, 0.000_01, 0].map(oddsRight)).toEqual([
    'more likely than not',
    'about 1 in 3',
    'about 1 in 15',
    'about 1 in 500',
    'less than 1 in 1,000',
    'less than 1 in 1,000',
  ])
})

test('one of the things that may be wrong is named with its odds', () => {
  expect(oddsOf('characters', 0.917)).toBe('characters: about 1 in 12 like this is wrong')
})
