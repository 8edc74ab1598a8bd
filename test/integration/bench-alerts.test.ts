// What `bench:alerts` counts with: its lists, its shares, precision and recall by limit.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldLookalikes } from '#shared/domain/plate.ts'
import { answersTo, calibrationOf, limitFigures, statedOnTheRoad } from '../../bench/alerts/figures.ts'
import { writeTrialList, type ListKind } from '../../bench/alerts/trial-lists.ts'
import type { Alerts, Judged } from '../../bench/alerts/trials.ts'
import type { Vehicle } from '../../bench/alerts/vehicles.ts'
import { shareOf } from '../../bench/alerts/wilson.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-bench-alerts-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the lists', () => {
  const vehicles = Array.from({ length: 40 }, (_, index): Vehicle => ({
    truth: { plate: `QZ${10_000 + index}`, state: 'IL' },
    read: undefined,
  }))
  const write = (kind: ListKind, half: 0 | 1) => {
    const file = join(folder, `${kind}-${half}.csv`)
    const { isListed } = writeTrialList(file, { kind, seed: 3, half, entries: 500 }, vehicles)
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
    return { isListed, entries: lines.map((line) => line.split(',').slice(0, 2).join(' ')) }
  }
  const own = vehicles.map(({ truth }) => `${truth?.plate} IL`)

  test('hold the true plates of one half each, and of no vehicle both or none', () => {
    const [one, other] = [write('sparse', 0), write('sparse', 1)]
    expect(other.isListed).toEqual(one.isListed.map((isListed) => !isListed))
    for (const { isListed, entries } of [one, other]) {
      expect(own.map((entry) => entries.includes(entry))).toEqual(isListed)
    }
  })

  test('crowd the true plates without listing one, and list plates in states that are not theirs', () => {
    const truths = new Set(vehicles.map(({ truth }) => foldLookalikes(truth?.plate ?? '')))
    const plates = ({ entries }: { entries: string[] }) => entries.map((entry) => entry.split(' ')[0] ?? '')
    const crowded = write('crowded', 0)
    const listed = crowded.isListed.filter(Boolean).length
    expect(crowded.entries.length).toBeGreaterThan(500 + 100)
    expect(plates(crowded).filter((plate) => truths.has(foldLookalikes(plate)))).toHaveLength(listed)
    const otherState = write('otherState', 0)
    expect(plates(otherState).filter((plate) => truths.has(plate))).toHaveLength(40)
    expect(own.filter((entry) => otherState.entries.includes(entry))).toHaveLength(listed)
  })
})

test("Wilson's interval, and that of one round where the same pictures were counted again", () => {
  const { share, low, high } = shareOf(9, 10)
  expect([share, low, high].map((value) => value?.toFixed(4))).toEqual(['0.9000', '0.5958', '0.9821'])
  expect(shareOf(36, 40, 4)).toEqual({ ...shareOf(9, 10), count: 36, of: 40 })
  expect(shareOf(0, 0)).toMatchObject({ share: null, low: null, high: null })
})

describe('figures', () => {
  const alert = (both: number, isRight: boolean): Judged => ({
    stated: { characters: both, both },
    isPlateRight: isRight,
    isStateRight: undefined,
    isRight,
  })
  const all: Alerts[] = [
    { vehicle: 0, isListed: true, alerts: [alert(0.9, true), alert(0.05, false)] },
    { vehicle: 1, isListed: true, alerts: [alert(0.4, false), alert(0.3, true)] },
    { vehicle: 2, isListed: true, alerts: [] },
    { vehicle: 3, isListed: true, alerts: [alert(0.2, true)] },
    { vehicle: 4, isListed: false, alerts: [alert(0.1, false)] },
    { vehicle: 5, isListed: false, alerts: [] },
  ]

  test('recall counts any right alert from the limit on, precision the surest', () => {
    expect(limitFigures(all, 0, 0.5, 1)).toMatchObject({
      recall: { count: 3, of: 4 },
      precision: { count: 2, of: 4 },
      falseAlerts: { count: 1, of: 2 },
    })
    expect(limitFigures(all, 0.25, 0.5, 1)).toMatchObject({
      recall: { count: 2, of: 4 },
      precision: { count: 1, of: 2 },
      falseAlerts: { count: 0, of: 2 },
    })
  })

  test('on the road the vehicles weigh as often as they pass', () => {
    // Of the listed, 2 of 4 alert rightly and 3 of 4 at all; of the others 1 of 2 alerts.
    const { onTheRoad } = limitFigures(all, 0, 0.01, 1)
    expect(onTheRoad.precision).toBeCloseTo((0.01 * 0.5) / (0.01 * 0.75 + 0.99 * 0.5), 10)
    const stated = (0.01 / 4) * (0.9 + 0.4 + 0.2) + (0.99 / 2) * 0.1
    expect(statedOnTheRoad(all, 0, 0.01)).toBeCloseTo(stated / ((0.01 / 4) * 3 + 0.99 / 2), 10)
  })

  test('odds are laid beside what came out, as far as the labels can tell', () => {
    expect(answersTo('state', all)).toEqual([])
    const { alerts, bins } = calibrationOf(answersTo('both', all), 1)
    expect(alerts).toBe(6)
    expect(bins.find(({ from }) => from === 0.9)).toMatchObject({ stated: 0.9, right: { count: 1, of: 1 } })
    expect(bins.reduce((sum, { right }) => sum + right.of, 0)).toBe(6)
  })
})
