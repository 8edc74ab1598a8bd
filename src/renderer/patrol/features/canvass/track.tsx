import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import type { Canvass } from '#shared/domain/local-list.ts'
import { wayWords } from './canvass-words.ts'
import { trackMetres, trackPath } from './track-path.ts'

const WIDTH = 400
const HEIGHT = 240

/** Where the canvass has been, north up; it says what it shows in words too. */
export function Track({ canvass: { track } }: { readonly canvass: Canvass }): ReactElement {
  const path = trackPath(track, WIDTH, HEIGHT)
  const last = path?.points.at(-1)
  if (path === undefined || last === undefined) {
    return (
      <div className="track">
        <Empty title="No track yet.">It is drawn from the GPS; without a fix there is none.</Empty>
      </div>
    )
  }
  const words = `${wayWords(trackMetres(track))} driven; the drawing is ${wayWords(path.widthMetres)} wide, north is up.`
  return (
    <figure className="track">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Track of the canvass. ${words}`}>
        <polyline points={path.points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
        <circle cx={last[0]} cy={last[1]} r="6" />
      </svg>
      <figcaption className="figures">{words}</figcaption>
    </figure>
  )
}
