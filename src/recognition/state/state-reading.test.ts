import { expect, test } from 'vitest'
import { STATE_ANSWERS } from '#shared/domain/states.ts'
import { combineStates, stateReadingOf } from './state-reading.ts'

function look(shares: Record<string, number>): Float32Array {
  return Float32Array.from(STATE_ANSWERS, (code) => shares[code] ?? 0)
}

test('looks that agree name the state, its rivals behind it', () => {
  const states = combineStates([look({ IL: 0.8, KS: 0.2 }), look({ IL: 0.7, MO: 0.3 })])
  const reading = stateReadingOf(states, 0.6)
  expect(reading.code).toBe('IL')
  expect(reading.candidates[0]?.code).toBe('IL')
  expect([...states.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
})

test('below the threshold the picture cannot tell, and says what it may be', () => {
  const reading = stateReadingOf(combineStates([look({ IL: 0.5, KS: 0.45 })]), 0.6)
  expect(reading.code).toBeUndefined()
  expect(reading.candidates.map(({ code }) => code)).toEqual(['IL', 'KS'])
})

test('a plate of none of the states is told as other, not as not read', () => {
  const reading = stateReadingOf(combineStates([look({ other: 0.9, IL: 0.1 })]), 0.6)
  expect(reading).toMatchObject({ isOther: true, probability: expect.closeTo(0.9, 2) })
  expect(reading.code).toBeUndefined()
})

test('without a look nothing is known', () => {
  expect(stateReadingOf(combineStates([]), 0.6)).toEqual({ probability: 0, candidates: [] })
})
