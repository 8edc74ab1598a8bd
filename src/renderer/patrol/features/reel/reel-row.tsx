import { memo, type ReactElement } from 'react'
import { Picture } from '#renderer/ui/picture.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { readCells } from '#renderer/office/words/plate-cells.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { whereRead } from '#renderer/office/words/where.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'

type ReelRowProps = {
  readonly index: number
  readonly total: number
  /** Distance from the top of the reel in px. */
  readonly top: number
  /** Undefined while its page is on the way. */
  readonly read: Read | undefined
  readonly isSelected: boolean
  readonly onSelect: (index: number) => void
}

/** One read of the reel. Drawn again only when something of it changes: ten reads a second pass here. */
export const ReelRow = memo(function ReelRow({
  index,
  total,
  top,
  read,
  isSelected,
  onSelect,
}: ReelRowProps): ReactElement {
  return (
    <div
      id={`reel-row-${index}`}
      className="reel-row"
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-sequence={read?.sequence}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        event.preventDefault()
      }}
      onClick={() => {
        onSelect(index)
      }}
    >
      {read === undefined ? <span className="dim">loading</span> : <ReadCells read={read} />}
    </div>
  )
})

function ReadCells({ read }: { readonly read: Read }): ReactElement {
  const state = stateAnswered(read.state)
  return (
    <>
      <span className="reel-crop">
        {read.cropHash === undefined ? (
          <span className="picture-missing">typed by hand</span>
        ) : (
          <Picture src={mediaUrl(read.cropHash)} label={`Plate as read, ${read.plate}`} />
        )}
      </span>
      <PlateText cells={readCells(read.plate, read.positions)} />
      <span className="reel-state" data-known={state !== undefined}>
        {state ?? 'state ?'}
      </span>
      <span className="reel-when figures">
        <span>
          <strong>{clockTime(read.capturedAt)}</strong> {sourceOf(read)}
          {read.canvassId === undefined ? undefined : <strong> canvass</strong>}
        </span>
        <span className="dim">{whereRead(read.location)}</span>
      </span>
    </>
  )
}

/** The camera, or that a person typed it. */
function sourceOf({ cameraName, entered }: Read): string {
  if (entered === undefined) return cameraName
  return entered.corrects === undefined ? 'by hand' : 'corrected'
}
