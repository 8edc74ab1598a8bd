import { expect, test } from 'vitest'
import { draftOfSettings, presentationOf, toSettings, withPresentation } from './settings-draft.ts'

const settings = { maxAgeMs: 36 * 3_600_000, mostShrinkShare: 0.25, presentations: {} }
const loud = {
  severity: 'critical' as const,
  sound: 'critical' as const,
  spoken: 'Look',
  mayMute: false,
  isCovert: false,
}

test('settings come back as they were filled in', () => {
  const draft = draftOfSettings(settings)
  expect(draft).toMatchObject({ hours: '36', shrinkPercent: '25' })
  expect(toSettings(draft)).toEqual({ settings })
})

test('an age or a share that is none is named', () => {
  const draft = draftOfSettings(settings)
  expect(toSettings({ ...draft, hours: 'soon', shrinkPercent: '120' })).toEqual({
    missing: [
      'an age of 1 to 8,760 hours after which the list is too old',
      'a share of 0 to 100 % that a new version may be smaller',
    ],
  })
  expect('missing' in toSettings({ ...draft, hours: '' })).toBe(true)
})

test('what the list says of a category comes before the profile, and can be taken back', () => {
  const draft = draftOfSettings(settings)
  expect(presentationOf(draft, undefined, 'gang')).toMatchObject({
    presentation: { severity: 'medium' },
    isOwn: false,
  })
  const own = withPresentation(draft, 'gang', loud)
  expect(presentationOf(own, undefined, 'gang')).toEqual({ presentation: loud, isOwn: true })
  expect(withPresentation(own, 'gang', undefined)).toEqual(draft)
})
