import type { Rules } from '#renderer/connection/car.ts'
import type { Category } from '#shared/domain/category.ts'

export type CategoryState = {
  readonly isAllowed: boolean
  /** "on", "off", with what it rests on. */
  readonly word: string
  readonly why: string
  /** False for what never alerts, and for what the profile itself turns on. */
  readonly mayChange: boolean
}

/** Whether a category alerts, and what that rests on. */
export function categoryState(category: Category, { profile, allowedCategories }: Rules): CategoryState {
  if (category === 'calibration') {
    const why = 'Calibration records are a self-test of the equipment and never alert.'
    return { isAllowed: false, word: 'never', why, mayChange: false }
  }
  const { value, clause } = profile.allowedCategories
  const rests = clause === undefined ? 'the product’s own default' : `clause ${clause}`
  if (value.includes(category)) {
    const why = `On by the policy profile of ${profile.agency} (${rests}).`
    return { isAllowed: true, word: 'on', why, mayChange: false }
  }
  return allowedCategories.includes(category)
    ? { isAllowed: true, word: 'on, by an administrator', why: 'On by an administrator.', mayChange: true }
    : {
        isAllowed: false,
        word: 'off',
        why: `Off: the policy profile does not list it (${rests}).`,
        mayChange: true,
      }
}
