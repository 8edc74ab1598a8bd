import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import type { Read } from '#shared/domain/read.ts'

/** The frame the plate was read from, with the plate's corners drawn over it. */
export function ContextPicture({ read }: { readonly read: Read }): ReactElement {
  if (read.contextHash === undefined) {
    return (
      <div className="context">
        <Empty title="No context image.">{whyNone(read)}</Empty>
      </div>
    )
  }
  return (
    <div className="context">
      <Picture
        src={mediaUrl(read.contextHash)}
        label={`Context of ${read.plate}, camera ${read.cameraName}`}
      />
      <svg viewBox={`0 0 ${read.frameWidth} ${read.frameHeight}`} aria-hidden="true">
        <polygon className="outline-under" points={pointsOf(read)} />
        <polygon className="outline" points={pointsOf(read)} />
      </svg>
    </div>
  )
}

function whyNone({ entered }: Read): string {
  return entered === undefined
    ? 'Space was short when this was read; the plate was kept.'
    : 'The plate was typed by hand: the cameras missed it.'
}

function pointsOf({ corners }: Read): string {
  return corners.map(({ x, y }) => `${x},${y}`).join(' ')
}
