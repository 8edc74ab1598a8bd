import { expect, test } from 'vitest'
import type { Role, Shift } from '#shared/domain/officer.ts'
import { rightsOf } from '#shared/domain/rights.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { TrainingItem } from '#shared/domain/training.ts'
import { homeScreen, mayLookAtHits, roadScreens } from './which-screens.ts'

type SignedIn = Extract<SessionState, { stage: 'signed-in' }>

function holder(roles: Role[], change: Partial<SignedIn> = {}): SignedIn {
  return {
    stage: 'signed-in',
    officer: { badge: '4711', name: 'Patrol one', position: 'sworn', roles, authorisations: [] },
    rights: rightsOf(roles),
    training: [],
    signedInAt: 0,
    endsAt: 1,
    idleMs: 1,
    isPasswordDue: false,
    canUseSecurityKeys: false,
    ...change,
  }
}
const session = holder(['operator'])
const shift: Shift = {
  id: '00000000-0000-4000-8000-000000000000',
  officer: session.officer,
  purpose: 'patrol',
  caseNumber: '',
  startedAt: 0,
  muted: [],
}
const names = (console: Parameters<typeof roadScreens>[0]): string[] =>
  roadScreens(console).map(({ name }) => name)
const missing: TrainingItem = { kind: 'leads', state: 'missing' }

test('an operator has the road only while a shift runs', () => {
  expect(names({ session, shift })).toHaveLength(7)
  expect(names({ session, shift: null })).toEqual(['search', 'lists'])
  expect([homeScreen({ session, shift: null }), homeScreen({ session, shift })]).toEqual(['start', undefined])
})

test('without valid training there is no search and no start of a shift', () => {
  const untrained = holder(['operator'], { training: [missing] })
  expect(homeScreen({ session: untrained, shift: null })).toBe('training-gate')
  expect(names({ session: untrained, shift: null })).toEqual(['lists'])
})

test('who does not operate has the menu, and past hits only by right', () => {
  const auditor = holder(['auditor'])
  const supervisor = holder(['supervisor'])
  expect(homeScreen({ session: auditor, shift: null })).toBe('menu')
  expect(names({ session: auditor, shift: null })).toEqual([])
  expect([auditor, supervisor].map((session) => mayLookAtHits({ session, shift: null }))).toEqual([
    false,
    true,
  ])
})

test('a password that is due comes before everything', () => {
  expect(homeScreen({ session: holder(['operator'], { isPasswordDue: true }), shift })).toBe('password-due')
})

test('with nobody signed in nothing can be opened', () => {
  expect(names({ session: { stage: 'signed-out', isNoticeAcknowledged: true }, shift: undefined })).toEqual(
    [],
  )
})
