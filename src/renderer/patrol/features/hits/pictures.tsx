import type { ReactElement } from 'react'
import { Picture } from '#renderer/ui/picture.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import type { Read } from '#shared/domain/read.ts'
import './pictures.css'

/** The very crop that was read, enlarged without smoothing; a plate typed by hand has none. */
export function Crop({ read }: { readonly read: Read }): ReactElement {
  if (read.cropHash === undefined) {
    return (
      <div className="desk-crop">
        <p className="picture-missing">
          {read.entered === undefined
            ? 'No picture is kept'
            : `Typed by hand by badge ${read.entered.by.badge}, ${clockTime(read.capturedAt)}: no picture`}
        </p>
      </div>
    )
  }
  return (
    <div className="desk-crop">
      <Picture src={mediaUrl(read.cropHash)} label="The plate as it was read" isPixelated />
    </div>
  )
}

/** The frame the plate was read from, with the plate outlined in it. */
export function Context({ read }: { readonly read: Read }): ReactElement {
  const { contextHash, corners, frameWidth, frameHeight } = read
  if (contextHash === undefined) {
    return (
      <div className="desk-context">
        <p className="picture-missing">No context image: look at the vehicle itself.</p>
      </div>
    )
  }
  const points = corners.map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <div className="desk-context">
      <Picture src={mediaUrl(contextHash)} label="The vehicle as the camera saw it" />
      <svg viewBox={`0 0 ${frameWidth} ${frameHeight}`} aria-hidden="true">
        <polygon points={points} />
      </svg>
    </div>
  )
}
