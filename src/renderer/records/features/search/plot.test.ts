import { expect, test } from 'vitest'
import type { RecordRow } from '#shared/records/records.ts'
import { areaBetween, clustersOf, HEIGHT, lengthWords, plotOf, WIDTH } from './plot.ts'

const LOOP = { latitude: 41.88, longitude: -87.63 }
const AIRPORT = { latitude: 41.98, longitude: -87.9 }

const row = (place: RecordRow['place']): RecordRow => ({ place }) as RecordRow

test('north is up, east is right, and everything lies inside', () => {
  const plot = plotOf([LOOP, AIRPORT])
  const loop = plot?.toPoint(LOOP) ?? { x: 0, y: 0 }
  const airport = plot?.toPoint(AIRPORT) ?? { x: 0, y: 0 }
  expect(airport.y).toBeLessThan(loop.y)
  expect(airport.x).toBeLessThan(loop.x)
  for (const { x, y } of [loop, airport]) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(WIDTH)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(HEIGHT)
  }
})

test('a point leads back to its place, and a drawn rectangle to its area', () => {
  const plot = plotOf([LOOP, AIRPORT])
  if (plot === undefined) throw new Error('no plot')
  const back = plot.toPlace(plot.toPoint(LOOP))
  expect(back.latitude).toBeCloseTo(LOOP.latitude, 9)
  expect(back.longitude).toBeCloseTo(LOOP.longitude, 9)
  const area = areaBetween(plot.toPoint(AIRPORT), plot.toPoint(LOOP), plot)
  expect(area.south).toBeCloseTo(LOOP.latitude, 9)
  expect(area.north).toBeCloseTo(AIRPORT.latitude, 9)
  expect(area.west).toBeCloseTo(AIRPORT.longitude, 9)
  expect(area.east).toBeCloseTo(LOOP.longitude, 9)
})

test('reads at one place are drawn as one, and a read without a place is not drawn', () => {
  const rows = [row(LOOP), row(undefined), row(LOOP), row(AIRPORT)]
  const plot = plotOf([LOOP, AIRPORT])
  if (plot === undefined) throw new Error('no plot')
  expect(clustersOf(rows, plot).map((cluster) => cluster.rows)).toEqual([[0, 2], [3]])
  expect(plotOf([])).toBeUndefined()
})

test('the bar is a round length that is drawn as long as it is', () => {
  const plot = plotOf([LOOP])
  expect(plot?.bar.metres).toBe(200)
  expect(plot?.bar.width).toBeLessThanOrEqual(WIDTH / 4)
  expect([200, 1000, 50_000].map(lengthWords)).toEqual(['200 m', '1 km', '50 km'])
})
