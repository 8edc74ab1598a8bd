import { useRef, useState, type PointerEvent, type ReactElement } from 'react'
import type { Area } from '#renderer/records/parts/area.ts'
import { countWords } from '#renderer/records/words/figures.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PlainButton } from '#renderer/ui/screen.tsx'
import type { RecordRow } from '#shared/records/records.ts'
import { areaBetween, clustersOf, HEIGHT, lengthWords, plotOf, WIDTH } from './plot.ts'

type Corner = { readonly x: number; readonly y: number }

type PlacePlotProps = {
  readonly rows: readonly RecordRow[]
  readonly at: number
  readonly onPick: (at: number) => void
  /** Searches again, only in the drawn area. */
  readonly onArea: (area: Area) => void
}

/** Less is a press and no rectangle. */
const LEAST_SIDE = 8

/** Where the found reads were made. A rectangle that is drawn on it narrows the search; the form takes one typed. */
export function PlacePlot({ rows, at, onPick, onArea }: PlacePlotProps): ReactElement {
  const svg = useRef<SVGSVGElement>(null)
  const [corners, setCorners] = useState<readonly [Corner, Corner]>()
  const [isDrawing, setIsDrawing] = useState(false)
  const plot = plotOf(rows.flatMap(({ place }) => (place === undefined ? [] : [place])))
  if (plot === undefined)
    return <Empty title="No place.">None of these reads has a fix, so there is nothing to draw.</Empty>
  const selected = rows[at]?.place
  const mark = selected && plot.toPoint(selected)
  const area = corners === undefined || isDrawing ? undefined : areaBetween(corners[0], corners[1], plot)

  function pointOf(event: PointerEvent): Corner {
    const matrix = svg.current?.getScreenCTM()?.inverse()
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
    return { x, y }
  }
  function begin(event: PointerEvent): void {
    const corner = pointOf(event)
    svg.current?.setPointerCapture(event.pointerId)
    setIsDrawing(true)
    setCorners([corner, corner])
  }
  function move(event: PointerEvent): void {
    if (isDrawing && corners !== undefined) setCorners([corners[0], pointOf(event)])
  }
  function end(): void {
    setIsDrawing(false)
    if (corners === undefined) return
    const [one, other] = corners
    const isRectangle = Math.min(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) >= LEAST_SIDE
    if (isRectangle) return
    setCorners(undefined)
    const near = clusters.find(({ x, y }) => Math.hypot(x - one.x, y - one.y) < 14)
    if (near?.rows[0] !== undefined) onPick(near.rows[0])
  }
  const clusters = clustersOf(rows, plot)
  const placed = clusters.reduce((sum, cluster) => sum + cluster.rows.length, 0)
  return (
    <figure className="place-plot">
      <svg
        ref={svg}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Places of ${countWords(placed, 'read')}, north up`}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {clusters.map((cluster) => (
          <g key={cluster.rows[0]} transform={`translate(${cluster.x} ${cluster.y})`}>
            <circle r={cluster.rows.length === 1 ? 5 : 11} />
            {cluster.rows.length === 1 ? undefined : <text y="4">{cluster.rows.length}</text>}
          </g>
        ))}
        {mark === undefined ? undefined : (
          <path className="plot-selected" d={`M${mark.x - 15} ${mark.y}h30M${mark.x} ${mark.y - 15}v30`} />
        )}
        {corners === undefined ? undefined : (
          <rect
            className="plot-area"
            x={Math.min(corners[0].x, corners[1].x)}
            y={Math.min(corners[0].y, corners[1].y)}
            width={Math.abs(corners[0].x - corners[1].x)}
            height={Math.abs(corners[0].y - corners[1].y)}
          />
        )}
        <path className="plot-frame" d="M456 34V14l-6 8m6-8 6 8" />
        <text className="plot-word" x="440" y="26">
          N
        </text>
        <path className="plot-frame" d={`M14 282v6h${plot.bar.width}v-6`} />
        <text className="plot-word plot-length" x={20 + plot.bar.width} y="290">
          {lengthWords(plot.bar.metres)}
        </text>
      </svg>
      {area === undefined ? (
        <figcaption className="dim">
          {placed === rows.length ? '' : `${countWords(rows.length - placed, 'read')} without a fix. `}
          Draw a rectangle to narrow the search.
        </figcaption>
      ) : (
        <PlainButton
          label="Search in this rectangle"
          onPress={() => {
            onArea(area)
          }}
        />
      )}
    </figure>
  )
}
