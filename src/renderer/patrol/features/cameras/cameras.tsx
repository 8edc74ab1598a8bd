import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { CameraState, CameraStatus } from '#shared/domain/camera.ts'
import { cameraWords } from './camera-words.ts'
import './cameras.css'

/** Drawn in a box of 24 by 24: disc, dashed ring, bars, square, cross, flag. */
const SHAPES: Readonly<Record<CameraState, ReactElement>> = {
  live: <circle cx="12" cy="12" r="8" className="filled" />,
  opening: <circle cx="12" cy="12" r="8" strokeDasharray="4 3" />,
  frozen: <path d="M8 4v16M16 4v16" />,
  black: <path d="M4 4h16v16H4z" className="filled" />,
  lost: <path d="M5 5l14 14M19 5 5 19" />,
  ended: <path d="M5 5h14v14H5z" />,
}

/** The cameras of this car, each with its health. Undefined until the core has told them. */
export function Cameras({
  cameras,
}: {
  readonly cameras: readonly CameraStatus[] | undefined
}): ReactElement {
  const now = useNow(1000)
  return (
    <section className="cameras" aria-label="Cameras">
      {cameras === undefined ? <Empty title="Asking for the cameras" /> : undefined}
      {cameras?.length === 0 ? (
        <Empty title="No camera found.">
          Plug one in, name one with <code>--camera</code>, or play footage with <code>--footage PATH</code>.
        </Empty>
      ) : undefined}
      {cameras?.map((camera) => (
        <CameraTile key={camera.id} camera={camera} now={now} />
      ))}
    </section>
  )
}

function CameraTile({ camera, now }: { readonly camera: CameraStatus; readonly now: number }): ReactElement {
  const { health, note } = cameraWords(camera, now)
  const mount = camera.name.toLowerCase().includes(camera.mount) ? '' : camera.mount
  return (
    <div className="camera" data-state={camera.state}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        {SHAPES[camera.state]}
      </svg>
      <div>
        <h3>
          <strong>{camera.name}</strong> <span className="dim">{mount}</span>
        </h3>
        <p className="figures">{health}</p>
        {note === undefined ? undefined : (
          <p className="camera-note dim figures" title={note}>
            {note}
          </p>
        )}
      </div>
    </div>
  )
}
