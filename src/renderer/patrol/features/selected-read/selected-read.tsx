import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { oddsRight, oddsWrong } from '#renderer/office/words/odds.ts'
import { plainCells, readCells } from '#renderer/office/words/plate-cells.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { whereRead } from '#renderer/office/words/where.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import { ContextPicture } from './context-picture.tsx'
import './selected-read.css'

const RUNNERS_UP = 3

/** One read at a closer look: where in the picture it was, and what else the plate may be. */
export function SelectedRead({ read }: { readonly read: Read | undefined }): ReactElement {
  if (read === undefined) {
    return (
      <section className="selected-read" aria-label="Selected read">
        <Empty title="No read to look at yet." />
      </section>
    )
  }
  return (
    <section className="selected-read" aria-label="Selected read">
      <ContextPicture read={read} />
      <div className="selected-plate">
        <span className="selected-crop">
          {read.cropHash === undefined ? (
            <span className="picture-missing">Typed by hand</span>
          ) : (
            <Picture src={mediaUrl(read.cropHash)} label={`Plate as read, ${read.plate}`} isPixelated />
          )}
        </span>
        <PlateText cells={readCells(read.plate, read.positions)} />
        <StateCode read={read} />
      </div>
      <p className="selected-odds">
        {read.entered === undefined ? (
          <>
            <strong>{oddsWrong(read.plateProbability)}</strong>
            <span className="dim">{stateOdds(read)}</span>
          </>
        ) : (
          <strong>{enteredWords(read.entered)}</strong>
        )}
      </p>
      <ol className="runners-up" aria-label="Other readings">
        {read.candidates.slice(1, 1 + RUNNERS_UP).map(({ plate, probability }) => (
          <li key={plate}>
            <span className="dim">or</span>
            <PlateText cells={plainCells(plate)} />
            <span className="figures">{oddsRight(probability)}</span>
          </li>
        ))}
      </ol>
      <p className="selected-facts dim figures">{facts(read).join(' · ')}</p>
    </section>
  )
}

function StateCode({ read: { state } }: { readonly read: Read }): ReactElement {
  const answered = stateAnswered(state)
  return answered === undefined ? (
    <span className="dim">state ?</span>
  ) : (
    <strong className="selected-state">{answered}</strong>
  )
}

function stateOdds({ state }: Read): string {
  if (stateAnswered(state) === undefined) return 'State not read'
  const odds = oddsWrong(state.probability).toLowerCase()
  return state.isOther === true ? `No US state: ${odds}` : `State: ${odds}`
}

function enteredWords({ by, corrects, words }: NonNullable<Read['entered']>): string {
  const what = corrects === undefined ? 'Typed by hand' : 'Corrected by hand; the read itself stays'
  return `${what}. Badge ${by.badge}${words === '' ? '' : `: ${words}`}`
}

function facts(read: Read): string[] {
  return [
    `${read.cameraName} ${clockTime(read.capturedAt)}`,
    whereRead(read.location),
    ...(read.entered === undefined ? [read.frames === 1 ? '1 frame' : `${read.frames} frames`] : []),
    ...(read.canvassId === undefined ? [] : ['in the canvass']),
    ...(read.stackedPairs === undefined ? [] : ['stacked letters beside the serial']),
    ...(read.phase === 'first' ? ['still passing'] : []),
    ...(read.footage === undefined ? [] : [`footage at ${(read.footage.atMs / 1000).toFixed(1)} s`]),
  ]
}
