// Places on a plain plot: no map tiles, since nothing is fetched from elsewhere. North is up, degrees of longitude are
// drawn as wide as they are at the plot's middle.
import type { Area } from '#renderer/records/parts/area.ts'
import type { RecordRow } from '#shared/records/records.ts'

type Place = NonNullable<RecordRow['place']>
type PlotPoint = { readonly x: number; readonly y: number }

export type Plot = {
  readonly toPoint: (place: Place) => PlotPoint
  readonly toPlace: (point: PlotPoint) => Place
  /** A round length and how wide it is drawn. */
  readonly bar: { readonly metres: number; readonly width: number }
}

export const WIDTH = 480
export const HEIGHT = 300
const MARGIN = 24
const METRES_IN_A_DEGREE = 111_320
/** Half a kilometre: a single place is not drawn as if a metre were a mile. */
const LEAST_DEGREES = 0.0045
const BAR_MOST = WIDTH / 4

/** A plot in which all places lie; undefined for none. */
export function plotOf(places: readonly Place[]): Plot | undefined {
  const [first] = places
  if (first === undefined) return undefined
  let { latitude: south, latitude: north, longitude: west, longitude: east } = first
  for (const { latitude, longitude } of places) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
  }
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 }
  const narrow = Math.max(0.01, Math.cos((middle.latitude * Math.PI) / 180))
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(LEAST_DEGREES, (east - west) * narrow),
    (HEIGHT - 2 * MARGIN) / Math.max(LEAST_DEGREES, north - south),
  )
  const metres = roundLength((BAR_MOST / scale) * METRES_IN_A_DEGREE)
  return {
    toPoint: ({ latitude, longitude }) => ({
      x: WIDTH / 2 + (longitude - middle.longitude) * narrow * scale,
      y: HEIGHT / 2 - (latitude - middle.latitude) * scale,
    }),
    toPlace: ({ x, y }) => ({
      latitude: middle.latitude - (y - HEIGHT / 2) / scale,
      longitude: middle.longitude + (x - WIDTH / 2) / (narrow * scale),
    }),
    bar: { metres, width: (metres / METRES_IN_A_DEGREE) * scale },
  }
}

/** The longest of 1, 2, 5, 10, ... that is not longer. */
function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres))
  const step = [5, 2, 1].find((one) => one * power <= metres) ?? 1
  return step * power
}

/** "500 m", "2 km". */
export const lengthWords = (metres: number): string => (metres < 1000 ? `${metres} m` : `${metres / 1000} km`)

export type Cluster = PlotPoint & { readonly rows: readonly number[] }

const CELL = 26

/** Reads that would lie on one another are drawn as one, with their number. */
export function clustersOf(rows: readonly RecordRow[], plot: Plot): Cluster[] {
  const cells = new Map<string, { x: number; y: number; rows: number[] }>()
  for (const [at, { place }] of rows.entries()) {
    if (place === undefined) continue
    const { x, y } = plot.toPoint(place)
    const name = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`
    const cell = cells.get(name)
    if (cell === undefined) cells.set(name, { x, y, rows: [at] })
    else {
      const count = cell.rows.push(at)
      cell.x += (x - cell.x) / count
      cell.y += (y - cell.y) / count
    }
  }
  return [...cells.values()]
}

/** The area between two corners of the plot. */
export function areaBetween(one: PlotPoint, other: PlotPoint, plot: Plot): Area {
  const southWest = plot.toPlace({ x: Math.min(one.x, other.x), y: Math.max(one.y, other.y) })
  const northEast = plot.toPlace({ x: Math.max(one.x, other.x), y: Math.min(one.y, other.y) })
  return {
    south: southWest.latitude,
    west: southWest.longitude,
    north: northEast.latitude,
    east: northEast.longitude,
  }
}
