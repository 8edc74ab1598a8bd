import { expect, test } from 'vitest'
import { associate } from './associate.ts'

test('the best pairs are made first, and each is used once', () => {
  const scores: Record<string, number> = { ax: 0.9, ay: 0.8, bx: 0.85, by: 0, cy: 0.1 }
  const { pairs, unmatched } = associate(['a', 'b', 'c'], ['x', 'y', 'z'], (a, x) => scores[a + x] ?? 0)
  expect(pairs).toEqual([
    { track: 'a', found: 'x' },
    { track: 'c', found: 'y' },
  ])
  expect(unmatched).toEqual(['z'])
})
