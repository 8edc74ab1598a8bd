import { expect, test } from 'vitest'
import { isMuted } from './announce.ts'

test('muted severities are silent, a critical one never is', () => {
  expect([
    isMuted('low', ['low']),
    isMuted('high', ['low']),
    isMuted('critical', ['high', 'medium', 'low']),
  ]).toEqual([true, false, false])
})
