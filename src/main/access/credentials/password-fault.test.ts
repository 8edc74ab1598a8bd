import { property, string, assert } from 'fast-check'
import { expect, test } from 'vitest'
import { passwordFault } from './password-fault.ts'

const RULES = { leastCharacters: 8 }
const ABOUT = ['4711', 'Dana Example', 'Oak Brook Police Department']

test('too few characters are refused with their number, and nothing is asked of their kind', () => {
  expect(passwordFault('sevench', RULES, [])).toBe('a password of at least 8 characters: this one has 7')
  expect(passwordFault('ofgnarled', RULES, [])).toBeUndefined()
  expect(passwordFault('ofgnarled', { leastCharacters: 12 }, [])).toMatch(/at least 12 characters/)
})

test('characters are counted as a person does', () => {
  expect(passwordFault('🚓🚓🚓🚔', RULES, [])).toBe('a password of at least 8 characters: this one has 4')
})

test.each([
  'password',
  'PASSWORD',
  'iloveyou',
  'sunshine',
  'trustno1',
  'qwertyuiop',
  '1qaz2wsx',
  '123456789',
])('the common password %s is refused, and why is said', (password) => {
  expect(passwordFault(password, RULES, [])).toMatch(/on the list of those that are guessed first/)
})

test.each(['password2026', 'Sunshine!!', '2026sunshine#1', '!!Football99'])(
  '%s is a common password with something around it',
  (password) => {
    expect(passwordFault(password, RULES, [])).toMatch(/without the digits and signs around it/)
  },
)

test.each([
  'aaaaaaaaaaaa',
  'abcdefghijkl',
  '98765432109',
  'xyzxyzxyzxyz',
  'sunshinesunshine',
  'q7q7q7q7q7q7',
])('%s is a row or a repetition', (password) => {
  expect(passwordFault(password, RULES, [])).toMatch(/a row or a repetition|guessed first/)
})

test.each([
  'danaexample4711',
  'Example#4711',
  'badge-4711-dana',
  'OakBrook4711!',
  'lookout2026!',
  'police-officer-1',
  'Example-1987-05',
])('%s is made of what others know', (password) => {
  expect(passwordFault(password, RULES, ABOUT)).toMatch(/made of a name, a badge number|guessed first/)
})

test.each([
  'gravel under eleven boots',
  'zx9!Kdv2pW',
  'dana likes wet leaves',
  'the oak by the brook leans',
  'trübe Tassen zählen',
  'кирпич и мята',
  '83917-20465-11',
  '4711 8391720465',
])('%s is taken', (password) => {
  expect(passwordFault(password, RULES, ABOUT)).toBeUndefined()
})

test('whatever is typed gets an answer, and the answer never holds the password', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 256 }), (password) => {
      const fault = passwordFault(password, RULES, ABOUT)
      return fault === undefined || password.trim().length < 4 || !fault.includes(password)
    }),
    { numRuns: 2000, seed: 5 },
  )
})
