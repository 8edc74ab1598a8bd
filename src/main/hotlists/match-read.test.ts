import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HotListEntry } from '#shared/domain/hot-list.ts'
import { indexEntries, matchRead } from './match-read.ts'

function entry(plate: string, state?: HotListEntry['state']): HotListEntry {
  const base = { listName: 'test', line: 2, plate, category: 'Stolen vehicle', description: '' }
  return state === undefined ? base : { ...base, state }
}
const illinois = { code: 'IL' as const, probability: 0.9, candidates: [] }
const untold = { probability: 0.3, candidates: [] }

describe('matchRead', () => {
  test('the best string on the list is an exact match with its own odds', () => {
    const listed = entry('AB12345', 'IL')
    const matches = matchRead(indexEntries([listed]), {
      candidates: [{ plate: 'AB12345', probability: 0.9 }],
      state: illinois,
    })
    expect(matches).toEqual([
      {
        entry: listed,
        kind: 'exact',
        matchedPlate: 'AB12345',
        plateProbability: 0.9,
        stateAgreement: 'agrees',
      },
    ])
  })

  test('a runner-up on the list matches as a candidate, below one in twenty it does not', () => {
    const index = indexEntries([entry('A812345')])
    const read = (probability: number) => ({
      candidates: [
        { plate: 'AB12345', probability: 0.7 },
        { plate: 'A812345', probability },
      ],
      state: illinois,
    })
    expect(matchRead(index, read(0.2)).map((match) => match.kind)).toEqual(['candidate'])
    expect(matchRead(index, read(0.04))).toEqual([])
  })

  test('a match through O and 0 is folded, never exact, and its odds are those of both forms', () => {
    const index = indexEntries([entry('OB12345')])
    const [match] = matchRead(index, {
      candidates: [
        { plate: '0B12345', probability: 0.6 },
        { plate: 'OB12345', probability: 0.01 },
      ],
      state: illinois,
    })
    expect(match?.kind).toBe('folded')
    expect(match?.matchedPlate).toBe('0B12345')
    expect(match?.plateProbability).toBeCloseTo(0.61)
  })

  test('the listed string among the candidates beats its folded twin', () => {
    const index = indexEntries([entry('OB12345')])
    const [match] = matchRead(index, {
      candidates: [
        { plate: '0B12345', probability: 0.6 },
        { plate: 'OB12345', probability: 0.3 },
      ],
      state: illinois,
    })
    expect(match).toMatchObject({ kind: 'candidate', matchedPlate: 'OB12345', plateProbability: 0.3 })
  })

  test('the same plate of two states is two entries, each with its own agreement', () => {
    const index = indexEntries([entry('AB12345', 'IL'), entry('AB12345', 'MO'), entry('AB12345')])
    const read = { candidates: [{ plate: 'AB12345', probability: 0.9 }], state: illinois }
    expect(matchRead(index, read).map((match) => match.stateAgreement)).toEqual([
      'agrees',
      'differs',
      'unknown',
    ])
    expect(matchRead(index, { ...read, state: untold }).map((match) => match.stateAgreement)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ])
  })

  test('an exact match is only ever the best string, character by character', () => {
    const plate = fc.stringMatching(/^[0O1AB]{2,4}$/)
    fc.assert(
      fc.property(fc.array(plate, { minLength: 1, maxLength: 5 }), fc.array(plate), (strings, listed) => {
        const candidates = [...new Set(strings)].map((text, rank) => ({
          plate: text,
          probability: 0.5 / (rank + 1),
        }))
        for (const match of matchRead(indexEntries(listed.map((text) => entry(text))), {
          candidates,
          state: untold,
        })) {
          if (match.kind === 'exact') expect(match.entry.plate).toBe(candidates[0]?.plate)
          else if (match.kind === 'candidate') expect(match.matchedPlate).toBe(match.entry.plate)
          else expect(match.matchedPlate).not.toBe(match.entry.plate)
        }
      }),
    )
  })
})
