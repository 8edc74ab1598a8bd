import { useState, type ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { useIsInFront } from '#renderer/ui/in-front.ts'
import { Picture } from '#renderer/ui/picture.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { readCells } from '#renderer/office/words/plate-cells.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { whereRead } from '#renderer/office/words/where.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'

const COUNT = new Intl.NumberFormat('en-US')

export type Found = { readonly rows: readonly Read[]; readonly looked: number; readonly isMore: boolean }

/** What a search found, newest first; the selected read shows its pictures. */
export function Results({
  found,
  onBack,
}: {
  readonly found: Found
  readonly onBack: () => void
}): ReactElement {
  const { rows, looked, isMore } = found
  const [at, setAt] = useState(0)
  const isInFront = useIsInFront()
  const selected = rows[at]
  function move(by: number): void {
    const next = Math.min(rows.length - 1, Math.max(0, at + by))
    setAt(next)
    document.querySelector(`[data-found="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys(
    isInFront
      ? {
          ArrowDown: () => {
            move(1)
          },
          ArrowUp: () => {
            move(-1)
          },
        }
      : {},
  )
  return (
    <Screen
      title={rows.length === 1 ? '1 read found' : `${COUNT.format(rows.length)} reads found`}
      lead={`${COUNT.format(looked)} looked at.${isMore ? ' There are more: narrow the search.' : ''} Not verified; the search is kept in the audit with your name.`}
      onBack={onBack}
      backWord="Back to the search"
    >
      {selected === undefined ? (
        <Empty title="No read fits.">
          Only what this car keeps is searched. Transferred and purged reads are not here.
        </Empty>
      ) : (
        <div className="halves found-halves">
          <table className="found" aria-label="Reads found">
            <thead>
              <tr>
                {['Time', 'Camera', 'Plate', 'State', 'Place'].map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((read, place) => (
                <tr
                  key={read.id}
                  data-found={place}
                  aria-selected={place === at}
                  onClick={() => {
                    setAt(place)
                  }}
                >
                  <td className="figures">{clockTime(read.capturedAt)}</td>
                  <td>{read.cameraName}</td>
                  <td>
                    <PlateText cells={readCells(read.plate, read.positions)} />
                  </td>
                  <td>{stateAnswered(read.state) ?? 'not read'}</td>
                  <td className="figures">{whereRead(read.location)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pictures read={selected} />
        </div>
      )}
    </Screen>
  )
}

function Pictures({ read }: { readonly read: Read }): ReactElement {
  const { cropHash, contextHash, plate, cameraName, capturedAt, entered } = read
  return (
    <div className="stack found-pictures" role="region" aria-label="Pictures of the selected read">
      <div className="found-crop">
        {cropHash === undefined ? (
          <span className="picture-missing">
            {entered === undefined ? 'No picture is kept' : `Typed by hand by badge ${entered.by.badge}`}
          </span>
        ) : (
          <Picture src={mediaUrl(cropHash)} label={`Plate as read, ${plate}`} isPixelated />
        )}
      </div>
      <div className="found-context">
        {contextHash === undefined ? (
          <span className="picture-missing">No context image is kept</span>
        ) : (
          <Picture src={mediaUrl(contextHash)} label="Context image" />
        )}
      </div>
      <p>
        {cameraName}, {clockTime(capturedAt)}
      </p>
    </div>
  )
}
