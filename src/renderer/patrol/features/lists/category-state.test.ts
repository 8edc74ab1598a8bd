import { expect, test } from 'vitest'
import type { Rules } from '#renderer/connection/car.ts'
import type { Category } from '#shared/domain/category.ts'
import { categoryState } from './category-state.ts'

const rulesOf = (...added: Category[]): Rules =>
  ({
    profile: { agency: 'Made-up PD', allowedCategories: { value: ['stolen-vehicle'], clause: '1.3' } },
    allowedCategories: ['stolen-vehicle', ...added],
  }) as unknown as Rules

test('what the profile turns on stays on, with its clause', () => {
  expect(categoryState('stolen-vehicle', rulesOf())).toEqual({
    isAllowed: true,
    word: 'on',
    why: 'On by the policy profile of Made-up PD (clause 1.3).',
    mayChange: false,
  })
})

test('what the profile does not list is off until an administrator turns it on', () => {
  expect(categoryState('immigration-violator', rulesOf())).toMatchObject({
    isAllowed: false,
    word: 'off',
    mayChange: true,
  })
  expect(categoryState('immigration-violator', rulesOf('immigration-violator'))).toMatchObject({
    isAllowed: true,
    word: 'on, by an administrator',
    mayChange: true,
  })
})

test('calibration records never alert, whoever asks for it', () => {
  expect(categoryState('calibration', rulesOf('calibration'))).toMatchObject({
    isAllowed: false,
    mayChange: false,
  })
})
