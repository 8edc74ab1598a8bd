import { expect, test } from 'vitest'
import type { Role } from '#shared/domain/officer.ts'
import type { SessionState } from '#shared/domain/session.ts'
import { hotListWords, keptWords, recogniserWords, shiftWords, transferWords } from './status-words.ts'

const HOUR = 3_600_000
const list = {
  name: 'NCIC',
  source: 'NCIC',
  template: 'ncic-fixed',
  entries: 100,
  refused: 0,
  version: '1',
  loadedAt: 0,
  writtenAt: 0,
  maxAgeMs: 24 * HOUR,
}

test('the recogniser tells its rate, its load and what it runs on', () => {
  const recogniser = {
    state: 'reading' as const,
    provider: 'cpu',
    threads: 2,
    load: 0.634,
    framesPerSecond: 14.2,
    frameMs: 40,
    models: [],
  }
  expect(recogniserWords(recogniser)).toBe('14 frames/s, load\u00A063\u00A0%, cpu')
  expect(recogniserWords({ ...recogniser, state: 'not-reading' })).toBe('not reading')
})

test('of several hot lists the oldest tells its age', () => {
  expect(hotListWords([list], 2 * HOUR)).toEqual({ words: '2 h old: NCIC', isWarning: false })
  const newer = { ...list, writtenAt: 71 * HOUR, maxAgeMs: 100 * HOUR }
  expect(hotListWords([newer, { ...list, maxAgeMs: 100 * HOUR }], 72 * HOUR)).toEqual({
    words: 'oldest 3 days old, 2 lists',
    isWarning: false,
  })
})

test('a list past its contract warns, and so does having none', () => {
  expect(hotListWords([list], 25 * HOUR).isWarning).toBe(true)
  expect(hotListWords([], 0)).toEqual({ words: 'none loaded', isWarning: true })
})

test('what is kept and what waits for a transfer are counted', () => {
  const storage = {
    guard: 'normal' as const,
    freeBytes: 1,
    reads: 100_000,
    hits: 1,
    openHits: 0,
    dropped: 0,
    notTransferred: 3,
  }
  expect(keptWords(storage)).toBe('100,000 reads, 1\u00A0hit')
  expect(transferWords(storage, undefined).words).toBe('3 not yet transferred')
})

test('from the first day of warning on the days of the transfer come first', () => {
  const storage = {
    guard: 'normal' as const,
    freeBytes: 1,
    reads: 1,
    hits: 1,
    openHits: 0,
    dropped: 0,
    notTransferred: 1200,
  }
  const waiting = { records: 400, images: 800 }
  expect(transferWords(storage, { waiting, due: { days: 19, level: 'fine', mostDays: 30 } })).toEqual({
    words: '1,200 not yet transferred',
    isWarning: false,
  })
  expect(transferWords(storage, { waiting, due: { days: 21, level: 'warn', mostDays: 30 } })).toEqual({
    words: '21 of 30 days, 1,200 wait',
    isWarning: true,
  })
})

test('who is on shift is told by his badge, and that nobody is signed in is told too', () => {
  const session = (roles: readonly Role[]): SessionState => ({
    stage: 'signed-in',
    officer: { badge: '4711', name: 'Patrol one', position: 'sworn', roles: [...roles], authorisations: [] },
    rights: [],
    training: [],
    signedInAt: 0,
    endsAt: 1,
    idleMs: 1,
    isPasswordDue: false,
    canUseSecurityKeys: false,
  })
  expect(shiftWords(undefined, undefined)).toBeUndefined()
  expect(shiftWords({ stage: 'signed-out', isNoticeAcknowledged: true }, undefined)).toBe('nobody signed in')
  expect(shiftWords(session(['operator']), null)).toBe('not started')
  expect(shiftWords(session(['auditor']), null)).toBe('badge 4711, no shift')
})
