import { expect, test } from 'vitest'
import { madeUpHit, madeUpPolicy } from '#renderer/patrol/words/made-up-hit.ts'
import { progressOf } from '#shared/domain/hit-progress.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { handOffText } from './hand-off-text.ts'

const rules = madeUpPolicy().verification.value
const text = (hit: Hit): string => handOffText(hit, progressOf(hit, rules), rules)

test('before the comparison it says that nobody has compared the plate', () => {
  const words = text(madeUpHit(1))
  expect(words).toContain('NOT VERIFIED')
  expect(words).toContain('not compared by an officer yet; the machine read AB12345')
  expect(words).toContain('Current status not checked.')
})

test('what is told is the plate that was seen, never the one that the machine read', () => {
  const hit = madeUpHit(1, {
    steps: [
      { kind: 'acknowledged' },
      {
        kind: 'compared',
        seen: { plate: 'AB12O45', isTyped: true, state: 'TX', vehicle: 'match', vehicleWords: '' },
      },
    ],
  })
  const words = text(hit)
  expect(words).toContain('Plate as seen: AB12O45 (Alpha Bravo one two Oscar four five), Texas.')
  expect(words).not.toContain('machine')
})

test('place, camera and heading are told, and a missing fix is said', () => {
  expect(text(madeUpHit(1))).toContain('by camera FRONT, no fix')
  const place = { latitude: 42, longitude: -88, quality: 1, ageMs: 0, courseDeg: 90 }
  const fixed = madeUpHit(1, { read: { location: { kind: 'fix', place } } })
  expect(text(fixed)).toContain('42.0000 N 88.0000 W, heading east')
})

test('it is never longer than the record takes', () => {
  const vehicle = { model: 'x'.repeat(40), make: 'y'.repeat(40), colour: 'z'.repeat(40) }
  const long = madeUpHit(1, { match: { entry: { vehicle, source: 's'.repeat(60) } } })
  expect(text(long).length).toBeLessThanOrEqual(1000)
})
