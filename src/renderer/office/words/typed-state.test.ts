import { expect, test } from 'vitest'
import { typedState } from './typed-state.ts'

test('two letters are a state, whatever their case, and its name is said', () => {
  expect(typedState(' il', 'any state')).toEqual({ code: 'IL', fault: undefined, hint: 'Illinois' })
})

test('nothing typed is no state, and one letter is not wrong yet', () => {
  expect(typedState('', 'any state')).toEqual({ code: undefined, fault: undefined, hint: 'any state' })
  expect(typedState('I', 'any state').fault).toBeUndefined()
})

test('letters of no state are said to be none', () => {
  expect(typedState('XX', 'any state')).toMatchObject({ code: undefined, fault: '"XX" is no US state' })
})
