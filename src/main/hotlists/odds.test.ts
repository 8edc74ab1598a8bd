import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlateCandidate, StateReading } from '#shared/domain/read.ts'
import { alertOdds, type OddsInput } from './odds.ts'

const NOTHING: StateReading = { probability: 0, candidates: [] }
const LISTED = 'AB12345'
const SERIOUS = 0.000047

const input = (change: Partial<OddsInput> = {}): OddsInput => ({
  plateProbability: 0.95,
  candidates: [
    { plate: LISTED, probability: 0.95 },
    { plate: 'A812345', probability: 0.03 },
  ],
  isListed: (plate) => plate === LISTED,
  crowding: { listed: 0, looked: 15 },
  density: 0.0003,
  listedShare: SERIOUS,
  entry: { plate: LISTED, state: 'IL' },
  state: NOTHING,
  ...change,
})

const characters = (change: Partial<OddsInput> = {}): number => alertOdds(input(change)).characters

describe('characters', () => {
  test('are what counting vehicles gives: truly listed ones against misreads that happen to be listed', () => {
    // Of a hundred million vehicles, strings and all: the listed string read with p, its one rival unlisted.
    const density = 0.0003
    const truly = SERIOUS * 0.95
    const misread = ((1 - SERIOUS) / (1 - density)) * density * 0.05
    expect(
      characters({
        candidates: [
          { plate: LISTED, probability: 0.95 },
          { plate: 'A812345', probability: 0.05 },
        ],
        crowding: { listed: 0, looked: 0 },
      }),
    ).toBeCloseTo(truly / (truly + misread), 10)
  })

  test('come out right on a simulated road', () => {
    // Thirty thousand strings in a row, one in ten listed; vehicles are listed with h; a reader that is right with
    // 0.8 and else reads the next string up or down. Its calibrated answer is the string with 0.8, the two beside
    // it with 0.1 each.
    const strings = 30_000
    const isListed = (index: number): boolean => index % 10 === 0
    const listedShare = 0.02
    const random = seeded(7)
    const counts = { alerts: 0, right: 0, stated: 0 }
    for (let vehicle = 0; vehicle < 400_000; vehicle += 1) {
      const block = 10 * Math.floor((random() * strings) / 10)
      const truth = random() < listedShare ? block : block + 1 + Math.floor(random() * 9)
      const luck = random()
      const read = luck < 0.8 ? truth : luck < 0.9 ? truth + 1 : truth - 1
      if (!isListed(read)) continue
      const name = (index: number): string => `P${String(index + 1)}`
      const stated = characters({
        plateProbability: 0.8,
        candidates: [
          { plate: name(read), probability: 0.8 },
          { plate: name(read - 1), probability: 0.1 },
          { plate: name(read + 1), probability: 0.1 },
        ],
        entry: { plate: name(read) },
        isListed: (plate) => plate === name(read),
        crowding: { listed: 0, looked: 0 },
        density: 0.1,
        listedShare,
      })
      counts.alerts += 1
      counts.stated += stated
      if (truth === read) counts.right += 1
    }
    expect(counts.alerts).toBeGreaterThan(10_000)
    expect(counts.stated / counts.alerts).toBeCloseTo(counts.right / counts.alerts, 2)
  })

  test('without a list are the plain probability', () => {
    expect(characters({ density: undefined })).toBe(0.95)
  })

  test('of a sparse list of plates that pass as often as strings are listed are the plain probability', () => {
    expect(
      characters({ density: 0.002, listedShare: 0.002, crowding: { listed: 0, looked: 0 } }),
    ).toBeCloseTo(0.95, 6)
  })

  test('fall with every listed neighbour: in a crowd a listed string is a misread one more often', () => {
    const at = [0, 1, 5, 15].map((listed) => characters({ crowding: { listed, looked: 15 } }))
    expect(at).toEqual(at.toSorted((one, other) => other - one))
    expect(at[0]).toBeGreaterThan(0.8)
    expect(at[3]).toBeLessThan(0.01)
  })

  test('a typed plate is sure whatever the list', () => {
    const typed = [{ plate: LISTED, probability: 1 }]
    expect(characters({ plateProbability: 1, candidates: typed, density: 0.3 })).toBe(1)
  })
})

describe('properties', () => {
  const share = fc.double({ min: 1e-7, max: 0.5, noNaN: true })
  const density = fc.double({ min: 0, max: 0.9, noNaN: true })
  const crowding = fc
    .tuple(fc.nat(30), fc.nat(30))
    .map(([one, other]) => ({ listed: Math.min(one, other), looked: Math.max(one, other) }))
  const rivals = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 })

  /** Candidates that sum to at most one; `which` of them is the listed one, `more` are listed besides. */
  const read = fc
    .record({
      weights: rivals,
      slack: fc.double({ min: 0, max: 1, noNaN: true }),
      which: fc.nat(9),
      more: fc.nat(1023),
    })
    .map(({ weights, slack, which, more }) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0) + slack
      const candidates = weights
        .map((weight, index): PlateCandidate => ({
          plate: `P${'ABCDEFGHJK'.charAt(index)}`,
          probability: weight / total,
        }))
        .toSorted((one, other) => other.probability - one.probability)
      const listed = candidates[which % candidates.length] ?? { plate: 'PA', probability: 0 }
      const others = new Set(
        candidates.filter((_, index) => (more >> index) % 2 === 1).map(({ plate }) => plate),
      )
      const isListed = (plate: string): boolean => plate === listed.plate || others.has(plate)
      return { candidates, plateProbability: listed.probability, entry: { plate: listed.plate }, isListed }
    })
  const any = fc.record({ read, share, density, crowding })
  type Any = typeof any extends fc.Arbitrary<infer T> ? T : never
  const oddsOf = ({ read, share, density, crowding }: Any): number =>
    characters({ ...read, listedShare: share, density, crowding })
  const check = (property: (one: Any) => void): void =>
    fc.assert(fc.property(any, property), { numRuns: 2000 })
  const ALMOST = 1e-9

  test('is a probability', () => {
    check((one) => {
      expect(oddsOf(one)).toBeGreaterThanOrEqual(0)
      expect(oddsOf(one)).toBeLessThanOrEqual(1)
    })
  })

  test('rises with the share of vehicles that are listed', () => {
    check((one) => {
      expect(oddsOf({ ...one, share: Math.min(1, one.share * 1.5) })).toBeGreaterThanOrEqual(
        oddsOf(one) - ALMOST,
      )
    })
  })

  test('falls with the density of the list and with listed neighbours', () => {
    check((one) => {
      expect(oddsOf({ ...one, density: Math.min(1, one.density * 1.5) })).toBeLessThanOrEqual(
        oddsOf(one) + ALMOST,
      )
      const { listed, looked } = one.crowding
      const fuller = { listed: Math.min(looked, listed + 1), looked }
      expect(oddsOf({ ...one, crowding: fuller })).toBeLessThanOrEqual(oddsOf(one) + ALMOST)
    })
  })

  test('rises with the probability of the listed characters at the cost of the rest', () => {
    check((one) => {
      const { candidates, plateProbability, entry } = one.read
      const rest = 1 - candidates.reduce((sum, { probability }) => sum + probability, 0)
      const surer = { ...one.read, plateProbability: plateProbability + rest / 2 }
      surer.candidates = candidates.map(({ plate, probability }) => ({
        plate,
        probability: plate === entry.plate ? surer.plateProbability : probability,
      }))
      expect(oddsOf({ ...one, read: surer })).toBeGreaterThanOrEqual(oddsOf(one) - ALMOST)
    })
  })

  test('falls when a rival is listed as well, on a list whose plates pass oftener than chance', () => {
    check((one) => {
      const share = 0.01 + one.share / 2
      const sparse = { ...one, share, density: share / 10, crowding: { listed: 0, looked: 15 } }
      const crowd = { ...sparse, read: { ...one.read, isListed: () => true } }
      const alone = { ...sparse, read: { ...one.read, isListed: () => false } }
      expect(oddsOf(crowd)).toBeLessThanOrEqual(oddsOf(alone) + ALMOST)
    })
  })
})

describe('state', () => {
  const illinois: StateReading = {
    code: 'IL',
    probability: 0.9,
    candidates: [
      { code: 'IL', probability: 0.9 },
      { code: 'MO', probability: 0.05 },
    ],
  }
  const state = (reading: StateReading, entry: OddsInput['entry'] = { plate: LISTED, state: 'IL' }) =>
    alertOdds(input({ state: reading, entry })).state

  test('is the probability of the listed one, named or withheld', () => {
    expect(state(illinois)).toBe(0.9)
    expect(state({ probability: 0.4, candidates: [{ code: 'IL', probability: 0.4 }] })).toBe(0.4)
    expect(state(illinois, { plate: LISTED, state: 'MO' })).toBe(0.05)
  })

  test('that the reading does not name has its part of what is left over', () => {
    expect(state(illinois, { plate: LISTED, state: 'TX' })).toBeCloseTo(0.05 / 50, 12)
    expect(state(illinois, { plate: LISTED, otherIssuer: 'ON' })).toBeCloseTo(0.05 / 50, 12)
    expect(
      state({ ...illinois, candidates: [{ code: 'IL', probability: 1 }] }, { plate: LISTED, state: 'TX' }),
    ).toBe(0)
  })

  test('is undefined where the entry names none or none was looked for; both are then the characters', () => {
    for (const odds of [
      alertOdds(input({ entry: { plate: LISTED }, state: illinois })),
      alertOdds(input()),
    ]) {
      expect(odds.state).toBeUndefined()
      expect(odds.both).toBe(odds.characters)
    }
  })

  test('and characters together are both', () => {
    const { characters, both } = alertOdds(input({ state: illinois }))
    expect(both).toBeCloseTo(characters * 0.9, 12)
  })
})

/** A small generator of the same numbers every time (mulberry32). */
function seeded(seed: number): () => number {
  let at = seed
  return () => {
    at = (at + 0x6d2b79f5) | 0
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
