import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HotListEntry } from '#shared/domain/hot-list.ts'
import { foldLookalikes } from '#shared/domain/plate.ts'
import { meetAgain, meetings, replacedCharacters, stateAgreement } from './match-read.ts'

function entry(plate: string, state?: HotListEntry['state']): HotListEntry {
  return {
    key: `${plate}|${state ?? ''}`,
    list: 'test',
    kind: 'list',
    source: 'test',
    line: 2,
    raw: plate,
    plate,
    ...(state === undefined ? {} : { state }),
    category: 'stolen-vehicle',
    categoryWords: 'Stolen vehicle',
    vehicle: {},
    cautions: [],
    notes: '',
    trust: 'normal',
    mended: [],
  }
}

/** Entries are found as the index finds them: by their folded form. */
const find =
  (...entries: HotListEntry[]) =>
  (plate: string) =>
    entries.filter((one) => foldLookalikes(one.plate) === foldLookalikes(plate))

describe('meetings', () => {
  test('the best string on the list is an exact match with its own odds', () => {
    const listed = entry('AB12345', 'IL')
    expect(meetings([{ plate: 'AB12345', probability: 0.9 }], find(listed))).toEqual([
      { entry: listed, kind: 'exact', matchedPlate: 'AB12345', plateProbability: 0.9 },
    ])
  })

  test('a runner-up on the list matches as a candidate, below one in fifty it does not', () => {
    const candidates = (probability: number) => [
      { plate: 'AB12345', probability: 0.7 },
      { plate: 'A812345', probability },
    ]
    const listed = find(entry('A812345'))
    expect(meetings(candidates(0.2), listed).map(({ kind }) => kind)).toEqual(['candidate'])
    expect(meetings(candidates(0.01), listed)).toEqual([])
  })

  test.each([
    ['OB12345', '0B12345'],
    ['IB12345', '1B12345'],
  ])('%s met by %s is folded, never exact, and its odds are those of both forms', (listed, read) => {
    const [meeting] = meetings(
      [
        { plate: read, probability: 0.6 },
        { plate: listed, probability: 0.01 },
      ],
      find(entry(listed)),
    )
    expect(meeting).toMatchObject({ kind: 'folded', matchedPlate: read })
    expect(meeting?.plateProbability).toBeCloseTo(0.61)
    expect(replacedCharacters(read, listed)).toEqual([{ position: 0, read: read[0], listed: listed[0] }])
  })

  test('the listed string among the candidates beats its folded twin', () => {
    const candidates = [
      { plate: '0B12345', probability: 0.6 },
      { plate: 'OB12345', probability: 0.3 },
    ]
    expect(meetings(candidates, find(entry('OB12345')))[0]).toMatchObject({
      kind: 'candidate',
      matchedPlate: 'OB12345',
      plateProbability: 0.3,
    })
  })

  test('an exact match is only ever the best string, character by character', () => {
    const plate = fc.stringMatching(/^[0O1IAB]{2,4}$/)
    fc.assert(
      fc.property(fc.array(plate, { minLength: 1, maxLength: 5 }), fc.array(plate), (strings, listed) => {
        const candidates = [...new Set(strings)].map((text, rank) => ({
          plate: text,
          probability: 0.5 / (rank + 1),
        }))
        const entries = [...new Set(listed)].map((text) => entry(text))
        for (const meeting of meetings(candidates, find(...entries))) {
          if (meeting.kind === 'exact') expect(meeting.entry.plate).toBe(candidates[0]?.plate)
          else if (meeting.kind === 'candidate') expect(meeting.matchedPlate).toBe(meeting.entry.plate)
          else expect(meeting.matchedPlate).not.toBe(meeting.entry.plate)
        }
      }),
    )
  })
})

test('an entry that a refined read is no longer keeps its hit with the odds that are left', () => {
  expect(meetAgain(entry('AB1'), [{ plate: 'XY9', probability: 0.9 }])).toMatchObject({
    kind: 'candidate',
    plateProbability: 0,
  })
  expect(
    meetAgain(entry('AB1'), [
      { plate: 'XY9', probability: 0.9 },
      { plate: 'ABI', probability: 0.01 },
    ]),
  ).toMatchObject({ kind: 'folded', matchedPlate: 'ABI', plateProbability: 0.01 })
})

test('the same plate of two states stands to a read each with its own agreement', () => {
  const illinois = { code: 'IL' as const, probability: 0.9, candidates: [] }
  const untold = { probability: 0.3, candidates: [] }
  const foreign = { isOther: true as const, probability: 0.9, candidates: [] }
  const states = [entry('A1', 'IL'), entry('A1', 'MO'), entry('A1')]
  expect(states.map((one) => stateAgreement(one, illinois))).toEqual(['agrees', 'differs', 'unknown'])
  expect(states.map((one) => stateAgreement(one, untold))).toEqual(['unknown', 'unknown', 'unknown'])
  expect(stateAgreement({ otherIssuer: 'ON' }, foreign)).toBe('agrees')
  expect(stateAgreement({ otherIssuer: 'ON' }, illinois)).toBe('differs')
})
