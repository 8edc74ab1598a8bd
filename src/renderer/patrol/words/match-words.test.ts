import { expect, test } from 'vitest'
import { madeUpHit, madeUpMatch } from './made-up-hit.ts'
import {
  crowdingWords,
  doubtWords,
  exonerationWords,
  kindWords,
  listAge,
  runnerUp,
  stateWords,
  trustWords,
  vehicleWords,
} from './match-words.ts'

const HOUR = 3_600_000

test('a folded match names the characters that were taken as one and is never called the same', () => {
  const match = madeUpMatch('AB12O', {
    kind: 'folded',
    matchedPlate: 'AB120',
    replaced: [{ position: 4, read: '0', listed: 'O' }],
  })
  expect(kindWords(match)).toBe('Listed with the letter O, read as the digit 0: cannot be told apart.')
  const confused = madeUpMatch('AB128', {
    kind: 'folded',
    replaced: [{ position: 4, read: 'B', listed: '8' }],
  })
  expect(kindWords(confused)).toBe('Listed with the digit 8, read as the letter B.')
})

test('a partial plate names its pattern', () => {
  const match = madeUpMatch('AB1', { kind: 'partial', entry: { kind: 'partial', pattern: 'A?1' } })
  expect(kindWords(match)).toBe('The reading fits the partial plate A?1.')
})

test('the state is said to agree, to differ, not to be read or not to be listed', () => {
  const { read } = madeUpHit(1)
  const state = (script: Parameters<typeof madeUpMatch>[1]): string =>
    stateWords(madeUpMatch('A1', script), read)
  expect([
    state({}),
    state({ stateAgreement: 'differs', entry: { state: 'TX' } }),
    state({ stateAgreement: 'unknown' }),
    state({ entry: { state: undefined } }),
    state({ stateAgreement: 'differs', entry: { state: undefined, otherIssuer: 'ON' } }),
  ]).toEqual([
    'State agrees: IL.',
    'State differs: listed TX, read IL.',
    'State not read: the list says IL, look at the plate.',
    'The list names no state.',
    'State differs: listed ON, read IL.',
  ])
})

test('beside the reading stands the string that met the list, else the next best', () => {
  const { read } = madeUpHit(1, {
    read: {
      plate: 'AB1',
      candidates: [
        { plate: 'AB1', probability: 0.6 },
        { plate: 'A81', probability: 0.3 },
      ],
    },
  })
  expect(runnerUp(read, madeUpMatch('AB1'))).toBe('A81')
  expect(runnerUp(read, madeUpMatch('AQ1', { kind: 'candidate', matchedPlate: 'AQ1' }))).toBe('AQ1')
})

test('low trust, crowding and doubt are said where they are and not where they are not', () => {
  const { entry } = madeUpMatch('A1')
  expect([trustWords(entry), crowdingWords(madeUpMatch('A1')), doubtWords(madeUpHit(1))]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(trustWords({ ...entry, trust: 'both-forms' })).toContain('low trust')
  expect(crowdingWords(madeUpMatch('A1', { crowding: { listed: 14, looked: 52 } }))).toBe(
    '14 listed plates look like this one.',
  )
  const odds = { characters: 0.4, both: 0.3 }
  expect(doubtWords(madeUpHit(1, { isDoubtful: true, match: { odds } }))).toContain(
    'more likely wrong than right',
  )
  expect(doubtWords(madeUpHit(1, { isDoubtful: true }))).toContain('below the limit')
})

test('an exoneration says when, by whom, and whether a supervisor has reviewed it', () => {
  const at = new Date(2026, 10, 12, 12).getTime()
  const exoneration = {
    id: crypto.randomUUID(),
    plate: 'AB1',
    entryKey: 'k',
    vehicle: '',
    proof: 'VIN compared',
    hitId: madeUpHit(1).id,
    by: { badge: '4711', name: 'Patrol one' },
    at,
    expiresAt: at,
  }
  expect(exonerationWords(exoneration)).toBe(
    'Verified NOT the wanted vehicle on Nov 12 by badge 4711, not yet reviewed.',
  )
  const review = { by: { badge: '12', name: 'S' }, at, isUpheld: false, words: 'no' }
  expect(exonerationWords({ ...exoneration, review })).toContain('set aside by badge 12 on Nov 12')
})

test('a list is old only when it is older than its contract, and an age that is not known is told', () => {
  const listVersion = { version: '1', writtenAt: 0, maxAgeMs: 24 * HOUR }
  const match = madeUpMatch('A1', { listVersion })
  expect(listAge(match, 24 * HOUR)).toEqual({ words: 'list NCIC, 24 h old', isOld: false })
  expect(listAge(match, 24 * HOUR + 1).isOld).toBe(true)
  expect(listAge({ ...match, listVersion: undefined }, 0)).toEqual({
    words: 'list NCIC, age not known',
    isOld: true,
  })
  expect(listAge(madeUpMatch('A1', { entry: { kind: 'local' } }), 1e12).isOld).toBe(false)
})

test('a vehicle is named by what is listed of it', () => {
  const { entry } = madeUpMatch('A1')
  expect(vehicleWords(entry)).toBe('2014 Toyota Camry, Silver')
  expect(vehicleWords({ ...entry, vehicle: { colour: 'Red' } })).toBe('Red')
  expect(vehicleWords({ ...entry, vehicle: {} })).toBeUndefined()
})
