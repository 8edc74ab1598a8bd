import { expect, test } from 'vitest'
import { madeUpHit } from './made-up-hit.ts'
import { spokenAlert } from './spoken-alert.ts'

test('the voice says what is listed, the state, the plate, and that nobody has verified it', () => {
  expect(spokenAlert(madeUpHit(1, { read: { plate: 'AB120' } }))).toBe(
    'Possible match. Stolen vehicle. Illinois. Alpha Bravo one two zero. Not verified.',
  )
})

test('a state that differs and one that is not listed are said', () => {
  const differing = madeUpHit(1, { match: { stateAgreement: 'differs', entry: { state: 'TX' } } })
  expect(spokenAlert(differing)).toContain('Listed in Texas, another state was read.')
  const without = madeUpHit(1, { match: { stateAgreement: 'unknown', entry: { state: undefined } } })
  expect(spokenAlert(without)).toContain('State not listed.')
})

test('a partial plate is called one, and says the plate that was read', () => {
  const partial = madeUpHit(1, {
    read: { plate: 'AB1' },
    match: { kind: 'partial', entry: { kind: 'partial', pattern: 'A?1' } },
  })
  expect(spokenAlert(partial)).toContain('Partial plate, read as Alpha Bravo one.')
})

test('without words of the list nothing is said', () => {
  expect(spokenAlert(madeUpHit(1, { presentation: { spoken: '' } }))).toBeUndefined()
})
