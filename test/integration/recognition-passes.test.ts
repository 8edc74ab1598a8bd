// How plates are followed from frame to frame and become passes: the tracker, the combination of frames
// and the rules of what is published, without the networks.
import { beforeEach, expect, test } from 'vitest'
import { contextImageOf } from '#recognition/pixels/rgb-image.ts'
import { trackCamera, type CameraTracks } from '#recognition/track/camera-tracks.ts'
import type { ContextOf } from '#recognition/track/pass.ts'
import { MOST_LIVE_PASSES } from '#recognition/track/thresholds.ts'
import type { PassUpdate } from '#shared/recognition/messages.ts'
import {
  cornersOf,
  FRAME_HEIGHT,
  FRAME_WIDTH,
  greyFrame,
  readOf,
  stateLook,
  type SeenPlate,
} from '../support/recognition/seen-plates.ts'

const FRAME_MS = 66
const contextOf: ContextOf = (view) => contextImageOf(view.bytes, view.channels)

let tracks: CameraTracks
beforeEach(() => {
  let passes = 0
  tracks = trackCamera('front', 0.6, () => ++passes)
})

/** Shows one frame with these plates; gives the updates. */
function show(at: number, plates: readonly SeenPlate[]): PassUpdate[] {
  const view = greyFrame('front', at)
  const found = plates.map((plate) => ({ corners: cornersOf(plate), score: plate.score ?? 0.8 }))
  const updates = tracks.endLost(at, contextOf, 1)
  const followed = tracks.follow(found, at)
  for (const [index, plate] of plates.entries()) {
    const tracked = followed.find((one) => one.found === found[index])
    if (tracked === undefined) throw new Error('Every plate found is followed.')
    const state = plate.state === undefined ? undefined : stateLook(plate.state)
    const sighting = { view, ...tracked.found, read: readOf(plate), state }
    updates.push(...tracks.add(tracked.track, sighting, contextOf, 1))
  }
  return updates
}
/** Shows frame after frame; `plateAt` gives the plates of each. */
function showFrames(from: number, count: number, platesAt: (step: number) => readonly SeenPlate[]) {
  return Array.from({ length: count }, (_, step) => show(from + step * FRAME_MS, platesAt(step))).flat()
}
const inShort = (updates: readonly PassUpdate[]) =>
  updates.map(({ pass, phase, plate }) => `${pass} ${phase} ${plate}`)

test('a vehicle gives a first update, and a final one a second after it was last seen', () => {
  const seen = showFrames(1000, 10, (step) => [{ plate: 'KRT4172', x: 100 + 12 * step, y: 200, state: 'IL' }])
  expect(inShort(seen)).toEqual(['1 first KRT4172'])
  expect(inShort(show(2500, []))).toEqual([])
  const [last] = show(2700, [])
  expect(last).toMatchObject({
    pass: 1,
    phase: 'final',
    camera: 'front',
    plate: 'KRT4172',
    firstSeenAt: 1000,
    lastSeenAt: 1000 + 9 * FRAME_MS,
    frames: 10,
    frameWidth: FRAME_WIDTH,
    frameHeight: FRAME_HEIGHT,
    state: { code: 'IL' },
  })
})

test('the first update carries crop and context; they come again only with a better frame', () => {
  const [first] = show(1000, [{ plate: 'KRT4172', x: 100, y: 200 }])
  expect(first?.crop).toMatchObject({ width: 160, height: 64 })
  expect(first?.context).toMatchObject({ width: FRAME_WIDTH, height: FRAME_HEIGHT })
  expect(first?.context?.data.byteLength).toBe(3 * FRAME_WIDTH * FRAME_HEIGHT)
  show(1066, [{ plate: 'KRT4172', x: 104, y: 200 }])
  const [same] = tracks.endAll(contextOf, 1)
  expect(same).toMatchObject({ phase: 'final' })
  expect(same?.crop).toBeUndefined()

  show(3000, [{ plate: 'AB12345', x: 400, y: 100 }])
  show(3066, [{ plate: 'AB12345', x: 404, y: 100, width: 90, sureness: 0.98 }])
  const [better] = tracks.endAll(contextOf, 1)
  expect(better?.crop).toBeDefined()
  expect(better?.capturedAt).toBe(3066)
})

test('a pass is refined when the string changes, at most twice a second', () => {
  const early = showFrames(1000, 3, () => [{ plate: 'KRT4172', x: 100, y: 200, sureness: 0.4 }])
  expect(inShort(early)).toEqual(['1 first 8RT4172'])
  const later = showFrames(1198, 24, () => [{ plate: 'KRT4172', x: 100, y: 200, sureness: 0.9 }])
  expect(later[0]).toMatchObject({ phase: 'refined', plate: 'KRT4172' })
  expect(later[0]?.crop).toBeDefined()
  const sentAt = [1000, ...later.map(({ lastSeenAt }) => lastSeenAt)]
  const gaps = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500)
})

test('a pass that nobody is sure of is published when it ends, not before', () => {
  const blurred = { plate: 'KRT4172', x: 100, y: 200 }
  const view = greyFrame('front', 1000)
  const [tracked] = tracks.follow([{ corners: cornersOf(blurred), score: 0.8 }], 1000)
  if (tracked === undefined) throw new Error('Every plate found is followed.')
  const read = readOf(blurred)
  const doubtful = read.positions.map((one) => ({ ...one, presence: 0.87 }))
  const sighting = { view, ...tracked.found, read: { ...read, positions: doubtful, probability: 0.25 } }
  expect(tracks.add(tracked.track, sighting, contextOf, 1)).toEqual([])
  expect(inShort(tracks.endAll(contextOf, 1))).toEqual(['1 final KRT4172'])
})

test('vehicles that cross keep their own passes', () => {
  const updates = showFrames(1000, 25, (step) => [
    { plate: 'KRT4172', x: 60 + 20 * step, y: 180 },
    { plate: 'AB12345', x: 560 - 20 * step, y: 195 },
  ])
  const ends = tracks.endAll(contextOf, 1)
  expect(new Set(updates.map(({ plate }) => plate))).toEqual(new Set(['KRT4172', 'AB12345']))
  expect(inShort(ends).toSorted()).toEqual(['1 final KRT4172', '2 final AB12345'])
})

test('a vehicle hidden for half a second is the same pass', () => {
  showFrames(1000, 5, (step) => [{ plate: 'KRT4172', x: 100 + 10 * step, y: 200 }])
  const again = showFrames(1900, 5, (step) => [{ plate: 'KRT4172', x: 230 + 10 * step, y: 200 }])
  expect(inShort(again).filter((line) => line.includes('first'))).toEqual([])
  expect(inShort(tracks.endAll(contextOf, 1))).toEqual(['1 final KRT4172'])
})

test('the same string near the same place a few seconds later is no second read', () => {
  showFrames(1000, 5, () => [{ plate: 'KRT4172', x: 100, y: 200 }])
  expect(inShort(show(2400, []))).toEqual(['1 final KRT4172'])
  expect(inShort(showFrames(4000, 5, () => [{ plate: 'KRT4172', x: 130, y: 210 }]))).toEqual([])
  expect(inShort(tracks.endAll(contextOf, 1))).toEqual([])
})

test('the same string much later, or elsewhere in the picture, is a new pass', () => {
  showFrames(1000, 5, () => [{ plate: 'KRT4172', x: 100, y: 200 }])
  show(2400, [])
  expect(inShort(show(3000, [{ plate: 'KRT4172', x: 500, y: 200 }]))).toEqual(['2 first KRT4172'])
  expect(inShort(show(20_000, [{ plate: 'KRT4172', x: 100, y: 200 }]))).toEqual([
    '2 final KRT4172',
    '3 first KRT4172',
  ])
})

test('another plate in the place of the last one is another vehicle', () => {
  showFrames(1000, 4, () => [{ plate: 'KRT4172', x: 300, y: 200, sureness: 0.95 }])
  const next = showFrames(1264, 4, () => [{ plate: '9XYZ55', x: 305, y: 200, sureness: 0.95 }])
  expect(inShort(next)).toEqual(['1 final KRT4172', '2 first 9XYZ55'])
})

test('what never becomes confident is dropped', () => {
  const updates = showFrames(1000, 6, () => [{ plate: 'LIL', x: 100, y: 200, sureness: 0.2, score: 0.2 }])
  expect(updates).toEqual([])
  expect(tracks.endAll(contextOf, 1)).toEqual([])
})

test('footage that begins again ends the passes of the last round', () => {
  show(60_000, [{ plate: 'KRT4172', x: 100, y: 200 }])
  expect(inShort(show(1000, []))).toEqual(['1 final KRT4172'])
})

test('the number of live passes is bounded: those unseen longest make room', () => {
  const row = (y: number, letter: string): SeenPlate[] =>
    Array.from({ length: 12 }, (_, i) => ({ plate: `${letter}${i}2345`, x: 30 + 50 * i, y, width: 20 }))
  show(1000, row(50, 'A'))
  show(1066, row(300, 'B'))
  const ended = show(1132, [])
  expect(ended.map(({ plate }) => plate[0])).toEqual(['A', 'A', 'A', 'A', 'A', 'A', 'A', 'A'])
  expect(tracks.endAll(contextOf, 1)).toHaveLength(MOST_LIVE_PASSES)
})

test('a word is published only where the detector is sure of a plate', () => {
  const word = { plate: 'PROGRESS', x: 300, y: 200, sureness: 0.9 }
  expect(inShort(showFrames(1000, 3, () => [{ ...word, score: 0.5 }]))).toEqual([])
  expect(inShort(show(5000, []))).toEqual([])
  expect(inShort(showFrames(9000, 3, () => [{ ...word, score: 0.9 }]))).toEqual(['2 first PROGRESS'])
})
